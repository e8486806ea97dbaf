"""Ballots on two channels and one roll: a turn is used once; what is chosen goes into the box apart from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed, Refusal
from clearway.core.residents import Channel, Poll, Sheet, Turn, Vote, VoteState
from clearway.core.residents_events import BallotBoxed, CompactAdopted, SheetRead, TurnTaken, VoteCounted
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.residents.calling import not_open
from clearway.respond.residents.counting import count
from clearway.respond.residents.quorum import EFFECT
from clearway.respond.residents.refusals import (
    MoreSheetsThanTakers,
    NoSuchOption,
    NotOver,
    ReadingsDiffer,
    SameOfficer,
    TurnUsed,
    UnknownSheet,
)

DESK = frozenset({Role.COMMUNITY, Role.TOWNSHIP})
_CHANNELS = {
    Channel.WEB: Bilingual("网上", "on the web"),
    Channel.PAPER: Bilingual("纸质", "on paper"),
}
_SECRET = (Reason(Bilingual("无记名：选择与身份分开保存", "secret: the choice is kept apart from the person")),)


def cast(vote: Vote, turn: Turn, option: str, receipt: str, *, at: datetime) -> Outcome:
    """A ballot on the web: the turn is used, and the choice goes into the box under a random receipt.

    Returns:
        The decision; or ``NotOpen``, ``TurnUsed``, ``NoSuchOption``.
    """
    refused = _closed(vote, at) or _used(turn)
    if refused is None and vote.draft.option(option) is None:
        refused = NoSuchOption()
    if refused is not None:
        return refused
    taken = TurnTaken(subject=vote.number, line=turn.line, channel=Channel.WEB, day=at.date())
    boxed = BallotBoxed(subject=vote.number, receipt=receipt, option=option, size=turn.size)
    return Decision((taken, boxed), _SECRET)


def hand_out_paper(vote: Vote, turn: Turn, *, by: Actor, at: datetime) -> Outcome:
    """Somebody takes a paper sheet of their size at the desk: their turn is used, and the web is closed to them.

    Returns:
        The decision; or ``NotAllowed``, ``NotOpen``, ``TurnUsed``.
    """
    refused = _at_desk(vote, by, "hand_out_paper") or _closed(vote, at) or _used(turn)
    if refused is not None:
        return refused
    taken = TurnTaken(subject=vote.number, line=turn.line, channel=Channel.PAPER, day=at.date())
    return Decision((taken,), _SECRET)


def read_sheet(
    vote: Vote, sheet: Sheet, option: str, receipt: str, takers: int, boxed: int, *, by: Actor, at: datetime
) -> Outcome:
    """An officer reads a paper ballot. The first reading waits (and may be corrected by who made it); a second
    officer's equal one boxes it.

    ``receipt``: the code printed on it, whose copy its voter tore off; ``takers``: people who took paper of this
    size; ``boxed``: sheets of it counted so far.

    Returns:
        The decision; or ``NotAllowed``, ``NotOpen``, ``NoSuchOption``, ``UnknownSheet``, ``MoreSheetsThanTakers``,
        ``SameOfficer``, ``ReadingsDiffer``.
    """
    refused = _at_desk(vote, by, "read_sheet") or _closed(vote, at) or _unreadable(vote, sheet, option, takers, boxed)
    if refused is not None:
        return refused
    corrects = sheet.first_by == by.name and sheet.first_option != option
    if sheet.first_option is None or corrects:
        return Decision((SheetRead(subject=vote.number, sheet=sheet.code, option=option),), _SECRET)
    if sheet.first_by == by.name:
        return SameOfficer()
    if sheet.first_option != option:
        return ReadingsDiffer()
    boxed_now = BallotBoxed(subject=vote.number, receipt=receipt, option=option, size=sheet.size, sheet=sheet.code)
    return Decision((boxed_now,), _SECRET)


def announce(vote: Vote, poll: Poll, digest: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The count, after the close; ``digest``: SHA-256 of the published file. Anybody's count says the same.

    Returns:
        The decision (empty where it was counted already); or ``NotAllowed``, ``NotOver``.
    """
    if by.role not in DESK | {Role.MACHINE} or not by.reaches(vote.draft.place_code):
        return NotAllowed(role=by.role.value, place=vote.draft.place_code, act="count_vote")
    if vote.state is VoteState.COUNTED:
        return Decision(())
    if not vote.over_at(at):
        return NotOver(number=vote.number, closes=f"{vote.draft.closes_at:%Y-%m-%d %H:%M}")
    result = count(poll, rulebook)
    counted = VoteCounted(subject=vote.number, result=replace(result, digest=digest))
    reasons = (Reason(rulebook.rule(EFFECT).title, EFFECT),)
    if vote.draft.compact is not None and result.consents:
        return Decision((counted, CompactAdopted(subject=vote.draft.compact, vote=vote.number)), reasons)
    return Decision((counted,), reasons)


def _unreadable(vote: Vote, sheet: Sheet, option: str, takers: int, boxed: int) -> Refusal | None:
    if sheet.boxed:
        return UnknownSheet()
    if vote.draft.option(option) is None:
        return NoSuchOption()
    return MoreSheetsThanTakers(size=sheet.size) if boxed >= takers else None


def _closed(vote: Vote, at: datetime) -> Refusal | None:
    return None if vote.open_at(at) else not_open(vote)


def _used(turn: Turn) -> Refusal | None:
    if turn.used is None:
        return None
    channel = _CHANNELS[turn.used]
    return TurnUsed(channel_zh=channel.zh, channel_en=channel.en)


def _at_desk(vote: Vote, by: Actor, act: str) -> Refusal | None:
    if by.role not in DESK or not by.reaches(vote.draft.place_code):
        return NotAllowed(role=by.role.value, place=vote.draft.place_code, act=act)
    return None
