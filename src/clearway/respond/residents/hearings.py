"""Hearings and councils: announced, spoken at, answered, minuted. A hearing closes when every statement is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from clearway.core.assemblies import Hearing, Meeting
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.residents_events import (
    CouncilCalled,
    CouncilMet,
    HearingCalled,
    HearingClosed,
    SpeakerRegistered,
    StatementAnswered,
    StatementMade,
)
from clearway.core.words import Bilingual

RULE = "residents.hearing"
HOSTS = frozenset({Role.COMMUNITY, Role.TOWNSHIP, Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT, Role.LEGAL_REVIEW})
COUNCIL_HOSTS = frozenset({Role.COMMUNITY, Role.TOWNSHIP})
_HEARD = (Reason(Bilingual("听证", "hearing"), RULE),)
_COUNCIL = (Reason(Bilingual("居民议事会，决定为建议", "residents' council: its decisions are recommendations")),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """What a hearing or meeting came to."""

    minutes: str
    result: str
    attended: int
    consents: bool | None = None


def call_hearing(
    number: str, topic: str, place_code: str, where: str, held_at: datetime, proposal: str | None, *, by: Actor,
    at: datetime,
) -> Outcome:  # fmt: skip
    """Announce a hearing.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (topic, place, a moment to come).
    """
    if by.role not in HOSTS or not by.reaches(place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="call_hearing")
    if not topic.strip() or not where.strip():
        return Missing(zh="听证事项和地点", en="what the hearing is about, and where it is held", rule=RULE)
    if held_at <= at:
        return Missing(zh="尚未到来的时间", en="a moment that is still to come", rule=RULE)
    called = HearingCalled(
        subject=number, topic=topic, place_code=place_code, where=where, held_at=held_at, proposal=proposal
    )
    return Decision((called,), _HEARD)


def register(hearing: Hearing, public: bool, name: str) -> Outcome:
    """Somebody will speak, in public under a name, or by number alone.

    Returns:
        The decision; or ``WrongState`` (closed), ``Missing`` (the name of one who speaks in public).
    """
    refused = _over(hearing, "register_speaker")
    if refused is not None:
        return refused
    if public and not name.strip():
        return Missing(zh="公开发言人的称呼（也可选择按编号发言）", en="a name to speak under, or speak by number")
    number = max((one.number for one in hearing.speakers), default=0) + 1
    registered = SpeakerRegistered(subject=hearing.number, speaker=number, public=public, name=name if public else "")
    return Decision((registered,), _HEARD)


def state(hearing: Hearing, speaker: int, text: str) -> Outcome:
    """A registered speaker's statement (masked before it comes here); the first stays.

    Returns:
        The decision; or ``WrongState``, ``Missing`` (the speaker, the statement).
    """
    refused = _over(hearing, "make_statement")
    known = hearing.speaker(speaker)
    if refused is None and known is None:
        refused = Missing(zh="已登记的发言编号", en="the number of a registered speaker")
    if refused is None and not text.strip():
        refused = Missing(zh="发言内容", en="the statement")
    if refused is None and known is not None and known.statement:
        refused = WrongState(subject=f"{hearing.number}/{speaker}", state="stated", act="make_statement")
    if refused is not None:
        return refused
    return Decision((StatementMade(subject=hearing.number, speaker=speaker, text=text),), _HEARD)


def answer(hearing: Hearing, speaker: int, text: str, *, by: Actor) -> Outcome:
    """The office answers a statement.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (the statement, the answer).
    """
    refused = _host(hearing, by, "answer_statement") or _over(hearing, "answer_statement")
    known = hearing.speaker(speaker)
    if refused is None and (known is None or not known.statement):
        refused = Missing(zh="该编号的发言", en="a statement under that number")
    if refused is None and not text.strip():
        refused = Missing(zh="答复", en="the answer")
    if refused is not None:
        return refused
    return Decision((StatementAnswered(subject=hearing.number, speaker=speaker, answer=text),), _HEARD)


def close(hearing: Hearing, said: Minutes, *, by: Actor, at: datetime) -> Outcome:
    """Minutes and result, once it was held and every statement is answered.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (not held yet, closed), ``Missing`` (an answer; minutes).
    """
    refused = _host(hearing, by, "close_hearing") or _over(hearing, "close_hearing")
    if refused is None and at < hearing.held_at:
        refused = WrongState(subject=hearing.number, state="announced", act="close_hearing")
    waiting = [one.number for one in hearing.speakers if one.statement and not one.answer]
    if refused is None and waiting:
        numbers = ", ".join(str(number) for number in waiting)
        refused = Missing(zh=f"对 {numbers} 号发言的答复", en=f"an answer to speaker {numbers}", rule=RULE)
    if refused is None and not (said.minutes.strip() and said.result.strip()):
        refused = Missing(zh="听证笔录和结论", en="the minutes and what came of it", rule=RULE)
    if refused is not None:
        return refused
    closed = HearingClosed(
        subject=hearing.number, minutes=said.minutes, result=said.result, attended=said.attended,
        consents=said.consents,
    )  # fmt: skip
    return Decision((closed,), _HEARD)


def call_council(
    number: str, place_code: str, held_at: datetime, agenda: Sequence[str], *, by: Actor, at: datetime
) -> Outcome:
    """Call the residents' council with its agenda.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (an agenda, a moment to come).
    """
    if by.role not in COUNCIL_HOSTS or not by.reaches(place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="call_council")
    points = tuple(point.strip() for point in agenda if point.strip())
    if not points or held_at <= at:
        return Missing(zh="议程和尚未到来的时间", en="an agenda and a moment that is still to come")
    return Decision((CouncilCalled(subject=number, place_code=place_code, held_at=held_at, agenda=points),), _COUNCIL)


def minute_council(
    meeting: Meeting, attended: int, minutes: str, recommendations: Sequence[str], *, by: Actor, at: datetime
) -> Outcome:
    """What the council said: attendance, minutes, recommendations.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (not held yet, minuted already), ``Missing``.
    """
    if by.role not in COUNCIL_HOSTS or not by.reaches(meeting.place_code):
        return NotAllowed(role=by.role.value, place=meeting.place_code, act="minute_council")
    if at < meeting.held_at or meeting.met_at is not None:
        told = "announced" if meeting.met_at is None else "minuted"
        return WrongState(subject=meeting.number, state=told, act="minute_council")
    if attended <= 0 or not minutes.strip():
        return Missing(zh="到会人数和会议记录", en="how many came, and the minutes")
    kept = tuple(one.strip() for one in recommendations if one.strip())
    met = CouncilMet(subject=meeting.number, attended=attended, minutes=minutes, recommendations=kept)
    return Decision((met,), _COUNCIL)


def _host(hearing: Hearing, by: Actor, act: str) -> Refusal | None:
    if by.role not in HOSTS or not by.reaches(hearing.place_code):
        return NotAllowed(role=by.role.value, place=hearing.place_code, act=act)
    return None


def _over(hearing: Hearing, act: str) -> Refusal | None:
    if hearing.closed_at is None:
        return None
    return WrongState(subject=hearing.number, state="closed", act=act)
