"""Which steps a measure asks for, in which order, and who takes them: one table, read by decisions and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from clearway.core.people import Role
from clearway.core.proposals import ChainStep, Draft, Proposal, ProposalState, StepOutcome
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual

CHAIN = "closing.approval_chain"
EMERGENCY = "closing.emergency_path"
_BACK = (StepOutcome.PASSED, StepOutcome.RETURNED, StepOutcome.REFUSED)
_ON = (StepOutcome.PASSED,)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAct:
    """One step as an act: ``roles`` may take it, ``outcomes`` may come of it, ``asks`` is what must be stated:
    opinion, signature, reference, or nothing."""

    step: ChainStep
    title: Bilingual
    roles: frozenset[Role]
    outcomes: tuple[StepOutcome, ...]
    asks: str


STEP_ACTS = (
    StepAct(
        step=ChainStep.PROPOSED,
        title=Bilingual("提出", "Propose"),
        roles=frozenset({Role.TOWNSHIP, Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT}),
        outcomes=_ON,
        asks="",
    ),
    StepAct(
        step=ChainStep.ASSESSED,
        title=Bilingual("卫生健康部门评估", "Health assessment"),
        roles=frozenset({Role.COUNTY_HEALTH}),
        outcomes=_BACK,
        asks="opinion",
    ),
    StepAct(
        step=ChainStep.REVIEWED,
        title=Bilingual("合法性审查并签署", "Legality review, signed"),
        roles=frozenset({Role.LEGAL_REVIEW}),
        outcomes=_BACK,
        asks="signature",
    ),
    StepAct(
        step=ChainStep.EXPERT_VIEW,
        title=Bilingual("专家意见", "Expert view"),
        roles=frozenset({Role.COUNTY_HEALTH, Role.LEGAL_REVIEW}),
        outcomes=_BACK,
        asks="reference",
    ),
    StepAct(
        step=ChainStep.RESIDENTS,
        title=Bilingual("居民表决或听证", "Residents' vote or hearing"),
        roles=frozenset({Role.TOWNSHIP, Role.COMMUNITY}),
        outcomes=_BACK,
        asks="reference",
    ),
    StepAct(
        step=ChainStep.DECIDED,
        title=Bilingual("有权机关决定", "Decision"),
        roles=frozenset({Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE}),
        outcomes=_BACK,
        asks="opinion",
    ),
    StepAct(
        step=ChainStep.REPORTED,
        title=Bilingual("报告上一级政府", "Report to the level above"),
        roles=frozenset({Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE}),
        outcomes=_ON,
        asks="",
    ),
    StepAct(
        step=ChainStep.NOTICED,
        title=Bilingual("发布公告", "Public notice"),
        roles=frozenset({Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE}),
        outcomes=_ON,
        asks="",
    ),
)
_BY_STEP = {act.step: act for act in STEP_ACTS}


def act_of(step: ChainStep) -> StepAct:
    """The act that takes ``step``."""
    return _BY_STEP[step]


def required(draft: Draft, rulebook: Rulebook, day: date) -> tuple[ChainStep, ...]:
    """The steps ``draft`` asks for under the rules of ``day``, in order; in an emergency some follow the notice."""
    rows: list[dict[str, Any]] = rulebook.value(CHAIN, day) or []
    steps = [ChainStep(row["step"]) for row in rows if row["when"] == "always" or draft.asked(ChainStep(row["step"]))]
    late = deferred(draft, rulebook, day)
    return (*(step for step in steps if step not in late), *(step for step in steps if step in late))


def deferred(draft: Draft, rulebook: Rulebook, day: date) -> frozenset[ChainStep]:
    """Steps that may follow the notice: none but in an emergency."""
    path = rulebook.value(EMERGENCY, day) if draft.emergency else None
    return frozenset(ChainStep(step) for step in path["deferred"]) if path else frozenset()


def next_step(proposal: Proposal, rulebook: Rulebook, day: date) -> ChainStep | None:
    """The step to be taken now; None where nothing is left, or the proposal was returned or refused."""
    if proposal.state in (ProposalState.RETURNED, ProposalState.REFUSED):
        return None
    return next((step for step in required(proposal.draft, rulebook, day) if proposal.done(step) is None), None)


def review_due(proposal: Proposal, rulebook: Rulebook, day: date) -> datetime | None:
    """Until when the deferred steps of an emergency measure are to be made good; None: none is left to be."""
    noticed = proposal.done(ChainStep.NOTICED)
    left = [step for step in deferred(proposal.draft, rulebook, day) if proposal.done(step) is None]
    asked = required(proposal.draft, rulebook, day)
    if noticed is None or not any(step in asked for step in left):
        return None
    return review_end(proposal.draft, noticed.at, rulebook)


def review_end(draft: Draft, noticed: datetime, rulebook: Rulebook) -> datetime | None:
    """Until when an emergency measure noticed at ``noticed`` runs without its deferred steps; None: no emergency."""
    path = rulebook.value(EMERGENCY, noticed.date()) if draft.emergency else None
    return noticed + timedelta(hours=float(path["review_hours"])) if path else None
