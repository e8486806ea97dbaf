"""Inspections: samples anybody can draw again, findings until they are cleared, campaigns."""
