"""Appeals (申诉, art. 74): anybody may make one, the county government answers in time; upheld, the way is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import Event, MeasureLifted
from clearway.core.measure_events import AppealDecided, AppealMade
from clearway.core.measures import Measure, MeasureStatus
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed
from clearway.core.rules import Rulebook
from clearway.respond.deadlines import due
from clearway.respond.measures.powers import outranks
from clearway.respond.measures.refusals import Answered, NotStanding

APPEAL, HOURS = "residents.appeal", "residents.appeal_hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """An appeal as it stands; ``upheld`` None: not yet answered; ``decided_by``: whose measure it is about."""

    number: str
    measure: str
    place_code: str
    made_at: datetime
    due_at: datetime
    upheld: bool | None = None
    decided_by: Role | None = None


def make_appeal(
    number: str, measure: Measure, text: str, token_hash: str, *, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Take an appeal against a measure, or a closure nobody registered, that stands or is about to.

    Returns:
        The decision; or ``NotStanding`` (it ended or was lifted), ``Missing`` (what is wrong with it).
    """
    if measure.status(at) in (MeasureStatus.ENDED, MeasureStatus.LIFTED):
        return NotStanding(number=measure.number, status=measure.status(at).value, rule=APPEAL)
    if not text.strip():
        return Missing(zh="申诉理由", en="why the measure is wrong", rule=APPEAL)
    made = AppealMade(
        subject=number, measure=measure.number, place_code=measure.place_code or "", text=text,
        token_hash=token_hash, due_at=due(HOURS, at, rulebook),
    )  # fmt: skip
    return Decision((made,), (Reason(rulebook.rule(APPEAL).title, APPEAL),))


def decide_appeal(
    appeal: Appeal, measure: Measure, upheld: bool, answer: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Answer an appeal. Upheld, the measure is lifted by the same decision.

    Returns:
        The decision; or ``NotAllowed``, ``Answered``, ``Missing`` (the reason).
    """
    if not outranks(by.role, appeal.decided_by) or not by.reaches(appeal.place_code):
        return NotAllowed(role=by.role.value, place=appeal.place_code, act="answer_appeal")
    if appeal.upheld is not None:
        return Answered(number=appeal.number)
    if not answer.strip():
        return Missing(zh="答复理由", en="the reason of the answer", rule=APPEAL)
    events: list[Event] = [AppealDecided(subject=appeal.number, measure=measure.number, upheld=upheld, answer=answer)]
    if upheld and measure.status(at) not in (MeasureStatus.ENDED, MeasureStatus.LIFTED):
        events.append(MeasureLifted(subject=measure.number, lifted_at=at, lifted_by=by.name, reason=answer))
    return Decision(tuple(events), (Reason(rulebook.rule(APPEAL).title, APPEAL),))
