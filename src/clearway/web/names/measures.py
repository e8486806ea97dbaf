"""Barriers, who put them up, kinds of measure, and how a measure stands: called on pages as in the feeds."""

from __future__ import annotations

from clearway.publish.names import BARRIERS, IMPOSED_BY, KINDS, LEVELS, STATUSES

__all__ = ["BARRIERS", "IMPOSED_BY", "KINDS", "LEVELS", "STATUSES"]
