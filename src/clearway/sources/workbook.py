"""The first sheet of an XLSX workbook as an Arrow table, read in steps; hostile archives are refused by their size."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from clearway.core.words import Bilingual
from clearway.sources.wrong import EMPTY, bad_file, broken

#: Bytes of all parts unpacked (what an archive says of itself bounds what is read), and columns looked at.
LARGEST, WIDEST = 512 * 1024**2, 500
_STEP = 5_000


def workbook(path: Path, content: bytes) -> pa.Table:
    """The first sheet that holds anything, its first row as headers; cells as text (formulas: their last value).

    Raises:
        BadFile: no workbook, a damaged one, one that unpacks to more than ``LARGEST``, or nothing in it.
    """
    _check_size(path, content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            table = _first_filled(content)
        except Exception:  # openpyxl raises whatever the broken part of the archive makes it raise
            raise bad_file(path, broken("XLSX")) from None
    if table is None:
        raise bad_file(path, EMPTY)
    return table


def _check_size(path: Path, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise bad_file(path, broken("XLSX")) from None
    if size > LARGEST:
        most = LARGEST // 1024**2
        raise bad_file(path, Bilingual(f"解压后超过 {most} MiB", f"more than {most} MiB when unpacked"))


def _first_filled(content: bytes) -> pa.Table | None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # a sheet may claim seventeen thousand million cells
        rows = (row for row in sheet.iter_rows(max_col=WIDEST, values_only=True) if any(map(_told, row)))
        header = next(rows, None)
        if header is not None:
            return _table(header, rows)
    return None


def _table(header: tuple[Any, ...], rows: Iterator[tuple[Any, ...]]) -> pa.Table:
    names = [_plain(cell) or "" for cell in header]
    while names and not names[-1]:
        names.pop()
    parts: list[pa.Table] = []
    while part := list(islice(rows, _STEP)):
        if not parts:  # a title above the headers is one cell wide
            names += [""] * (max(map(len, part)) - len(names))
        columns = zip(*(_fitted(row, len(names)) for row in part), strict=True)
        parts.append(pa.Table.from_arrays([pa.array(map(_plain, one), pa.string()) for one in columns], names=names))
    return pa.concat_tables(parts) if parts else pa.table([pa.array([], pa.string())] * len(names), names=names)


def _fitted(row: tuple[Any, ...], width: int) -> tuple[Any, ...]:
    return row[:width] + (None,) * (width - len(row))


def _told(cell: object) -> bool:
    return cell is not None and cell != ""


def _plain(cell: object) -> str | None:
    """A cell as text: whole floats lose their ``.0`` (Excel keeps 12-digit codes as numbers)."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None else str(cell)
