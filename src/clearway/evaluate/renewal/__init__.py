"""Infections as they renew themselves: serial interval, R_t, and the same county twice, with and without a closure."""
