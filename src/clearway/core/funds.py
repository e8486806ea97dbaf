"""Money: funds, what was planned, paid in, allotted, spent and given back, and who bore it. Whole fen, never floats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FundForm(StrEnum):
    """Forms the plan names (7.2, 7.3); what is spent from a revolving fund is expected back."""

    REVOLVING = "revolving"
    BUDGET = "budget"
    TRANSFER = "transfer"
    RISK = "risk"


class Payer(StrEnum):
    """Who bears a cost."""

    CENTRAL = "central"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    OWNERS = "owners"
    DONOR = "donor"


class Entry(StrEnum):
    """What a line of a fund's ledger does to its balance: in, promised, out, back in."""

    PAID_IN = "paid_in"
    ALLOTTED = "allotted"
    SPENT = "spent"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """A fund or budget line of a region for a year; ``planned`` and ``revenue`` (the region's, where known) in fen."""

    number: str
    title: str
    form: FundForm
    region: str
    year: int
    planned: int
    revenue: int | None = None

    def __post_init__(self) -> None:
        if self.planned < 0:
            raise ValueError(f"fund {self.number} plans {self.planned} fen")


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    """One line of a fund's ledger; ``fen`` is above zero, ``entry`` gives the direction."""

    fund: str
    entry: Entry
    fen: int
    purpose: str
    payer: Payer
    on: date
    place_code: str = ""

    def __post_init__(self) -> None:
        if self.fen <= 0:
            raise ValueError(f"a line of {self.fen} fen")


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Sums of a fund, in fen."""

    paid_in: int
    allotted: int
    spent: int
    returned: int

    @property
    def left(self) -> int:
        """What is in it: paid in and returned, less spent."""
        return self.paid_in + self.returned - self.spent

    @property
    def free(self) -> int:
        """What is neither spent nor promised."""
        return self.left - max(self.allotted - self.spent, 0)
