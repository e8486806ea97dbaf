"""Clearway (通途): keeps ways open in an epidemic."""
