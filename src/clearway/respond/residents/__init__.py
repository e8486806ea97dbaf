"""Residents decide, as pure decisions: rolls, votes, hearings, councils, experts, compacts."""
