"""Every fresh rise of anger becomes an item; items are passed on and answered in public."""

from __future__ import annotations

from clearway.core.opinion import OpinionItem
from clearway.core.people import Role
from clearway.loop.desk import Desk, write
from clearway.monitor.masking import mask
from clearway.record.door import session
from clearway.record.models import OpinionItemRow, WarningRow
from clearway.record.numbers import next_number
from clearway.record.reading import support as kept
from clearway.respond import opinion

TRIGGER = "rising_anger"
LONGEST = 1_000


def open_items(desk: Desk) -> tuple[str, ...]:
    """An item for every warning of rising anger that has none; returns their numbers. Run again, nothing is new."""
    known = OpinionItemRow.objects.values("warning")
    opened = []
    with session():
        for row in WarningRow.objects.exclude(number__in=known).order_by("raised_at", "number"):
            if TRIGGER not in row.triggers:
                continue
            number = next_number("OP", desk.at, desk.zone)
            raised = row.raised_at.astimezone(desk.zone)
            decision = opinion.open_item(
                number, row.number, row.place_code, row.measure, _voices(row), at=raised, rulebook=desk.rulebook
            )
            write(decision, desk)
            opened.append(number)
    return tuple(opened)


def items_for(desk: Desk) -> tuple[OpinionItem, ...]:
    """Items about places of the desk's region, unanswered first."""
    return kept.opinion_items(desk.by.region)


def pass_on(number: str, owner: Role, reason: str, desk: Desk) -> None:
    """Another office owns it.

    Raises:
        Refusal: no such item, not this person, no reason.
    """
    with session():
        write(opinion.pass_on(kept.opinion_item(number), owner, reason[:LONGEST], by=desk.by), desk)


def answer(number: str, text: str, desk: Desk) -> None:
    """The answer everybody reads, masked like every public text.

    Raises:
        Refusal: no such item, not its owner, no words.
    """
    with session():
        said = mask(text.replace("\0", "").strip()[:LONGEST])
        write(opinion.answer(kept.opinion_item(number), said, by=desk.by), desk)


def _voices(row: WarningRow) -> int:
    figures = [piece.get("figures", {}) for piece in row.evidence if isinstance(piece, dict)]
    return int(next((one["voices"] for one in figures if "voices" in one), 0))
