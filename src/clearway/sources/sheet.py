"""A grid whose columns are known: every distinct cell is read once, every row either fits or is rejected.

A million counts hold few distinct cells, so each column is dictionary-encoded, its distinct values are read by
the column's own reader, and the result is spread over the rows with numpy: no Python per row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from clearway.core.intake import Reject
from clearway.core.refusals import BadFile
from clearway.core.words import Bilingual
from clearway.sources.bytes import DAMAGED
from clearway.sources.columns import EMPTY_CELL, Column, Layout, Unfit
from clearway.sources.grid import Grid
from clearway.sources.grids import read_grid
from clearway.sources.header import with_header
from clearway.sources.wrong import bad_file

Row = dict[str, Any]
_LONGEST_FOUND = 80
_READABLE = Bilingual("完好的文字（编码未损坏）", "text whose bytes are whole")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One column read: ``values[codes[i]]`` is row i's value (None: empty); ``faults`` by code of the bad ones."""

    codes: npt.NDArray[np.int64]
    values: list[Any]
    faults: dict[int, tuple[str, Unfit]]

    def bad(self) -> npt.NDArray[np.bool_]:
        """Which rows hold an unfit cell here."""
        return np.isin(self.codes, np.fromiter(self.faults, dtype=np.int64)) if self.faults else _none(len(self.codes))


def _none(rows: int) -> npt.NDArray[np.bool_]:
    return np.zeros(rows, dtype=np.bool_)


@dataclass(slots=True)
class Sheet:
    """A table of a feed; rows still fit (``fits``) or carry their reject."""

    layout: Layout
    grid: Grid
    columns: dict[str, Parsed]
    fits: npt.NDArray[np.bool_]
    shown: Callable[[str], str]
    notes: list[Bilingual] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows of the file, ragged ones included."""
        return len(self.fits) + len(self.grid.ragged)

    def reject(self, index: int, column: str, found: str, fault: Unfit) -> None:
        """Row ``index`` (from 0) is not taken."""
        self.fits[index] = False
        number = int(self.grid.numbers[index])
        self.rejects.append(
            Reject(row=number, column=column, found=self.shown(found), expected=fault.expected, code=fault.code)
        )

    def reject_all(self, rows: npt.NDArray[np.bool_], column: str, found: Callable[[int], str], fault: Unfit) -> None:
        """Every row of the mask that still fits is not taken."""
        for index in np.flatnonzero(rows & self.fits).tolist():
            self.reject(index, column, found(index), fault)

    def value(self, name: str, index: int) -> Any:
        """The value of column ``name`` in row ``index`` (None: empty, or no such column)."""
        parsed = self.columns.get(name)
        return None if parsed is None else parsed.values[parsed.codes[index]]

    def rows(self) -> Iterator[tuple[int, Row]]:
        """The rows that fit, as (index, values by column name; every column of the layout is there)."""
        for index in np.flatnonzero(self.fits).tolist():
            yield index, self.row(index)

    def row(self, index: int) -> Row:
        """The values of row ``index`` by column name; every column of the layout is there."""
        return {column.name: self.value(column.name, index) for column in self.layout.columns}

    def sorted_rejects(self) -> tuple[Reject, ...]:
        """Rejects by row number."""
        return tuple(sorted(self.rejects, key=lambda reject: reject.row))


def read_sheet(path: Path, layout: Layout, shown: Callable[[str], str] = str) -> Sheet:
    """The table of a feed in ``path``; ``shown`` makes what is found in a rejected row fit to be repeated.

    Raises:
        BadFile: no such table in it.
    """
    return as_sheet(read_grid(path), layout, shown)


def as_sheet(grid: Grid, layout: Layout, shown: Callable[[str], str] = str) -> Sheet:
    """``grid`` with its columns named and read.

    Raises:
        BadFile: required columns are missing.
    """
    grid = with_header(grid, layout)
    places, unknown = _match(grid.table.column_names, layout)
    _demand(grid.path, grid.table.column_names, layout, places)
    read = {name: _parse(grid, at, _column(layout, name)) for name, at in places.items()}
    sheet = Sheet(layout, grid, read, np.ones(grid.table.num_rows, dtype=np.bool_), lambda text: _short(shown(text)))
    if unknown:
        names = ", ".join(unknown)
        sheet.notes.append(Bilingual(f"忽略未知列：{names}", f"unknown columns ignored: {names}"))
    if sheet.read == 0:
        sheet.notes.append(
            Bilingual(
                f"{grid.path}：只有表头，0 行数据，应至少有 1 行；未载入任何内容",
                f"{grid.path}: found a header and 0 rows, expected at least 1; nothing was loaded",
            )
        )
    _reject_ragged(sheet)
    for name, parsed in read.items():
        _reject_unfit(sheet, _column(layout, name), parsed)
    return sheet


def _short(text: str) -> str:
    printable = "".join(c if c.isprintable() else "�" for c in text)
    return printable if len(printable) <= _LONGEST_FOUND else printable[: _LONGEST_FOUND - 1] + "…"


def _column(layout: Layout, name: str) -> Column:
    return next(column for column in layout.columns if column.name == name)


def _match(headers: list[str], layout: Layout) -> tuple[dict[str, int], list[str]]:
    """Where each known column stands (the first of several), and the headers nobody knows."""
    places: dict[str, int] = {}
    unknown = []
    for position, header in enumerate(headers):
        column = layout.column_for(header)
        if column is None or column.name in places:
            unknown.append(_short(header) or f"#{position + 1}")
        else:
            places[column.name] = position
    return places, unknown


def _demand(path: Path, headers: list[str], layout: Layout, places: dict[str, int]) -> None:
    missing = [column.name for column in layout.columns if column.required and column.name not in places]
    grouped = not layout.one_of or any(all(name in places for name in group) for group in layout.one_of)
    if not missing and grouped:
        return
    found = _short(", ".join(headers))
    expected = layout.expected()
    lacking = ", ".join(missing) or " | ".join(", ".join(group) for group in layout.one_of)
    raise bad_file(
        path,
        Bilingual(f"列 {found}", f"columns {found}"),
        Bilingual(f"列 {expected}（缺 {lacking}）", f"columns {expected} (missing: {lacking})"),
    )


def _parse(grid: Grid, position: int, column: Column) -> Parsed:
    """Read every distinct cell of one column once.

    Raises:
        BadFile: a Parquet column of a kind no cell can be (lists, structures, bytes).
    """
    encoded = _encoded(grid, position, column.name)
    try:
        distinct = encoded.dictionary.to_pylist()
    except (ValueError, OverflowError, KeyError):  # text that is not UTF-8, moments beyond the calendar, unknown zones
        raise _unreadable(grid, column.name, str(encoded.dictionary.type)) from None
    codes = np.from_dlpack(encoded.indices).astype(np.int64)
    values: list[Any] = [None] * len(distinct)
    faults: dict[int, tuple[str, Unfit]] = {}
    for code, cell in enumerate(distinct):
        try:
            values[code] = _read_cell(column, cell)
        except Unfit as fault:
            faults[code] = ("" if cell is None else str(cell), fault)
    return Parsed(codes, values, faults)


def _encoded(grid: Grid, position: int, name: str) -> pa.DictionaryArray:
    chunked, kind = grid.table.column(position), grid.table.column(position).type
    if pa.types.is_dictionary(kind):
        chunked = chunked.cast(kind.value_type)
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        raise _unreadable(grid, name, str(kind))
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        chunked = chunked.cast(pa.timestamp("us", kind.tz), safe=False)
    try:
        encoded = chunked.combine_chunks().dictionary_encode(null_encoding="encode")  # filling nulls loads pandas
    except (pa.ArrowException, ValueError):
        raise _unreadable(grid, name, str(kind)) from None
    return encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded


def _unreadable(grid: Grid, name: str, kind: str) -> BadFile:
    return bad_file(
        grid.path,
        Bilingual(f"列 {name} 的类型 {kind}", f"column {name} of type {kind}"),
        Bilingual("文字、数字或时刻", "text, numbers or moments"),
    )


def _read_cell(column: Column, cell: Any) -> Any:
    nothing = cell is None or (isinstance(cell, float) and isnan(cell))
    if not nothing and not (isinstance(cell, str) and not cell.strip()):
        if isinstance(cell, str) and DAMAGED in cell:
            raise Unfit(_READABLE, "damaged_text")
        return column.parse(cell)
    if column.filled:
        raise Unfit(EMPTY_CELL, "empty")
    return None


def _reject_ragged(sheet: Sheet) -> None:
    width = sheet.grid.table.num_columns
    expected = Bilingual(f"{width} 个单元格", f"{width} cells")
    for number, found in sheet.grid.ragged:
        sheet.rejects.append(Reject(row=number, column="*", found=found, expected=expected, code="ragged"))


def _reject_unfit(sheet: Sheet, column: Column, parsed: Parsed) -> None:
    for index in np.flatnonzero(parsed.bad() & sheet.fits).tolist():
        found, fault = parsed.faults[int(parsed.codes[index])]
        sheet.reject(index, column.name, withheld(found) if column.personal else found, fault)


def withheld(found: str) -> str:
    """What stands for a personal cell: its length alone."""
    return f"〔withheld: {len(found)} characters〕"
