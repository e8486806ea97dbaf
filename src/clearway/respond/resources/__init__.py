"""People, materials and gifts: standards, gaps, a proposal who gets what, and dispatches signed for (R12)."""
