"""What a closure did to spread, on the scale of log R; and the plain answer "not identified" where nobody can tell."""
