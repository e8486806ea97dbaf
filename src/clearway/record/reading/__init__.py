"""Queries that give core objects back: what the loop, the pages and the commands read."""

from clearway.record.reading.happening import (
    Freshness,
    closures_found,
    freshness,
    measure,
    measures,
    measures_in_force,
    measures_placed,
    open_warnings,
    reports,
    standing_rows,
    warning,
    warnings,
    warnings_since,
)
from clearway.record.reading.town import calendar, code_prefix, facilities, infections, places, sensors
from clearway.record.reading.work import Line, case, history, open_cases, open_tasks

__all__ = [
    "Freshness",
    "Line",
    "calendar",
    "case",
    "closures_found",
    "code_prefix",
    "facilities",
    "freshness",
    "history",
    "infections",
    "measure",
    "measures",
    "measures_in_force",
    "measures_placed",
    "open_cases",
    "open_tasks",
    "open_warnings",
    "places",
    "reports",
    "sensors",
    "standing_rows",
    "warning",
    "warnings",
    "warnings_since",
]
