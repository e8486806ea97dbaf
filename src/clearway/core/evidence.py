"""Evidence for a warning, and what a closure takes from people: the facts a person decides on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from clearway.core.moments import aware
from clearway.core.words import Bilingual


class EvidenceSource(StrEnum):
    """Where a piece of evidence comes from."""

    FLOW = "flow"
    COMPLAINTS = "complaints"
    LISTING = "listing"
    REPORT = "report"
    FIELD_CHECK = "field_check"


class FlowState(StrEnum):
    """The three answers of the flow engine."""

    CONFIRMED = "confirmed"
    SILENT = "silent"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece: ``weight`` is a log-likelihood ratio in nats (0 where a rule, not a model, speaks);
    ``references`` are sensor links, report numbers or listing ids one can open."""

    source: EvidenceSource
    summary: Bilingual
    since: datetime
    last_at: datetime
    weight: float = 0.0
    references: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        aware(self.since, name="since")
        aware(self.last_at, name="last_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLoss:
    """Who loses access to one kind of facility when ways close.

    ``people_cut_off`` could reach it before and cannot now (those unreachable before are never in it);
    ``people_delayed`` still can, later; ``added_person_minutes`` is their sum (finite by construction);
    ``worst_added_seconds`` the longest single detour.
    """

    kind: str
    mode: str
    people_cut_off: float
    people_delayed: float
    added_person_minutes: float
    worst_added_seconds: float
    cut_off_age60: float = 0.0
