"""From the bytes of a CSV, XLSX or Parquet file to one Arrow table with the headers as they were found."""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from clearway.core.words import Bilingual
from clearway.sources.bytes import decode, read_bytes
from clearway.sources.grid import Grid, whole
from clearway.sources.separated import separated
from clearway.sources.wrong import BINARY, EMPTY, OLD_EXCEL, TABLE, bad_file, broken

_XLSX, _PARQUET, _OLE, _PDF = b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0", b"%PDF"


def read_grid(path: Path) -> Grid:
    """The table in ``path``; its format is told by its first bytes, not by its name.

    Raises:
        BadFile: no table in it, or a damaged one.
    """
    content, digest = read_bytes(path)
    if content.startswith(_PARQUET):
        return whole(path, digest, _parquet(path, content))
    if content.startswith(_XLSX):
        return whole(path, digest, _workbook(path, content))
    if path.suffix.lower() == ".parquet":
        raise bad_file(path, BINARY if b"\0" in content[:4096] else broken("Parquet"), TABLE)
    if content.startswith(_OLE):
        raise bad_file(path, OLD_EXCEL)
    if content.startswith(_PDF):
        raise bad_file(path, Bilingual("PDF 文件", "a PDF file"))
    return separated(path, digest, decode(path, content))


def _parquet(path: Path, content: bytes) -> pa.Table:
    try:
        return pyarrow.parquet.read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError, ValueError):
        raise bad_file(path, broken("Parquet")) from None


def _workbook(path: Path, content: bytes) -> pa.Table:
    """The first sheet; cells keep their kind (a date cell has no zone)."""
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            rows: list[list[Any]] = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        except Exception:  # openpyxl raises whatever the broken part of the archive makes it raise
            raise bad_file(path, broken("XLSX")) from None
    rows = [row for row in rows if any(cell is not None for cell in row)]
    if not rows:
        raise bad_file(path, EMPTY)
    return _from_cells(rows)


def _from_cells(rows: list[list[Any]]) -> pa.Table:
    header = [("" if cell is None else str(cell)) for cell in rows[0]]
    body = [row + [None] * (len(header) - len(row)) for row in rows[1:]]
    columns = [pa.array([_plain(row[i]) for row in body], pa.string()) for i in range(len(header))]
    return pa.Table.from_arrays(columns, names=header)


def _plain(cell: object) -> str | None:
    """A cell as text: whole floats lose their ``.0`` (Excel keeps 12-digit codes as numbers)."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None else str(cell)
