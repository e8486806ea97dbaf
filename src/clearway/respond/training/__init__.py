"""Who must know what, what somebody has passed, and whether that lets them act (R13)."""
