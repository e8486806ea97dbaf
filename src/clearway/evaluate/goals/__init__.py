"""The plan's goals by stage, the governance score, and comparisons that never rank what cannot be told apart."""
