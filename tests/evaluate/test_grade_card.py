"""The card of the grades shows what the code holds."""

from __future__ import annotations

from pathlib import Path

from clearway.loop.grade_card import BEGIN, END, numbers

CARD = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "grade-card.md"


def test_the_numbers_of_the_card_are_those_of_the_code() -> None:
    text = CARD.read_text(encoding="utf-8")
    shown = text[text.index(BEGIN) : text.index(END) + len(END)]
    assert shown == numbers(), "run python -m clearway.loop.grade_card and put its table into the card"
