"""What leaves: maps and tiles."""
