"""What the source plan claims, beside what the ledger shows; never one in place of the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual

RULE = "duty.source_claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure as the plan writes it, what it says of it, and where; ``beside``: what of the ledger stands beside it
    (None: the ledger has nothing comparable)."""

    id: str
    section: str
    figure: Bilingual
    text: Bilingual
    beside: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A claim and what the ledger shows in words; None: nothing measured yet, or nothing comparable."""

    claim: Claim
    ledger: Bilingual | None


def claims_on(rulebook: Rulebook, day: date) -> tuple[Claim, ...]:
    """Every claim, in the order of the plan."""
    return tuple(_claim(raw) for raw in (rulebook.value(RULE, day) or {}).get("claims", ()))


def beside(claims: tuple[Claim, ...], ledger: Mapping[str, Bilingual]) -> tuple[Shown, ...]:
    """Each claim with its neighbour of the ledger; what is not in ``ledger`` stays untold."""
    return tuple(Shown(claim=one, ledger=ledger.get(one.beside or "")) for one in claims)


def _claim(raw: Mapping[str, object]) -> Claim:
    figure, text = raw["figure"], raw["text"]
    words = Bilingual(**figure) if isinstance(figure, dict) else Bilingual(str(figure), str(figure))
    assert isinstance(text, dict)
    named = raw.get("beside")
    return Claim(
        id=str(raw["id"]), section=str(raw["section"]), figure=words, text=Bilingual(**text),
        beside=None if named is None else str(named),
    )  # fmt: skip
