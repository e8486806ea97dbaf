"""Learning from checks: what a person found on the spot is the only label; past closure decisions never are."""
