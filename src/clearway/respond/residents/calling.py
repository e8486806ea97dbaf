"""A question is put to residents: called by the community, reviewed by legal advisers, ballots printed by the township.

A vote consents or refuses. It is never a legal basis, and a way of the negative list cannot even be asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import Actor, Role
from clearway.core.places import covers
from clearway.core.proposals import Draft
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.residents import FEWEST, OptionKind, Roll, RollState, Vote, VoteDraft, VoteState
from clearway.core.residents_events import BallotsIssued, QuestionReviewed, VoteCalled
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.measures.reading import ProtectedWay, barred, listed, ways_closed
from clearway.respond.measures.refusals import MapNotAsked
from clearway.respond.residents.quorum import EFFECT, TIME_SLOTS, lines_of
from clearway.respond.residents.refusals import NotOpen, OptionsMissing, RollNotClosed, TooFewVoters
from clearway.respond.residents.wording import ways_named

CALLERS = frozenset({Role.COMMUNITY, Role.TOWNSHIP})
NEGATIVE = "closing.negative_list"
OnMap = Sequence[ProtectedWay] | None


def call_vote(
    number: str, draft: VoteDraft, roll: Roll, on_map: OnMap, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Put a question to residents.

    Returns:
        The decision; or ``NotAllowed``, ``Missing``, ``RollNotClosed``, ``TooFewVoters``, ``OptionsMissing``, and
        where a closure is asked about ``OnNegativeList`` or ``TooLong``.
    """
    refused = (
        _may(by, CALLERS, draft.place_code, "call_vote")
        or _complete(draft, at)
        or _roll_fits(draft, roll)
        or _options(draft, rulebook, at)
        or forbidden(draft, on_map, rulebook, at)
    )
    if refused is not None:
        return refused
    lines = lines_of(draft.body, draft.special, rulebook, at.date())
    reasons = (Reason(rulebook.rule(lines.rule).title, lines.rule), Reason(rulebook.rule(EFFECT).title, EFFECT))
    return Decision((VoteCalled(subject=number, draft=draft),), reasons)


def review_question(
    vote: Vote, passed: bool, note: str, on_map: OnMap, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """The legal reviewer passes the question, or returns it with the reason.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (the opinion), and for a question about a closure
        ``OnNegativeList``, ``TooLong``, ``MapNotAsked`` (what was not asked of the map is no pass).
    """
    refused = _may(by, frozenset({Role.LEGAL_REVIEW}), vote.draft.place_code, "review_question")
    if refused is None and vote.state is not VoteState.CALLED:
        refused = WrongState(subject=vote.number, state=vote.state.value, act="review_question")
    if refused is None and not note.strip():
        refused = Missing(zh="审查意见", en="the opinion")
    if refused is None and passed:
        refused = forbidden(vote.draft, on_map, rulebook, at) or _unread(vote.draft, on_map)
    if refused is not None:
        return refused
    reviewed = QuestionReviewed(subject=vote.number, passed=passed, note=note)
    return Decision((reviewed,), (Reason(rulebook.rule(EFFECT).title, EFFECT),))


def issue_ballots(
    vote: Vote, roll: Roll, codes: Sequence[tuple[int, str, str]], sheets: Sequence[tuple[str, str]], *, by: Actor,
    at: datetime,
) -> Outcome:  # fmt: skip
    """The township prints a code a person and paper sheets a size (digests of both are given here).

    Printed again, codes nobody used are replaced; no more paper is printed.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``NotOpen`` (it is over).
    """
    refused = _may(by, frozenset({Role.TOWNSHIP}), vote.draft.place_code, "issue_ballots")
    if refused is not None:
        return refused
    if vote.state is not VoteState.ANNOUNCED:
        return WrongState(subject=vote.number, state=vote.state.value, act="issue_ballots")
    if vote.over_at(at):
        return not_open(vote)
    papers = () if vote.issued else tuple(sheets)
    issued = BallotsIssued(
        subject=vote.number, persons=len(roll.eligible), papers=len(papers), codes=tuple(codes), sheets=papers
    )
    return Decision((issued,), (Reason(Bilingual("印发投票码和选票", "codes and ballots were printed")),))


def forbidden(draft: VoteDraft, on_map: OnMap, rulebook: Rulebook, at: datetime) -> Refusal | None:
    """Why this cannot be put to a vote at all: it would close a way of the negative list, or pass the ceiling."""
    named = ways_named([draft.question, *(option.text for option in draft.options)])
    if named:
        return listed(named, rulebook, at.date())
    return None if draft.closure is None else barred(draft.closure, rulebook, at, on_map)


def not_open(vote: Vote) -> NotOpen:
    """The refusal of a ballot outside the term."""
    return NotOpen(
        number=vote.number,
        opens=f"{vote.draft.opens_at:%Y-%m-%d %H:%M}",
        closes=f"{vote.draft.closes_at:%Y-%m-%d %H:%M}",
    )


def _unread(draft: VoteDraft, on_map: OnMap) -> Refusal | None:
    closure: Draft | None = draft.closure
    if closure is not None and ways_closed(closure, on_map) is None:
        return MapNotAsked(rule=NEGATIVE)
    return None


def _may(by: Actor, roles: frozenset[Role], place: str, act: str) -> Refusal | None:
    if by.role not in roles or not by.reaches(place):
        return NotAllowed(role=by.role.value, place=place, act=act)
    return None


def _complete(draft: VoteDraft, at: datetime) -> Refusal | None:
    if not draft.question.strip():
        return Missing(zh="表决事项", en="the question")
    if len({option.key for option in draft.options}) < max(2, len(draft.options)):
        return Missing(zh="两个以上不同的选项", en="two options or more, each with a key of its own")
    if any(not option.text.strip() for option in draft.options):
        return Missing(zh="选项文字", en="the text of every option")
    if draft.closes_at <= at:
        return Missing(zh="晚于现在的截止时间", en="a close that is still to come")
    return None


def _roll_fits(draft: VoteDraft, roll: Roll) -> Refusal | None:
    fits = roll.state is RollState.CLOSED and roll.body is draft.body and covers(draft.place_code, roll.place_code)
    if not fits or roll.number != draft.roll:
        return RollNotClosed(number=roll.number)
    if len(roll.eligible) < FEWEST:
        return TooFewVoters(found=len(roll.eligible), fewest=FEWEST)
    return None


def _options(draft: VoteDraft, rulebook: Rulebook, at: datetime) -> Refusal | None:
    """Where full closure is on the ballot, so are the lighter ways, and what would be closed is stated."""
    kinds = {option.kind for option in draft.options}
    if OptionKind.FULL_CLOSURE not in kinds:
        return None
    missing = [kind for kind in rulebook.value(TIME_SLOTS, at.date()) or [] if OptionKind(kind) not in kinds]
    if missing:
        return OptionsMissing(missing=", ".join(missing), rule=TIME_SLOTS)
    if draft.closure is None:
        return Missing(
            zh="拟封闭的范围（提案编号或路段）", en="what would be closed (a proposal or ways)", rule=NEGATIVE
        )
    return None
