"""A measure before it is one: what is proposed, and the steps it has gone through so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clearway.core.barriers import Barrier
from clearway.core.epidemic import DiseaseClass
from clearway.core.findings import Finding
from clearway.core.measures import MeasureKind
from clearway.core.moments import aware
from clearway.core.people import Role
from clearway.core.places import Point
from clearway.core.words import Bilingual


class ChainStep(StrEnum):
    """Steps of the approval chain, as the rule ``closing.approval_chain`` names them."""

    PROPOSED = "proposed"
    ASSESSED = "assessed"
    REVIEWED = "reviewed"
    EXPERT_VIEW = "expert_view"
    RESIDENTS = "residents"
    DECIDED = "decided"
    REPORTED = "reported"
    NOTICED = "noticed"


class StepOutcome(StrEnum):
    """How a step ended: on to the next, back to who proposed it, or for good."""

    PASSED = "passed"
    RETURNED = "returned"
    REFUSED = "refused"


class ProposalState(StrEnum):
    """Where a proposal stands; what is *next* follows from its steps and the rule of the day."""

    OPEN = "open"
    RETURNED = "returned"
    REFUSED = "refused"
    ENACTED = "enacted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is proposed. ``starts_at`` inclusive, ``ends_at`` exclusive, both with zone.

    ``organ``: whose decision is asked for. ``means``: what would hold people back, if anything does. ``road_links``:
    the links closed (gates are links). ``alternative``: the lighter measure considered and why it will not do.
    ``release_days``: it ends earlier after so many reported days in a row without an infection (None: its term alone).
    ``guarantees`` and ``help_phone``: what art. 67 asks to be assured.
    """

    kind: MeasureKind
    place_code: str
    place_text: str
    scope: str
    reason: str
    starts_at: datetime
    ends_at: datetime
    alternative: str = ""
    legal_basis: str = ""
    organ: Role = Role.COUNTY_GOVERNMENT
    disease: DiseaseClass | None = None
    means: Barrier | None = None
    road_links: tuple[int, ...] = ()
    point: Point | None = None
    release_days: int | None = None
    guarantees: tuple[str, ...] = ()
    help_phone: str = ""
    emergency: bool = False
    asks_expert: bool = False
    asks_residents: bool = False

    def __post_init__(self) -> None:
        if aware(self.ends_at, name="ends_at") <= aware(self.starts_at, name="starts_at"):
            raise ValueError("a measure ends after it starts")

    def asked(self, step: ChainStep) -> bool:
        """Whether somebody asked for a step that is taken only where it is asked for."""
        return {ChainStep.EXPERT_VIEW: self.asks_expert, ChainStep.RESIDENTS: self.asks_residents}.get(step, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The result of a vote, a hearing or an expert view, held elsewhere in the record under ``number``.

    ``consents`` None: it advises only.
    """

    number: str
    summary: Bilingual
    consents: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """A step that was taken: by whom, when, with what opinion, and the findings signed."""

    step: ChainStep
    outcome: StepOutcome
    at: datetime
    by_name: str
    by_role: Role
    note: str = ""
    findings: tuple[Finding, ...] = ()
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A proposal as it stands: ``steps`` are those of the present round (a revised draft starts a new one)."""

    number: str
    draft: Draft
    state: ProposalState
    round: int
    proposed_at: datetime
    proposed_by: str
    steps: tuple[StepDone, ...]
    measure: str | None = None

    def done(self, step: ChainStep) -> StepDone | None:
        """The step as passed in this round, or None."""
        return next((one for one in self.steps if one.step is step and one.outcome is StepOutcome.PASSED), None)
