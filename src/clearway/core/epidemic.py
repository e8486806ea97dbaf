"""Infections by place and day, as the health office reports them. No report is None, never zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DiseaseClass(StrEnum):
    """Classes of the Law on Infectious Diseases; ``b_as_a``: class B managed by class A measures."""

    A = "a"
    B_AS_A = "b_as_a"
    B = "b"
    C = "c"


@dataclass(frozen=True, slots=True, kw_only=True)
class InfectionCount:
    """One place on one local day."""

    place_code: str
    on: date
    infections: int
    outside_isolation: int | None = None
    tests: int | None = None
    contacts: int | None = None
    contacts_reached: int | None = None
