"""A pass is asked for: at once where a rule decides, else by a named person within a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.pass_events import PassAsked, PassDeclined, PassIssued
from clearway.core.passes import MOST_COMPANIONS, MOST_GATES, AskedBy, Pass, PassState, PassWish, StatusPlace, Term
from clearway.core.people import NO_OFFICE, Actor
from clearway.core.refusals import BadUsage, Missing, NotAllowed, Refusal
from clearway.core.rules import Rulebook
from clearway.respond.deadlines import due
from clearway.respond.passes.refusals import (
    NoGateOnTheWay,
    OnceOneGate,
    PassNotLive,
    PassOver,
    PassTooLong,
    TooManyGates,
)

AT_ONCE, ANSWER, LONGEST = "passes.at_once", "passes.answer_hours", "passes.longest_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a new pass is given: its number, its place in the status lists, the hash of its holder's link."""

    number: str
    status: StatusPlace
    token_hash: str


def ask(wish: PassWish, marks: Marks, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """Take a request; where a rule decides, it is issued by the same decision. Anybody may ask, for anybody.

    Args:
        at: the moment in the county's zone.

    Returns:
        The decision; or ``NoGateOnTheWay``, ``TooManyGates``, ``PassOver``, ``PassTooLong``, ``OnceOneGate``,
        ``NotAllowed`` (asking as an office one is not).
    """
    wrong = fault_of(wish, at, rulebook) or _not_this_office(wish, by)
    if wrong is not None:
        return wrong
    asked = PassAsked(
        subject=marks.number, purpose=wish.purpose, wish=wish, status=marks.status, token_hash=marks.token_hash,
        due_at=due(ANSWER, at, rulebook),
    )  # fmt: skip
    if not by_rule(wish, at, rulebook):
        return Decision((asked,), (Reason(rulebook.rule(ANSWER).title, ANSWER),))
    issued = PassIssued(subject=marks.number, rule=AT_ONCE)
    return Decision((asked, issued), (Reason(rulebook.rule(AT_ONCE).title, AT_ONCE),))


def by_rule(wish: PassWish, at: datetime, rulebook: Rulebook) -> bool:
    """Whether a rule issues this pass without a person."""
    return wish.purpose.value in (rulebook.value(AT_ONCE, at.date()) or ())


def approve(found: Pass, answer: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """A named person issues a pass.

    Returns:
        The decision; or ``NotAllowed``, ``PassNotLive`` (decided already, or its term is over).
    """
    refused = _undecidable(found, by, at, "approve_pass")
    if refused is not None:
        return refused
    return Decision((PassIssued(subject=found.number, rule=ANSWER, answer=answer.strip()),), _why(rulebook, ANSWER))


def decline(found: Pass, answer: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """A named person answers that this need is met otherwise; with the reason, which the holder reads and may appeal.

    Returns:
        The decision; or as ``approve``, and ``Missing`` (the reason).
    """
    refused = _undecidable(found, by, at, "decline_pass")
    if refused is not None:
        return refused
    if not answer.strip():
        return Missing(zh="理由", en="the reason", rule=ANSWER)
    return Decision((PassDeclined(subject=found.number, answer=answer.strip()),), _why(rulebook, ANSWER))


def fault_of(wish: PassWish, at: datetime, rulebook: Rulebook) -> Refusal | None:
    """What of a wish cannot be put into a pass; None: nothing."""
    if not wish.gates:
        return NoGateOnTheWay(rule=AT_ONCE)
    if len(wish.gates) > MOST_GATES:
        return TooManyGates(count=len(wish.gates), most=MOST_GATES)
    if not 0 <= wish.companions <= MOST_COMPANIONS:
        return BadUsage(zh=f"同行人数最多 {MOST_COMPANIONS} 人", en=f"at most {MOST_COMPANIONS} companions")
    if wish.uses is not None and (wish.uses < 1 or len(wish.gates) > 1):
        return OnceOneGate()
    if wish.term.ends_at <= at:
        return PassOver()
    return _too_long(wish.term, at, rulebook)


def _too_long(term: Term, at: datetime, rulebook: Rulebook) -> Refusal | None:
    most = max(float(hours) for hours in rulebook.value(LONGEST, at.date()).values())
    hours = (term.ends_at - term.starts_at) / timedelta(hours=1)
    return PassTooLong(hours=round(hours), most=round(most), rule=LONGEST) if hours > most else None


def _not_this_office(wish: PassWish, by: Actor) -> Refusal | None:
    """Residents ask as themselves; a community worker or the hotline is signed in."""
    as_office = wish.asked_by in (AskedBy.COMMUNITY, AskedBy.HOTLINE)
    if as_office and by.role in NO_OFFICE:
        return NotAllowed(role=by.role.value, place=wish.place_code, act="ask_as_office")
    return None


def _undecidable(found: Pass, by: Actor, at: datetime, act: str) -> Refusal | None:
    if by.role in NO_OFFICE or not by.reaches(found.wish.place_code):
        return NotAllowed(role=by.role.value, place=found.wish.place_code, act=act)
    if found.state is not PassState.ASKED or found.wish.term.ends_at <= at:
        return PassNotLive(number=found.number, standing=found.state.value)
    return None


def _why(rulebook: Rulebook, rule: str) -> tuple[Reason, ...]:
    return (Reason(rulebook.rule(rule).title, rule),)
