"""Rolls and votes as core objects. Turns and the box are read apart: no query here joins them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from clearway.core.refusals import NotFound
from clearway.core.residents import (
    FEWEST,
    Ballot,
    Body,
    Channel,
    Poll,
    Roll,
    RollLine,
    RollState,
    Sheet,
    SizeClass,
    Turn,
    Vote,
    VoteDraft,
    VoteResult,
    VoteState,
)
from clearway.record.models import BallotRow, RollLineRow, RollRow, SheetRow, TurnRow, VoteRow
from clearway.record.plain import from_plain


def roll(number: str, *, lock: bool = False) -> Roll:
    """The roll with that number, all its lines.

    Raises:
        NotFound: no such roll.
    """
    rows = RollRow.objects.select_for_update() if lock else RollRow.objects
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="roll", number=number[:40])
    return Roll(
        number=row.number,
        place_code=row.place_code,
        body=Body(row.body),
        state=RollState(row.state),
        lines=tuple(_line(one) for one in RollLineRow.objects.filter(roll=row).order_by("line")),
        sizes=tuple(from_plain(SizeClass, one) for one in row.sizes),
        digest=row.digest,
        loaded_at=row.loaded_at,
        closed_at=row.closed_at,
    )


def vote(number: str, *, lock: bool = False) -> Vote:
    """The vote with that number.

    Raises:
        NotFound: no such vote.
    """
    rows = VoteRow.objects.select_for_update() if lock else VoteRow.objects
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="vote", number=number[:40])
    return _vote(row)


def votes() -> tuple[Vote, ...]:
    """Every vote, the latest first."""
    return tuple(_vote(row) for row in VoteRow.objects.order_by("-called_at", "-number"))


def rolls() -> tuple[RollRow, ...]:
    """Every roll without its lines, the latest first."""
    return tuple(RollRow.objects.order_by("-loaded_at", "-number"))


def turn(vote_number: str, code_digest: str) -> Turn | None:
    """The turn that a voting code opens."""
    return _turn(TurnRow.objects.filter(vote_id=vote_number, code_digest=code_digest).first())


def sheet(vote_number: str, code_digest: str) -> Sheet | None:
    """A paper ballot by the digest of its code."""
    row = SheetRow.objects.filter(vote_id=vote_number, code_digest=code_digest).first()
    if row is None:
        return None
    return Sheet(
        code=row.code_digest, size=row.size, first_option=row.first_option, first_by=row.first_by, boxed=row.boxed
    )


def papers(vote_number: str, size: str) -> tuple[int, int]:
    """People who took paper of a size, and sheets of it counted."""
    takers = TurnRow.objects.filter(vote_id=vote_number, size=size, channel=Channel.PAPER.value).count()
    return takers, SheetRow.objects.filter(vote_id=vote_number, size=size, boxed=True).count()


def sheets_waiting(vote_number: str) -> int:
    """Paper ballots read once and waiting for the second officer."""
    return SheetRow.objects.filter(vote_id=vote_number, boxed=False).exclude(first_option=None).count()


def turnout(vote_number: str) -> tuple[int, int]:
    """Turns used, and turns there are."""
    rows = TurnRow.objects.filter(vote_id=vote_number)
    return rows.exclude(channel="").count(), rows.count()


def turnout_by_building(found: Vote) -> tuple[tuple[str, int | None, int], ...]:
    """Building, turns used and turns there are; None where telling it would speak of fewer than five people.

    A hidden building never stands alone: the next smallest is hidden too, or the total would give it away.
    """
    lines = {line.line: line.building for line in roll(found.draft.roll).eligible}
    there = Counter(lines.values())
    rows = TurnRow.objects.filter(vote_id=found.number).exclude(channel="").values_list("line", flat=True)
    used = Counter(lines.get(line, "") for line in rows)
    hidden = {name for name, doors in there.items() if _small(used[name]) or _small(doors - used[name])}
    if len(hidden) == 1 and len(there) > 1:
        hidden.add(min((name for name in there if name not in hidden), key=lambda name: (there[name], name)))
    return tuple((name, None if name in hidden else used[name], there[name]) for name in sorted(there))


def in_box(vote_number: str, receipt: str) -> bool:
    """Whether a ballot with that receipt lies in the box; never what it says."""
    return BallotRow.objects.filter(vote_id=vote_number, receipt=receipt).exists()


def poll(found: Vote, zone: ZoneInfo) -> Poll:
    """All a count needs; sizes are those of the roll, not yet joined for publication."""
    ballots = BallotRow.objects.filter(vote_id=found.number).order_by("receipt")
    return Poll(
        number=found.number,
        body=found.draft.body,
        special=found.draft.special,
        day=found.draft.closes_at.astimezone(zone).date().isoformat(),
        options=tuple((option.key, option.kind) for option in found.draft.options),
        sizes=tuple(from_plain(SizeClass, one) for one in RollRow.objects.get(number=found.draft.roll).sizes),
        ballots=tuple(Ballot(receipt=one.receipt, option=one.option, size=one.size) for one in ballots),
    )


def on(proposal: str) -> tuple[Vote, ...]:
    """Every vote called on a proposal, the latest first."""
    return tuple(_vote(row) for row in VoteRow.objects.filter(proposal=proposal).order_by("-called_at", "-number"))


def results_of(proposal: str) -> tuple[Vote, ...]:
    """The votes counted on a proposal, the latest first."""
    rows: Iterable[VoteRow] = VoteRow.objects.filter(proposal=proposal, state=VoteState.COUNTED.value)
    return tuple(_vote(row) for row in sorted(rows, key=lambda row: row.number, reverse=True))


def _small(people: int) -> bool:
    return 0 < people < FEWEST


def _line(row: RollLineRow) -> RollLine:
    return RollLine(
        line=row.line, person=row.person, doors=tuple(row.doors), area=row.area, eligible=row.eligible, why=row.why
    )


def _turn(row: TurnRow | None) -> Turn | None:
    return (
        None if row is None else Turn(line=row.line, size=row.size, used=Channel(row.channel) if row.channel else None)
    )


def _vote(row: VoteRow) -> Vote:
    return Vote(
        number=row.number,
        draft=from_plain(VoteDraft, row.draft),
        state=VoteState(row.state),
        called_at=row.called_at,
        called_by=row.called_by,
        reviewed_by=row.reviewed_by,
        review_note=row.review_note,
        issued=row.issued_at is not None,
        result=None if row.result is None else from_plain(VoteResult, row.result),
    )
