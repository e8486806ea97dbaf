"""Events become rows here: one small function a kind of event, called by the door."""

from clearway.record.writers import (
    access,
    accounts,
    around_reports,
    assemblies,
    cases,
    casework,
    closures,
    course,
    intake,
    proposals,
    reporters,
    tasks,
    upkeep,
    votes,
    warnings,
    wording,
)
from clearway.record.writers.table import WRITERS, UnknownEvent, write

__all__ = [
    "WRITERS",
    "UnknownEvent",
    "access",
    "accounts",
    "around_reports",
    "assemblies",
    "cases",
    "casework",
    "closures",
    "course",
    "intake",
    "proposals",
    "reporters",
    "tasks",
    "upkeep",
    "votes",
    "warnings",
    "wording",
    "write",
]
