"""From the bytes of a CSV, XLSX or Parquet file to one Arrow table with the headers as they were found."""

from __future__ import annotations

import csv
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from clearway.core.words import Bilingual
from clearway.sources.bytes import decode, read_bytes
from clearway.sources.wrong import BINARY, EMPTY, OLD_EXCEL, TABLE, bad_file, broken

_XLSX, _PARQUET, _OLE, _PDF = b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0", b"%PDF"
_DELIMITERS = ",;\t"
LARGEST_BLOCK = 2**31 - 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table before anything is known of its columns.

    ``numbers`` gives each row's number as a person counts (1 is the first data row); ``ragged`` are the
    (row number, cells found) of rows that have too many or too few cells.
    """

    path: Path
    digest: str
    table: pa.Table
    numbers: npt.NDArray[np.int64]
    ragged: tuple[tuple[int, int], ...] = ()


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
    return _separated(path, digest, decode(path, content))


def whole(path: Path, digest: str, table: pa.Table) -> Grid:
    """A grid none of whose rows is ragged."""
    return Grid(path=path, digest=digest, table=table, numbers=np.arange(1, table.num_rows + 1))


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


def _separated(path: Path, digest: str, text: str) -> Grid:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    if not header.strip():
        raise bad_file(path, EMPTY)
    delimiter = max(_DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    width, ragged = len(names), list[tuple[int, int]]()

    def odd(row: pyarrow.csv.InvalidRow) -> str:
        ragged.append((int(row.number) - 1, int(row.actual_columns)))
        return "skip"

    content = text.encode()
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(content),
            pyarrow.csv.ReadOptions(
                use_threads=False,
                block_size=min(max(len(content) + 1, 1024), LARGEST_BLOCK),
                column_names=[str(i) for i in range(width)],
                skip_rows=0,
            ),
            pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=odd),
            pyarrow.csv.ConvertOptions(
                column_types={str(i): pa.string() for i in range(width)}, strings_can_be_null=False
            ),
        )
    except (pa.ArrowException, OSError, ValueError):
        raise bad_file(path, Bilingual("不成表格的文本", "text that is not a table")) from None
    return _numbered(path, digest, table, names, ragged)


def _numbered(path: Path, digest: str, table: pa.Table, names: list[str], ragged: list[tuple[int, int]]) -> Grid:
    """Drop the header row, name the columns and give each row the number it has in the file."""
    table = table.slice(1).rename_columns(names)
    numbers = np.arange(1, table.num_rows + len(ragged) + 1)
    numbers = np.setdiff1d(numbers, np.array([number for number, _ in ragged], dtype=np.int64), assume_unique=True)
    return Grid(path=path, digest=digest, table=table, numbers=numbers, ragged=tuple(ragged))
