"""A table of passes to issue at once: supply vehicles, an exam day. One row a pass; what is wrong is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from clearway.core.intake import Reject
from clearway.core.words import Bilingual
from clearway.sources.cells import integer, moment, text
from clearway.sources.columns import EMPTY_CELL, Cell, Column, Unfit, plain_header
from clearway.sources.grid import Grid
from clearway.sources.grids import read_grid
from clearway.sources.sheet import withheld
from clearway.sources.wrong import bad_file

_LARGEST_GATE = 2**53 - 1
_GATES = Bilingual("大门编号，多个用空格或分号隔开", "numbers of gates, several with blanks or semicolons between")
_PURPOSE = Bilingual(
    "事由：就医、药品、学校、保供、照料、工作、其他（或 1 至 7）",
    "medical, medicine, school, supplies, care, work, other, or 1 to 7",
)
PURPOSES: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("medical", "就医", "看病"),
            ("medicine", "药品", "取药", "送药", "取药送药"),
            ("school", "exam", "学校", "上学", "考试", "上学考试"),
            ("supplies", "保供", "物资", "物资保供"),
            ("care", "照料", "照料家人", "陪护"),
            ("work", "工作", "必要工作"),
            ("other", "其他"),
        ),
        start=1,
    )
    for name in (str(number), *names)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PassRow:
    """One pass asked for; ``purpose`` 1–7; times with their zone, None where the table says nothing."""

    row: int
    purpose: int
    gates: tuple[int, ...]
    start: datetime | None
    end: datetime | None
    name: str | None
    id_number: str | None
    companions: int | None
    uses: int | None


def purpose_number(cell: Cell) -> int:
    """The number of a purpose, by its number or its name in either language.

    Raises:
        Unfit: no purpose.
    """
    found = PURPOSES.get(plain_header(str(cell)).removesuffix(".0"))
    if found is None:
        raise Unfit(_PURPOSE, "unknown_purpose")
    return found


def gate_numbers(cell: Cell) -> tuple[int, ...]:
    """Numbers of gates in one cell, ascending, each once.

    Raises:
        Unfit: not numbers.
    """
    parts = re.split(r"[\s;；,，、|+]+", str(cell).strip().removesuffix(".0"))
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise Unfit(_GATES, "not_gates")
    numbers = sorted({int(part) for part in parts})
    if numbers[-1] > _LARGEST_GATE:
        raise Unfit(_GATES, "not_gates")
    return tuple(numbers)


_COLUMNS = (
    Column(name="purpose", parse=purpose_number, aliases=("事由", "用途", "目的"), required=True, filled=True),
    Column(name="gates", parse=gate_numbers, aliases=("gate", "大门", "大门编号", "卡口"), required=True, filled=True),
    Column(name="start", parse=moment, aliases=("from", "起", "开始", "生效时间")),
    Column(name="end", parse=moment, aliases=("to", "until", "止", "结束", "有效期至")),
    Column(name="name", parse=text(60), aliases=("姓名",), personal=True),
    Column(name="id_number", parse=text(40), aliases=("id", "证件号", "身份证", "身份证号", "证件号码"), personal=True),
    Column(name="companions", parse=integer(0), aliases=("随行", "随行人数")),
    Column(name="uses", parse=integer(1), aliases=("次数", "可用次数")),
)


def read_pass_rows(path: Path) -> tuple[list[PassRow], list[Reject]]:
    """Rows that can be read, and the others; every row of the table is in one of them.

    Raises:
        BadFile: no table, or without its columns ``purpose`` and ``gates``.
    """
    grid = read_grid(path)
    places = _places(grid)
    cells = {name: grid.table.column(place).to_pylist() for name, place in places.items()}
    rows: list[PassRow] = []
    width = grid.table.num_columns
    expected = Bilingual(f"{width} 个单元格", f"{width} cells")
    rejects = [
        Reject(row=number, column="*", found=found, expected=expected, code="ragged") for number, found in grid.ragged
    ]
    for index in range(grid.table.num_rows):
        number = int(grid.numbers[index])
        values: dict[str, Any] = {}
        faults = list(_read({name: column[index] for name, column in cells.items()}, number, values))
        if faults:
            rejects.append(faults[0])
        else:
            rows.append(PassRow(row=number, **values))
    return rows, sorted(rejects, key=lambda reject: reject.row)


def _places(grid: Grid) -> dict[str, int]:
    """Where each known column stands.

    Raises:
        BadFile: one that must be there is not.
    """
    headers = [plain_header(header) for header in grid.table.column_names]
    places: dict[str, int] = {}
    for column in _COLUMNS:
        names = {plain_header(name) for name in (column.name, *column.aliases)}
        found = [place for place, header in enumerate(headers) if header in names]
        if found:
            places[column.name] = found[0]
        elif column.required:
            shown = ", ".join(grid.table.column_names)
            raise bad_file(
                grid.path,
                Bilingual(f"列 {shown}", f"columns {shown}"),
                Bilingual(f"列 purpose, gates（缺 {column.name}）", f"columns purpose, gates (missing: {column.name})"),
            )
    return places


def _read(cells: Mapping[str, Cell], row: int, values: dict[str, Any]) -> Iterator[Reject]:
    """Fill ``values``; yields a reject for each cell that does not fit (personal ones not repeated)."""
    for column in _COLUMNS:
        cell = cells.get(column.name)
        values[column.name] = None
        empty = cell is None or not str(cell).strip()
        try:
            if not empty:
                values[column.name] = column.parse(cell)
            elif column.filled:
                raise Unfit(EMPTY_CELL, "empty")
        except Unfit as fault:
            found = "" if empty else str(cell)[:80]
            shown = withheld(found) if column.personal else found
            yield Reject(row=row, column=column.name, found=shown, expected=fault.expected, code=fault.code)
