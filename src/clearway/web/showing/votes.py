"""Votes as pages show them: state, quorum, the line to pass, the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from clearway.core.people import Actor
from clearway.core.refusals import NotFound
from clearway.core.residents import OptionKind, Vote, VoteResult, VoteState
from clearway.core.rules import Rule, Rulebook
from clearway.core.words import Bilingual
from clearway.loop.hold_vote import result_of
from clearway.record.box import BoxAltered, check_box
from clearway.record.reading import votes
from clearway.respond.residents.balloting import DESK
from clearway.respond.residents.calling import CALLERS
from clearway.respond.residents.counting import AGREE_AREA, AGREE_HEADS, ALL_HEADS, PART_AREA, PART_HEADS
from clearway.respond.residents.quorum import TWO_THIRDS, Line, exact, lines_of
from clearway.web.showing.places import place_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One condition before the vote: what share, and whether the line itself is enough."""

    text: Bilingual
    line: Bilingual
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One option with its heads; ``heads`` None where nothing may be told."""

    key: str
    text: str
    kind: OptionKind
    heads: int | None
    adopted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteShown:
    """A vote on its page or in a list."""

    vote: Vote
    place: Bilingual
    state: str
    used: int
    turns: int
    waiting: int
    result: VoteResult | None
    tallies: tuple[Tally, ...]
    altered: bool

    @property
    def address(self) -> str:
        """Its page."""
        return f"/votes/{self.vote.number}"


def shown(vote: Vote, at: datetime, rulebook: Rulebook) -> VoteShown:
    """One vote at ``at``; its result as soon as it is over, whether or not anybody announced it."""
    used, turns = votes.turnout(vote.number)
    altered = vote.over_at(at) and box_altered(vote.number)
    told = vote.over_at(at) and not altered
    result = result_of(vote, rulebook, timezone.get_current_timezone()) if told else None
    return VoteShown(
        vote=vote,
        place=place_name(vote.draft.place_code),
        state=state_of(vote, at),
        used=used,
        turns=turns,
        waiting=votes.sheets_waiting(vote.number),
        result=result,
        tallies=_tallies(vote, result) if result else (),
        altered=altered,
    )


def box_altered(number: str) -> bool:
    """Whether the box was changed past the door: then no result is shown to anybody."""
    try:
        check_box(number)
    except BoxAltered:
        return True
    return False


def state_of(vote: Vote, at: datetime) -> str:
    """``open`` and ``over`` follow from the moment; nothing runs for them."""
    if vote.open_at(at):
        return "open"
    if vote.state is VoteState.ANNOUNCED and vote.over_at(at):
        return "over"
    return vote.state.value


def asked(vote: Vote, rulebook: Rulebook) -> tuple[list[Asked], list[Asked]]:
    """What the law asks of this vote, and apart from it what the plan asks (policy, never law)."""
    day = timezone.localtime(vote.draft.closes_at).date()
    try:
        lines = lines_of(vote.draft.body, vote.draft.special, rulebook, day)
    except NotFound:
        return [], []
    rule = rulebook.rule(lines.rule)
    conditions = (
        (PART_HEADS, lines.part_heads),
        (PART_AREA, lines.part_area),
        (AGREE_HEADS, lines.agree_heads),
        (AGREE_AREA, lines.agree_area),
    )
    law = [Asked(text=text, line=_line(line), rule=rule) for text, line in conditions if line is not None]
    wanted = rulebook.value(TWO_THIRDS, day)
    closing = any(option.kind is OptionKind.FULL_CLOSURE for option in vote.draft.options)
    if wanted is None or not closing or not vote.draft.body.has_area:
        return law, []
    return law, [Asked(text=ALL_HEADS, line=_line(Line(exact(wanted), False)), rule=rulebook.rule(TWO_THIRDS))]


def office_acts(vote: Vote, actor: Actor | None, at: datetime) -> list[str]:
    """What this person may do with the vote now, by the name of its form."""
    if actor is None or not actor.reaches(vote.draft.place_code):
        return []
    found = []
    if actor.role.value == "legal_review" and vote.state is VoteState.CALLED:
        found.append("review")
    if actor.role.value == "township" and vote.state is VoteState.ANNOUNCED and not vote.over_at(at):
        found.append("issue")
    if actor.role in DESK and vote.open_at(at):
        found += ["hand_out", "read_sheet"]
    if actor.role in DESK and vote.state is VoteState.ANNOUNCED and vote.over_at(at):
        found.append("announce")
    return found


def may_call(actor: Actor | None) -> bool:
    """Whether this person may put a question to residents."""
    return actor is not None and actor.role in CALLERS


def _line(line: Line) -> Bilingual:
    share = f"{line.share.numerator}/{line.share.denominator}"
    if line.passed:
        return Bilingual(f"须多于 {share}", f"more than {share}")
    return Bilingual(f"须达到 {share}", f"at least {share}")


def _tallies(vote: Vote, result: VoteResult) -> tuple[Tally, ...]:
    heads = dict(result.counts)
    return tuple(
        Tally(key=one.key, text=one.text, kind=one.kind, heads=heads.get(one.key), adopted=result.adopted == one.key)
        for one in vote.draft.options
    )
