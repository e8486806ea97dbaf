"""Samples, findings, campaigns."""
