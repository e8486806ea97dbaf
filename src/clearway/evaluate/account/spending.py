"""Which measure money was spent on: each line of a fund's ledger belongs to one measure at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from clearway.core.funds import Entry, FundLine
from clearway.core.places import covers

#: Number → (place, first and last local day) of a measure.
Stood = Mapping[str, tuple[str, date, date]]


def spent_on(lines: Iterable[FundLine], stood: Stood) -> dict[str, list[FundLine]]:
    """Money out (and back) by measure: by the number its purpose names, else by place and day, to the smallest place
    that holds it and, of several there, to the one that began last."""
    found: dict[str, list[FundLine]] = {}
    for line in lines:
        if line.entry in (Entry.SPENT, Entry.RETURNED):
            number = _named(line, stood) or _there(line, stood)
            if number is not None:
                found.setdefault(number, []).append(line)
    return found


def yuan(lines: Sequence[FundLine]) -> float:
    """Spent less given back, in yuan; never below nothing."""
    fen = sum(line.fen if line.entry is Entry.SPENT else -line.fen for line in lines)
    return max(0, fen) / 100.0


def _named(line: FundLine, stood: Stood) -> str | None:
    """The longest number that stands in the purpose."""
    return max((number for number in stood if number in line.purpose), key=len, default=None)


def _there(line: FundLine, stood: Stood) -> str | None:
    """By place and day."""
    if not line.place_code:
        return None
    fitting = [
        (len(place.rstrip("0")), first, number)
        for number, (place, first, last) in stood.items()
        if covers(place, line.place_code) and first <= line.on <= last
    ]
    return max(fitting)[2] if fitting else None
