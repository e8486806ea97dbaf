"""What a quarter's review counts: closures, people, clocks, complaints; pure, from what the loop gathered."""
