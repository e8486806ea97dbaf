"""The model card is fresh: its numbers are the code's, and what it says is never left out."""

from __future__ import annotations

from pathlib import Path

from clearway.warn.learning.card import BEGIN, END, numbers

CARD = Path(__file__).parents[3] / "docs" / "explanation" / "model-card.md"


def test_the_cards_numbers_are_those_of_the_code() -> None:
    text = CARD.read_text(encoding="utf-8")
    block = text[text.index(BEGIN) : text.index(END) + len(END)]
    assert block == numbers(), "run: python -m clearway.warn.learning.card"


def test_the_card_says_what_is_learned_from_and_that_the_plans_figures_are_claims() -> None:
    text = " ".join(CARD.read_text(encoding="utf-8").split())
    assert "Past decisions to close, to approve, to lift or to dismiss never enter" in text
    assert "claimed in its source" in text
    for heading in ("## Limits", "## Not for", "## How it is judged"):
        assert heading in text
