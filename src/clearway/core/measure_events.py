"""What happens in the life of a measure, from proposal to lifting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.findings import Finding
from clearway.core.people import Role
from clearway.core.policies import Limits
from clearway.core.proposals import ChainStep, Draft, Reference, StepOutcome
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureProposed(Event):
    """A measure was proposed; ``subject`` is the proposal's number."""

    kind: ClassVar[str] = "measure_proposed"
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRevised(Event):
    """A returned proposal comes back changed: round ``round`` begins, every step is to be taken anew."""

    kind: ClassVar[str] = "proposal_revised"
    draft: Draft
    round: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken(Event):
    """A step of the chain was taken on a proposal; who took it, in which office, stands in the ledger line."""

    kind: ClassVar[str] = "step_taken"
    step: ChainStep
    outcome: StepOutcome
    round: int
    note: str
    findings: tuple[Finding, ...] = ()
    reference: Reference | None = None
    measure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureConfirmed(Event):
    """The review after the fact passed: the emergency measure runs to ``ends_at``. ``subject`` is the measure."""

    kind: ClassVar[str] = "measure_confirmed"
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReviewed(Event):
    """The daily look at a measure in force: ``keep``, ``adjust`` or ``lift`` is advised, with the reason."""

    kind: ClassVar[str] = "measure_reviewed"
    advice: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAdjusted(Event):
    """A measure was made lighter: shorter, or fewer links. ``subject`` is the measure."""

    kind: ClassVar[str] = "measure_adjusted"
    ends_at: datetime
    road_links: tuple[int, ...]
    scope: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCorrected(Event):
    """A file told a measure of the register otherwise than before; ``subject`` is the measure.

    ``was`` and ``now`` hold what differs, by column (moments with zone; None: nothing was stated).
    """

    kind: ClassVar[str] = "measure_corrected"
    was: Mapping[str, object]
    now: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDecided(Event):
    """The deciding organ wants a measure to run on to ``ends_at``; without effect until the province has filed it."""

    kind: ClassVar[str] = "extension_decided"
    measure: str
    ends_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionFiled(Event):
    """The province took an extension on file before the term ended: now it counts. ``subject`` is the extension."""

    kind: ClassVar[str] = "extension_filed"
    measure: str
    ends_at: datetime
    filed_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealMade(Event):
    """Somebody appeals (申诉) against a measure or closure. The text stays out of the ledger: its seal stands there."""

    kind: ClassVar[str] = "appeal_made"
    measure: str
    place_code: str
    text: str
    token_hash: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealDecided(Event):
    """An appeal was answered, by a named person, with a reason."""

    kind: ClassVar[str] = "appeal_decided"
    measure: str
    upheld: bool
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyIssued(Event):
    """A policy entered with its limits; ``subject`` is its number; it binds every office in ``region``."""

    kind: ClassVar[str] = "policy_issued"
    title: Bilingual
    organ: str
    region: str
    since: datetime
    limits: Limits
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRead(Event):
    """An office below has read a policy: its receipt."""

    kind: ClassVar[str] = "policy_read"
    role: Role
    region: str
