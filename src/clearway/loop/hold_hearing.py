"""The acts of hearings and councils. What people say is masked before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.decisions import Decision
from clearway.core.refusals import BadUsage
from clearway.core.residents_events import SpeakerRegistered
from clearway.loop.desk import Desk, write, write_of_resident
from clearway.monitor.masking import mask
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import assemblies
from clearway.respond.residents import hearings
from clearway.respond.residents.hearings import Minutes

LONGEST = 4_000


def call_hearing(topic: str, place_code: str, where: str, held_at: datetime, proposal: str | None, desk: Desk) -> str:
    """Announce a hearing; returns its number.

    Raises:
        Refusal: not this person, something missing.
    """
    with session():
        number = next_number("H", desk.at, desk.zone)
        outcome = hearings.call_hearing(
            number, fit(topic), place_code, where, held_at, proposal, by=desk.by, at=desk.local
        )
        write(outcome, desk)
    return number


def register_speaker(number: str, public: bool, name: str, region: str, at: datetime) -> int:
    """Anybody registers to speak; returns the number they speak under. The ledger names nobody.

    Raises:
        Refusal: no such hearing, it is closed, no name to speak under in public.
    """
    with session():
        outcome = hearings.register(assemblies.hearing(number, lock=True), public, name.strip()[:40])
        decision = write_of_resident(outcome, region, at)
    registered = decision.events[0]
    assert isinstance(registered, SpeakerRegistered)
    return registered.speaker


def make_statement(number: str, speaker: int, text: str, region: str, at: datetime) -> Decision:
    """A speaker's statement.

    Raises:
        Refusal: no such hearing or speaker, said already, closed, no text.
    """
    with session():
        return write_of_resident(hearings.state(assemblies.hearing(number, lock=True), speaker, fit(text)), region, at)


def answer_statement(number: str, speaker: int, text: str, desk: Desk) -> Decision:
    """The office's answer.

    Raises:
        Refusal: not this person, nothing said under that number, no answer.
    """
    with session():
        found = assemblies.hearing(number, lock=True)
        return write(hearings.answer(found, speaker, fit(text), by=desk.by), desk)


def close_hearing(number: str, said: Minutes, desk: Desk) -> Decision:
    """Minutes and result.

    Raises:
        Refusal: not this person, not held yet, a statement without an answer, nothing minuted.
    """
    with session():
        found = assemblies.hearing(number, lock=True)
        told = Minutes(
            minutes=fit(said.minutes), result=fit(said.result), attended=said.attended, consents=said.consents
        )
        return write(hearings.close(found, told, by=desk.by, at=desk.local), desk)


def call_council(place_code: str, held_at: datetime, agenda: Sequence[str], desk: Desk) -> str:
    """Call the residents' council; returns the meeting's number.

    Raises:
        Refusal: not this person, no agenda, a moment gone by.
    """
    with session():
        number = next_number("K", desk.at, desk.zone)
        points = [fit(point) for point in agenda]
        write(hearings.call_council(number, place_code, held_at, points, by=desk.by, at=desk.local), desk)
    return number


def minute_council(number: str, attended: int, minutes: str, recommendations: Sequence[str], desk: Desk) -> Decision:
    """What the council recommends.

    Raises:
        Refusal: not this person, not held yet, minuted already, nothing minuted.
    """
    with session():
        found = assemblies.meeting(number, lock=True)
        told = [fit(one) for one in recommendations]
        return write(hearings.minute_council(found, attended, fit(minutes), told, by=desk.by, at=desk.local), desk)


def fit(text: str) -> str:
    """A text as kept: masked, trimmed.

    Raises:
        BadUsage: longer than ``LONGEST`` characters.
    """
    if len(text) > LONGEST:
        raise BadUsage(zh=f"文字超过 {LONGEST} 字", en=f"the text is longer than {LONGEST} characters")
    return mask(text.replace("\0", "").strip())
