"""From the proposal to the notice, step by step: each act is a pure decision, refused out of order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import Event, MeasureLifted, MeasureRegistered
from clearway.core.findings import Finding
from clearway.core.measure_events import MeasureConfirmed, MeasureProposed, ProposalRevised, StepTaken
from clearway.core.people import Actor
from clearway.core.proposals import ChainStep, Draft, Proposal, ProposalState, Reference, StepOutcome
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.measures.chain import CHAIN, EMERGENCY, act_of, next_step, required, review_due, review_end
from clearway.respond.measures.powers import no_power
from clearway.respond.measures.reading import ProtectedWay, as_measure, barred, read_draft, unfit
from clearway.respond.measures.refusals import NoTermLeft, NotStanding, OutOfOrder

#: Steps at which the draft must be lawful in every finding that can be told.
_LAWFUL_AT = frozenset({ChainStep.REVIEWED, ChainStep.DECIDED, ChainStep.NOTICED})
OnMap = Sequence[ProtectedWay] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person states with a step; ``outcome`` passes it on, returns it, or refuses it."""

    outcome: StepOutcome = StepOutcome.PASSED
    note: str = ""
    reference: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enacting:
    """What a notice brings with it: the measure's number, the notice's, and the deciding organ's name in full."""

    measure: str
    notice: str
    organ: str


def propose(number: str, draft: Draft, on_map: OnMap, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """A measure is proposed. What the negative list or the ceiling forbids is refused here already.

    Returns:
        The decision; or ``NotAllowed``, ``Missing``, ``OnNegativeList``, ``TooLong``, ``NoTermLeft``.
    """
    refused = _may(by, ChainStep.PROPOSED, draft.place_code) or _complete(draft)
    refused = refused or barred(draft, rulebook, at, on_map) or _too_late(draft, rulebook, at)
    if refused is not None:
        return refused
    return Decision((MeasureProposed(subject=number, draft=draft),), (_reason(rulebook, CHAIN),))


def revise(proposal: Proposal, draft: Draft, on_map: OnMap, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """A returned proposal comes back changed; every step is to be taken anew.

    Returns:
        The decision; or ``WrongState`` where it was not returned, else as ``propose``.
    """
    if proposal.state is not ProposalState.RETURNED:
        return WrongState(subject=proposal.number, state=proposal.state.value, act="revise")
    outcome = propose(proposal.number, draft, on_map, by=by, at=at, rulebook=rulebook)
    if isinstance(outcome, Refusal):
        return outcome
    return Decision((ProposalRevised(subject=proposal.number, draft=draft, round=proposal.round + 1),), outcome.reasons)


def take_step(
    proposal: Proposal, step: ChainStep, said: Said, on_map: OnMap, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Take any step but the notice: pass it, return the proposal, or refuse it.

    Returns:
        The decision; or ``NotAllowed``, ``NoPower``, ``OutOfOrder``, ``Missing``, and where a lawful draft is asked
        for: ``OnNegativeList``, ``MapNotAsked``, ``StillFails``, ``NoTermLeft``; ``NotStanding`` where the review
        after the fact comes too late.
    """
    refused = _barred_step(proposal, step, said, on_map, by=by, at=at, rulebook=rulebook)
    if refused is not None:
        return refused
    taken = _taken(proposal, step, said, _signed(proposal, step, on_map, by, at, rulebook))
    after = _after_the_fact(proposal, taken, by=by, at=at, rulebook=rulebook)
    return Decision((taken, *after), (_reason(rulebook, CHAIN),))


def give_notice(
    proposal: Proposal, enacting: Enacting, on_map: OnMap, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Public notice: the measure enters the register and will be in force from its start, as late as the notice asks.

    Returns:
        The decision; or as ``take_step``.
    """
    step = ChainStep.NOTICED
    refused = _barred_step(proposal, step, Said(), on_map, by=by, at=at, rulebook=rulebook)
    if refused is not None:
        return refused
    draft = proposal.draft
    measure = as_measure(
        draft, rulebook, at, organ=enacting.organ, number=enacting.measure, notice=enacting.notice
    )  # fmt: skip
    taken = _taken(proposal, step, Said(note=enacting.notice), (), measure=enacting.measure)
    due = review_end(draft, at, rulebook)
    if due is not None and measure.starts_at >= due:
        return NoTermLeft(starts=f"{measure.starts_at:%Y-%m-%d %H:%M}", rule=EMERGENCY)
    if due is not None:
        measure = replace(measure, ends_at=min(draft.ends_at, due))
    registered = MeasureRegistered(
        subject=enacting.measure, measure=measure, proposal=proposal.number, point=draft.point,
        road_links=draft.road_links, release_days=draft.release_days,
    )  # fmt: skip
    return Decision((taken, registered), (_reason(rulebook, "closing.notice_content"),))


def refusal_of_step(proposal: Proposal, step: ChainStep, by: Actor, at: datetime, rulebook: Rulebook) -> Refusal | None:
    """Why this person may not take this step now; None where they may. What pages ask before they show a form."""
    refused = _may(by, step, proposal.draft.place_code)
    if refused is None and step in _GOVERNMENT:
        refused = no_power(proposal.draft, by, rulebook, at)
    due = next_step(proposal, rulebook, at.date())
    if refused is None and step is not due:
        return _out_of_order(proposal, step, due)
    return refused or _lapsed(proposal, step, at, rulebook)


def _barred_step(
    proposal: Proposal, step: ChainStep, said: Said, on_map: OnMap, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Refusal | None:
    refused = refusal_of_step(proposal, step, by, at, rulebook) or _unsaid(step, said)
    if refused is None and step in _LAWFUL_AT and said.outcome is StepOutcome.PASSED:
        refused = unfit(proposal.draft, rulebook, _as_of(proposal, at), on_map, organ=_organ(step, proposal, by))
        if isinstance(refused, NoTermLeft) and proposal.measure is not None:
            return None
    return refused


_GOVERNMENT = frozenset({ChainStep.DECIDED, ChainStep.REPORTED, ChainStep.NOTICED})


def _organ(step: ChainStep, proposal: Proposal, by: Actor) -> str:
    return by.role.value if step in _GOVERNMENT else proposal.draft.organ.value


def _as_of(proposal: Proposal, at: datetime) -> datetime:
    """The moment under whose law the draft is read: after the fact, that of its notice."""
    noticed = proposal.done(ChainStep.NOTICED)
    return at if noticed is None else noticed.at.astimezone(at.tzinfo)


def _may(by: Actor, step: ChainStep, place_code: str) -> Refusal | None:
    if step in _GOVERNMENT and by.reaches(place_code):
        return None
    if by.role not in act_of(step).roles or not by.reaches(place_code):
        return NotAllowed(role=by.role.value, place=place_code, act=step.value)
    return None


def _complete(draft: Draft) -> Refusal | None:
    if not draft.reason.strip():
        return Missing(zh="理由", en="the reason", rule="closing.notice_content")
    if not draft.scope.strip():
        return Missing(zh="范围", en="the scope", rule="closing.notice_content")
    if not draft.alternative.strip():
        return Missing(
            zh="考虑过的较轻措施", en="the lighter measure considered, and why it will not do",
            rule="closing.least_restrictive",
        )  # fmt: skip
    return None


def _too_late(draft: Draft, rulebook: Rulebook, at: datetime) -> Refusal | None:
    try:
        as_measure(draft, rulebook, at)
    except NoTermLeft as late:
        return late
    return None


def _unsaid(step: ChainStep, said: Said) -> Refusal | None:
    act = act_of(step)
    if said.outcome not in act.outcomes:
        return WrongState(subject=step.value, state=said.outcome.value, act=step.value)
    if said.outcome is not StepOutcome.PASSED or act.asks in ("opinion", "signature"):
        return None if said.note.strip() else Missing(zh="理由或意见", en="the reason or opinion")
    if act.asks == "reference":
        if said.reference is None:
            return Missing(zh="表决、听证或专家意见的编号", en="the number of the vote, hearing or expert view")
        if said.reference.consents is False:
            return Missing(
                zh="居民同意（表决未通过，只能退回或否决）", en="consent: it was refused, so return or refuse it"
            )
    return None


def _out_of_order(proposal: Proposal, step: ChainStep, due: ChainStep | None) -> OutOfOrder:
    title = act_of(due).title if due else Bilingual("无", "none")
    asked = act_of(step).title
    return OutOfOrder(
        subject=proposal.number, next_zh=title.zh, next_en=title.en, step_zh=asked.zh, step_en=asked.en, rule=CHAIN
    )


def _lapsed(proposal: Proposal, step: ChainStep, at: datetime, rulebook: Rulebook) -> Refusal | None:
    due = review_due(proposal, rulebook, at.date())
    if due is not None and at >= due and proposal.measure is not None:
        return NotStanding(number=proposal.measure, status="ended", rule=EMERGENCY)
    return None


def _signed(
    proposal: Proposal, step: ChainStep, on_map: OnMap, by: Actor, at: datetime, rulebook: Rulebook
) -> tuple[Finding, ...]:
    """The findings a reviewer or decider signs with the step: as they read at that moment."""
    if step not in (ChainStep.REVIEWED, ChainStep.DECIDED):
        return ()
    try:
        organ = _organ(step, proposal, by)
        return read_draft(proposal.draft, rulebook, _as_of(proposal, at), on_map, organ=organ)
    except NoTermLeft:
        return ()


def _taken(
    proposal: Proposal, step: ChainStep, said: Said, found: tuple[Finding, ...], measure: str | None = None
) -> StepTaken:
    return StepTaken(
        subject=proposal.number, step=step, outcome=said.outcome, round=proposal.round, note=said.note,
        findings=found, reference=said.reference, measure=measure,
    )  # fmt: skip


def _after_the_fact(
    proposal: Proposal, taken: StepTaken, *, by: Actor, at: datetime, rulebook: Rulebook
) -> tuple[Event, ...]:
    """What a deferred step does to the measure already in force: confirms it when it was the last, or lifts it."""
    if proposal.measure is None:
        return ()
    if taken.outcome is not StepOutcome.PASSED:
        return (MeasureLifted(subject=proposal.measure, lifted_at=at, lifted_by=by.name, reason=taken.note),)
    left = [step for step in _left(proposal, at, rulebook) if step is not taken.step]
    return () if left else (MeasureConfirmed(subject=proposal.measure, ends_at=proposal.draft.ends_at),)


def _left(proposal: Proposal, at: datetime, rulebook: Rulebook) -> list[ChainStep]:
    return [step for step in required(proposal.draft, rulebook, at.date()) if proposal.done(step) is None]


def _reason(rulebook: Rulebook, rule: str) -> Reason:
    return Reason(rulebook.rule(rule).title, rule)
