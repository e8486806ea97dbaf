"""Names of places, with the larger place before them: the same on pages and in feeds."""

from __future__ import annotations

from clearway.record.reading.naming import place_name, place_names

__all__ = ["place_name", "place_names"]
