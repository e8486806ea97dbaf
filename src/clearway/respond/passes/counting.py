"""What is published of passages: counts of at least k, rounded to 5, and enough cells held back that no sum undoes it.

After Hundepool et al., *Statistical Disclosure Control* (2012), ch. 4: primary suppression below k, then complementary
suppression until every row and column with a hidden cell hides two. Totals are sums of what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from clearway.core.passes import GateCount, PublishedCounts
from clearway.respond.passes.refusals import NotAGateCount

ROUND_TO = 5
VERDICTS = ("accept", "accept_warn", "reject", "gate_not_authorised", "emergency", "short_code")
#: More people than this do not pass one gate in an hour, and older hours are not told any more.
MOST_AN_HOUR, OLDEST, AHEAD = 10_000, timedelta(days=8), timedelta(hours=1)

Cells = Mapping[tuple[str, str], int]


def published(cells: Cells, k: int) -> PublishedCounts:
    """The table as it may be shown: ``cells`` by (row, column) of true counts; absent cells are true zeros.

    A cell of 0 is no passage and hides nobody, but it can be held back to cover its neighbour.
    """
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    full = {(row, column): cells.get((row, column), 0) for row in rows for column in columns}
    hidden = {cell for cell, count in full.items() if 0 < count < k}
    hidden = _complemented(full, hidden, rows, columns)
    shown = {cell: None if cell in hidden else rounded(count) for cell, count in full.items()}
    return PublishedCounts(
        cells=shown,
        rows={row: _sum(shown[row, column] for column in columns) for row in rows},
        columns={column: _sum(shown[row, column] for row in rows) for column in columns},
        total=_sum(shown.values()),
    )


def rounded(count: int) -> int:
    """To the nearest multiple of 5, halves up."""
    return ROUND_TO * ((2 * count + ROUND_TO) // (2 * ROUND_TO))


def checked(counts: tuple[GateCount, ...], at: datetime) -> NotAGateCount | None:
    """What is wrong with the counts a gate sent; None: nothing."""
    for one in counts:
        wrong = _wrong(one, at)
        if wrong:
            return NotAGateCount(zh=wrong, en=wrong)
    return None


def _wrong(one: GateCount, at: datetime) -> str:
    hour = one.hour.astimezone(UTC)
    if (hour.minute, hour.second, hour.microsecond) != (0, 0, 0):
        return "hour"
    if not at - OLDEST <= hour <= at + AHEAD:
        return "hour"
    if one.verdict not in VERDICTS:
        return "verdict"
    if not 0 <= one.purpose <= 7:
        return "purpose"
    return "" if 0 < one.count <= MOST_AN_HOUR else "count"


def _complemented(
    full: Cells, hidden: set[tuple[str, str]], rows: list[str], columns: list[str]
) -> set[tuple[str, str]]:
    """Hide more, the smallest first, until no row or column hides exactly one cell (or has no other to hide)."""
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    while True:
        alone = [line for line in lines if sum(cell in hidden for cell in line) == 1 and len(line) > 1]
        if not alone:
            return hidden
        rest = [cell for cell in alone[0] if cell not in hidden]
        hidden = hidden | {min(rest, key=lambda cell: (full[cell] == 0, full[cell], cell))}


def _sum(values: object) -> int | None:
    known = list(values)  # type: ignore[call-overload]
    return sum(value for value in known if value is not None) if any(value is not None for value in known) else None
