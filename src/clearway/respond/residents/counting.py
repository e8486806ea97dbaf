"""The count: a pure function of the published file and the rulebook, so anybody can make it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from clearway.core.residents import (
    FEWEST,
    Ballot,
    Body,
    Condition,
    OptionKind,
    Outcome,
    Poll,
    VoteResult,
)
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.residents.quorum import TWO_THIRDS, Line, exact, lines_of
from clearway.respond.residents.sizes import bounds, merged

PART_HEADS = Bilingual("参与人数占比", "share taking part, by number")
PART_AREA = Bilingual("参与面积占比", "share taking part, by area")
AGREE_HEADS = Bilingual("参与者中赞成的人数占比", "in favour among those taking part, by number")
AGREE_AREA = Bilingual("参与者中赞成的面积占比", "in favour among those taking part, by area")
ALL_HEADS = Bilingual("全体业主中赞成全封闭的人数占比", "of all owners, in favour of full closure")


def as_published(poll: Poll) -> Poll:
    """The poll as its file shows it: sizes joined below five ballots, and below five ballots in all no choices."""
    sizes, ballots = merged(poll.sizes, poll.ballots)
    if len(ballots) < FEWEST:
        ballots = tuple(Ballot(receipt=one.receipt, option="", size=one.size) for one in ballots)
    return Poll(
        number=poll.number, body=poll.body, special=poll.special, day=poll.day, options=poll.options, sizes=sizes,
        ballots=ballots,
    )  # fmt: skip


def count(poll: Poll, rulebook: Rulebook) -> VoteResult:
    """What came of a poll, from its published form alone (``as_published``; a second time changes nothing).

    Raises:
        NotFound: no rule for the body on that day.
    """
    poll = as_published(poll)
    lines = lines_of(poll.body, poll.special, rulebook, date.fromisoformat(poll.day))
    quorum = tuple(_quorum(poll, lines.part_heads, lines.part_area, lines.rule))
    told = len(poll.ballots) >= FEWEST
    tally = Counter(ballot.option for ballot in poll.ballots) if told else Counter[str]()
    leader = _leader(poll, tally)
    agree = tuple(_agree(poll, leader, lines.agree_heads, lines.agree_area, lines.rule)) if leader else ()
    outcome = _outcome(quorum, agree, leader, told)
    adopted = leader if outcome is Outcome.ADOPTED else None
    return VoteResult(
        number=poll.number,
        outcome=outcome,
        adopted=adopted,
        adopted_kind=dict(poll.options).get(adopted or ""),
        took_part=len(poll.ballots),
        doors=poll.doors,
        counts=tuple((key, tally[key]) for key, _ in poll.options) if told else (),
        tests=(*quorum, *agree),
        policy=tuple(_policy(poll, tally, rulebook)) if told else (),
    )


def _leader(poll: Poll, tally: Counter[str]) -> str | None:
    """The option with most heads; None where two share the lead or nobody voted."""
    ranked = sorted((tally[key] for key, _ in poll.options), reverse=True)
    if not ranked or ranked[0] == 0 or (len(ranked) > 1 and ranked[0] == ranked[1]):
        return None
    return next(key for key, _ in poll.options if tally[key] == ranked[0])


def _outcome(quorum: tuple[Condition, ...], agree: tuple[Condition, ...], leader: str | None, told: bool) -> Outcome:
    if any(one.met is False for one in quorum):
        return Outcome.QUORUM_FAILED
    if not told:
        return Outcome.TOO_FEW
    if leader is None:
        return Outcome.TIE
    if any(one.met is False for one in agree):
        return Outcome.NO_MAJORITY
    return Outcome.NOT_SHOWN if any(one.met is None for one in (*quorum, *agree)) else Outcome.ADOPTED


def _quorum(poll: Poll, heads: Line, area: Line | None, rule: str) -> Iterator[Condition]:
    share = _share(len(poll.ballots), poll.doors)
    yield _condition("part_heads", share, share, heads, rule, PART_HEADS)
    if area is not None:
        low, high = _area(poll, lambda ballot: True)
        yield _condition("part_area", _share(low, poll.area), _share(high, poll.area), area, rule, PART_AREA)


def _agree(poll: Poll, key: str, heads: Line, area: Line | None, rule: str) -> Iterator[Condition]:
    agreeing = sum(ballot.option == key for ballot in poll.ballots)
    share = _share(agreeing, len(poll.ballots))
    yield _condition("agree_heads", share, share, heads, rule, AGREE_HEADS)
    if area is not None:
        low, high = _area(poll, lambda ballot: ballot.option == key)
        other_low, other_high = _area(poll, lambda ballot: ballot.option != key)
        least, most = _share(low, low + other_high), _share(high, high + other_low)
        yield _condition("agree_area", least, most, area, rule, AGREE_AREA)


def _policy(poll: Poll, tally: Counter[str], rulebook: Rulebook) -> Iterator[Condition]:
    """The plan's two thirds of all owners, where a closure is put to owners: shown apart, never as law."""
    wanted = rulebook.value(TWO_THIRDS, date.fromisoformat(poll.day))
    closing = [key for key, kind in poll.options if kind is OptionKind.FULL_CLOSURE]
    if poll.body is Body.OWNERS and closing and wanted is not None:
        share = _share(tally[closing[0]], poll.doors)
        yield _condition("all_heads", share, share, Line(exact(wanted), passed=False), TWO_THIRDS, ALL_HEADS)


def _area(poll: Poll, which: Callable[[Ballot], bool]) -> tuple[int, int]:
    """The least and most area behind the ballots chosen, hundredths of a square metre."""
    held = Counter(ballot.size for ballot in poll.ballots if which(ballot))
    ends = [bounds(size, held[size.letter]) for size in poll.sizes]
    return sum(low for low, _ in ends), sum(high for _, high in ends)


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def _condition(name: str, low: Fraction, high: Fraction, line: Line, rule: str, text: Bilingual) -> Condition:
    return Condition(
        name=name,
        low=float(low),
        high=float(high),
        line=float(line.share),
        met=line.met(low, high),
        rule=rule,
        text=text,
    )
