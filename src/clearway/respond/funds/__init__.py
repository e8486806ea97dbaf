"""Money with a ledger: opened, paid in, promised, spent, given back, and never below zero (7.2, 7.3)."""
