"""Appeals about a pass: by its holder, against a refusal or a revocation; upheld, the pass is valid (again)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.pass_events import PassAppealDecided, PassAppealMade
from clearway.core.passes import Pass, PassState
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed
from clearway.core.rules import Rulebook
from clearway.respond.deadlines import due
from clearway.respond.passes.refusals import PassNotLive

APPEAL = "passes.appeal_hours"
_ANSWERS = frozenset({Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PassAppeal:
    """An appeal as it stands; ``against`` are the names of those whose act it is about, who may not answer it."""

    number: str
    pass_number: str
    made_at: datetime
    due_at: datetime
    upheld: bool | None = None
    against: frozenset[str] = frozenset()


def make_appeal(number: str, found: Pass, text: str, waiting: bool, *, at: datetime, rulebook: Rulebook) -> Outcome:
    """Take an appeal; ``waiting``: one is open already.

    Returns:
        The decision; or ``PassNotLive`` (neither declined nor revoked, or one is open), ``Missing`` (what is wrong).
    """
    if found.state not in (PassState.DECLINED, PassState.REVOKED) or waiting:
        return PassNotLive(number=found.number, standing=found.state.value)
    if not text.strip():
        return Missing(zh="申诉理由", en="why it is wrong", rule=APPEAL)
    made = PassAppealMade(subject=number, pass_number=found.number, text=text.strip(), due_at=due(APPEAL, at, rulebook))
    return Decision((made,), (Reason(rulebook.rule(APPEAL).title, APPEAL),))


def answer_appeal(
    appeal: PassAppeal, found: Pass, upheld: bool, answer: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Answer an appeal, by a county or higher, and by nobody who signed what it is about.

    Returns:
        The decision; or ``NotAllowed``, ``PassNotLive`` (answered), ``Missing`` (the reason).
    """
    if by.role not in _ANSWERS or not by.reaches(found.wish.place_code) or by.name in appeal.against:
        return NotAllowed(role=by.role.value, place=found.wish.place_code, act="answer_appeal")
    if appeal.upheld is not None:
        return PassNotLive(number=appeal.number, standing="answered")
    if not answer.strip():
        return Missing(zh="答复理由", en="the reason of the answer", rule=APPEAL)
    decided = PassAppealDecided(
        subject=appeal.number, pass_number=appeal.pass_number, upheld=upheld, answer=answer.strip()
    )
    return Decision((decided,), (Reason(rulebook.rule(APPEAL).title, APPEAL),))
