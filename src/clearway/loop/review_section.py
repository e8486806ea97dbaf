"""One section of a review in its language, and how numbers are written in it."""

from __future__ import annotations

from collections.abc import Sequence

from clearway.core.words import Bilingual
from clearway.loop.document_fields import Making
from clearway.loop.review_words import NONE
from clearway.publish.documents.paper import Section

#: Rows of a table; the rest is counted.
LISTED = 100


def section(
    title: Bilingual,
    headers: Sequence[Bilingual],
    rows: Sequence[tuple[str, ...]],
    making: Making,
    widths: tuple[int, ...],
    *,
    picture: str = "",
    note: Bilingual | None = None,
    links: Sequence[str] = (),
) -> Section:
    """A section in the document's language; more rows than fit are counted."""
    left = len(rows) - LISTED
    notes = [making.say(note)] if note else []
    if left > 0:
        notes.append(making.say(Bilingual(f"另有 {left} 项。", f"{left} more.")))
    if not rows:
        notes.insert(0, making.say(NONE))
    return Section(
        title=making.say(title),
        headers=tuple(making.say(one) for one in headers),
        rows=tuple(rows[:LISTED]),
        widths=widths,
        note=" ".join(notes),
        picture=picture,
        links=tuple(links[:LISTED]),
    )


def number(value: float) -> str:
    """A whole number with its thousands."""
    return f"{value:,.0f}"
