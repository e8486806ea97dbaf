"""The acts of a vote: roll, question, ballots, count. Codes are drawn here and kept as digests only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from clearway.core.decisions import Decision
from clearway.core.intake import Reject
from clearway.core.residents import Body, Roll, Sheet, Turn, Vote, VoteDraft, VoteResult, VoteState
from clearway.core.rules import Rulebook
from clearway.keys import kept_key
from clearway.loop.desk import Desk, write, write_of_resident
from clearway.loop.look_at_map import ways_on_map
from clearway.loop.voting_codes import code_digest, new_code, plain_code, shown_code
from clearway.monitor.masking import mask
from clearway.publish.ballots import digest_of, write_poll
from clearway.record import reading
from clearway.record.box import check_box
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import votes as ballots
from clearway.respond.measures.reading import ProtectedWay
from clearway.respond.residents import balloting, calling, rolls
from clearway.respond.residents.counting import as_published, count
from clearway.respond.residents.refusals import UnknownCode, UnknownSheet
from clearway.respond.residents.sizes import size_classes
from clearway.sources.roll import read_roll


@dataclass(frozen=True, slots=True, kw_only=True)
class RollKept:
    """What came of a table: ``number`` of the roll, rows read, persons kept, and the rows that were not taken."""

    number: str
    read: int
    persons: int
    rejects: tuple[Reject, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What is printed once and never shown again: a code a line of the roll, paper sheet codes by size letter."""

    codes: Mapping[int, str]
    sheets: Mapping[str, tuple[str, ...]]


def keep_roll(path: Path, place_code: str, body: Body, home: Path, desk: Desk) -> RollKept:
    """Load a roll from a table (CSV, XLSX); bad rows are told and left out.

    Raises:
        BadFile: the file as a whole is not such a table.
        Refusal: not this person; no line that fits; areas missing where owners vote by area.
    """
    intake = read_roll(path, bytes.fromhex(kept_key(home, "voters")))
    with session():
        number = next_number("L", desk.at, desk.zone)
        write(rolls.load_roll(number, place_code, body, intake.rows, path.name, by=desk.by, at=desk.local), desk)
    return RollKept(number=number, read=intake.read, persons=len(intake.rows), rejects=intake.rejects)


def correct_roll(number: str, line: int, eligible: bool | None, area: int | None, reason: str, desk: Desk) -> Decision:
    """Correct one line of an open roll; the reason is masked before it is kept.

    Raises:
        Refusal: no such roll or line, it is closed, not this person, no reason.
    """
    with session():
        found = ballots.roll(number, lock=True)
        return write(rolls.correct(found, line, eligible, area, mask(reason), by=desk.by, at=desk.local), desk)


def close_roll(number: str, desk: Desk) -> Decision:
    """The township confirms the roll.

    Raises:
        Refusal: no such roll, it is closed, not the township.
    """
    with session():
        return write(rolls.close(ballots.roll(number, lock=True), by=desk.by, at=desk.local), desk)


def call_vote(draft: VoteDraft, home: Path, desk: Desk) -> str:
    """Put a question to residents; with a proposal's number, what would be closed is read from it.

    Raises:
        Refusal: as ``calling.call_vote``; no such proposal or roll.
    """
    with session():
        if draft.proposal is not None and draft.closure is None:
            draft = replace(draft, closure=reading.proposal(draft.proposal).draft)
        draft = _masked(draft)
        number, roll = next_number("V", desk.at, desk.zone), ballots.roll(draft.roll)
        on_map = _on_map(home, draft)
        write(calling.call_vote(number, draft, roll, on_map, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
    return number


def review_question(number: str, passed: bool, note: str, home: Path, desk: Desk) -> Decision:
    """The legal reviewer's answer.

    Raises:
        Refusal: as ``calling.review_question``; no such vote.
    """
    with session():
        found = ballots.vote(number, lock=True)
        on_map = _on_map(home, found.draft)
        outcome = calling.review_question(
            found, passed, note, on_map, by=desk.by, at=desk.local, rulebook=desk.rulebook
        )
        return write(outcome, desk)


def issue_ballots(number: str, desk: Desk) -> Printed:
    """Draw the codes and paper sheets. They are in the answer alone: only digests are kept.

    Raises:
        Refusal: as ``calling.issue_ballots``; no such vote.
    """
    with session():
        found = ballots.vote(number, lock=True)
        roll = ballots.roll(found.draft.roll)
        printed = _drawn(roll, papers=not found.issued)
        _, letters = size_classes(roll.eligible)
        codes = [(line, letters[line], code_digest(number, code)) for line, code in printed.codes.items()]
        sheets = [(code_digest(number, code), size) for size, held in printed.sheets.items() for code in held]
        write(calling.issue_ballots(found, roll, codes, sheets, by=desk.by, at=desk.local), desk)
    return printed


def cast(number: str, code: str, option: str, region: str, *, at: datetime, zone: ZoneInfo) -> str:
    """A ballot on the web; returns its receipt, which nobody can give again. The ledger names no resident.

    Raises:
        Refusal: no such vote or code, it is not open, the turn was used, no such option.
    """
    with session():
        found = ballots.vote(number, lock=True)
        check_box(number)
        receipt = new_code()
        outcome = balloting.cast(found, _turn(found, code), option, receipt, at=at.astimezone(zone))
        write_of_resident(outcome, region, at)
    return receipt


def hand_out_paper(number: str, code: str, desk: Desk) -> str:
    """Somebody shows their slip at the desk and takes a paper sheet; returns the size letter of the pile.

    Raises:
        Refusal: as ``cast``; not this person.
    """
    with session():
        found = ballots.vote(number, lock=True)
        turn = _turn(found, code)
        write(balloting.hand_out_paper(found, turn, by=desk.by, at=desk.local), desk)
    return turn.size


def read_sheet(number: str, code: str, option: str, desk: Desk) -> Decision:
    """An officer reads a paper ballot; the second equal reading boxes it.

    Raises:
        Refusal: as ``balloting.read_sheet``; no such vote or sheet.
    """
    with session():
        found = ballots.vote(number, lock=True)
        plain = plain_code(code)
        sheet = _sheet(found, plain)
        check_box(number)
        takers, boxed = ballots.papers(number, sheet.size)
        outcome = balloting.read_sheet(
            found, sheet, option, shown_code(plain), takers, boxed, by=desk.by, at=desk.local
        )
        return write(outcome, desk)


def announce(number: str, desk: Desk) -> VoteResult:
    """Count after the close and publish; counted before, the same result again.

    Raises:
        BoxAltered: the box was changed past the door.
        Refusal: no such vote, not over yet, not this person.
    """
    with session():
        found = ballots.vote(number, lock=True)
        check_box(number)
        poll = ballots.poll(found, desk.zone)
        digest = digest_of(write_poll(as_published(poll)))
        write(balloting.announce(found, poll, digest, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
        return result_of(ballots.vote(number), desk.rulebook, desk.zone)


def announce_due(desk: Desk) -> tuple[str, ...]:
    """Announce every vote that is over and not yet announced (the loop calls it); returns their numbers.

    Results do not wait for it: pages count by themselves. What hangs on the announcement does, as a compact's adoption.
    """
    waiting = [one.number for one in ballots.votes() if one.state is VoteState.ANNOUNCED and one.over_at(desk.at)]
    return tuple(number for number in waiting if announce(number, desk))


def published(found: Vote, zone: ZoneInfo) -> bytes:
    """The file anybody counts from; only of a vote that is over (the caller asks ``found.over_at``)."""
    return write_poll(as_published(ballots.poll(found, zone)))


def result_of(found: Vote, rulebook: Rulebook, zone: ZoneInfo) -> VoteResult:
    """The result announced; else computed from the box: a vote that is over has one though nothing ran."""
    if found.result is not None:
        return found.result
    file = published(found, zone)
    return replace(count(ballots.poll(found, zone), rulebook), digest=digest_of(file))


def _drawn(roll: Roll, *, papers: bool) -> Printed:
    sheets = {size.letter: tuple(new_code() for _ in range(size.doors)) for size in roll.sizes} if papers else {}
    return Printed(codes={line.line: new_code() for line in roll.eligible}, sheets=sheets)


def _turn(found: Vote, code: str) -> Turn:
    turn = ballots.turn(found.number, code_digest(found.number, code))
    if turn is None:
        raise UnknownCode()
    return turn


def _sheet(found: Vote, plain: str) -> Sheet:
    sheet = ballots.sheet(found.number, code_digest(found.number, plain))
    if sheet is None:
        raise UnknownSheet()
    return sheet


def _on_map(home: Path, draft: VoteDraft) -> tuple[ProtectedWay, ...] | None:
    return None if draft.closure is None else ways_on_map(home, draft.closure)


def _masked(draft: VoteDraft) -> VoteDraft:
    options = tuple(replace(option, text=mask(option.text.strip())) for option in draft.options)
    return replace(draft, question=mask(draft.question.strip()), options=options)
