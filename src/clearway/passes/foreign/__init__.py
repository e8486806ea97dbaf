"""COSE_Sign1 of other people (RFC 9052 in general, EU certificates): read leniently, verified exactly, never a pass."""
