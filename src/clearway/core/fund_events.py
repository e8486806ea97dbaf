"""What can happen to money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.funds import Entry, FundForm, Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class FundOpened(Event):
    """A fund or budget line; ``subject`` is its number, ``planned`` fen."""

    kind: ClassVar[str] = "fund_opened"
    title: str
    form: FundForm
    region: str
    year: int
    planned: int
    revenue: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FundMoved(Event):
    """A line of a fund's ledger; ``subject`` is the fund. A wrong line is set right by its opposite, never erased."""

    kind: ClassVar[str] = "fund_moved"
    entry: Entry
    fen: int
    purpose: str
    payer: Payer
    on: date
    place_code: str = ""
