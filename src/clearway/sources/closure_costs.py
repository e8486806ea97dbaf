"""What was counted of each closure, one row a measure: people inside, school and business days, guarding, complaints.

An empty cell was not counted; it is never a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from clearway.core.intake import Feed
from clearway.core.words import Bilingual
from clearway.evaluate.costs import Extra
from clearway.sources.cells import identifier, number
from clearway.sources.columns import Cell, Column, Layout, Unfit
from clearway.sources.intake import Intake
from clearway.sources.rows import make_rows
from clearway.sources.sheet import Row, read_sheet

_NOT_NEGATIVE = Bilingual("不小于 0 的数", "a number that is not negative")
_COUNTED = {
    "detour_person_hours": ("绕行人时",),
    "school_days": ("学日", "停课学日"),
    "business_days": ("营业日", "停业营业日"),
    "guard_hours": ("值守小时",),
    "complaints": ("投诉", "投诉数"),
    "blocked_emergencies": ("急救受阻", "急救受阻次数"),
}


def _count(cell: Cell) -> float:
    value = number(cell)
    if value < 0:
        raise Unfit(_NOT_NEGATIVE, "negative")
    return value


LAYOUT = Layout(
    feed=Feed.MEASURES,
    columns=(
        Column(name="id", parse=identifier, aliases=("number", "编号", "措施编号"), required=True, filled=True),
        Column(name="people", parse=_count, aliases=("population", "人数", "涉及人数")),
        *(Column(name=name, parse=_count, aliases=aliases) for name, aliases in _COUNTED.items()),
    ),
)


def read_closure_costs(path: Path) -> Intake[Mapping[str, Extra]]:
    """What was counted, by measure; of several rows for one measure the last counts.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    sheet = read_sheet(path, LAYOUT)
    rows = {name: extra for _, (name, extra) in make_rows(sheet, _made)}
    return Intake(
        feed=Feed.MEASURES, file=str(path), digest=sheet.grid.digest, read=sheet.read, rows=rows,
        rejects=sheet.sorted_rejects(), notes=tuple(sheet.notes),
    )  # fmt: skip


def _made(row: Row) -> tuple[str, Extra]:
    counted = {name: row[name] for name in _COUNTED if row[name] is not None}
    return row["id"], Extra(people=row["people"], counted=counted)
