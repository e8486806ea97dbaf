"""Separated values: delimiter told by the header, rows of another width and quotes left open set aside."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from clearway.core.words import Bilingual
from clearway.sources.grid import Grid
from clearway.sources.wrong import EMPTY, bad_file

SetAside = list[tuple[int, str]]
_DELIMITERS = ",;\t"
_LARGEST_BLOCK = 2**31 - 1024
_MOST_TITLES = 4
_OPEN_QUOTE = "a quote that is never closed / 未闭合的引号"


def separated(path: Path, digest: str, text: str) -> Grid:
    """The table in ``text`` (CSV, or with semicolons or tabs), all cells as text.

    Raises:
        BadFile: nothing in it, or nothing like a table.
    """
    if "\n" not in text:
        text = text.replace("\r", "\n")
    text = _without_title(text)
    header = text.lstrip("\r\n").split("\n", 1)[0].replace("\r", " ")
    if not header.strip():
        raise bad_file(path, EMPTY)
    delimiter = max(_DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    text, broken = _without_open_quotes(text)
    ragged: SetAside = []
    try:
        table = _parse(text, delimiter, len(names), ragged).slice(1)
    except (pa.ArrowException, OSError, ValueError):
        raise bad_file(path, Bilingual("不成表格的文本", "text that is not a table")) from None
    alive = _numbers_without(table.num_rows + len(ragged) + len(broken), [number for number, _ in broken])
    ragged = [(int(alive[number - 1]), found) for number, found in ragged]
    set_aside = sorted(broken + ragged)
    numbers = _numbers_without(table.num_rows + len(set_aside), [number for number, _ in set_aside])
    return Grid(path=path, digest=digest, table=table.rename_columns(names), numbers=numbers, ragged=tuple(set_aside))


def _without_title(text: str) -> str:
    """The text from its first line of several cells on, where single cells stand above a table."""
    lines = text.lstrip("\r\n").split("\n", _MOST_TITLES + 2)
    begins = next((at for at, line in enumerate(lines[:-1]) if any(map(line.count, _DELIMITERS))), 0)
    delimiter = max(_DELIMITERS, key=lines[begins].count)
    cells = lines[begins].count(delimiter)
    if 0 < begins <= _MOST_TITLES and cells > 2 and cells == lines[begins + 1].count(delimiter):
        return "\n".join(lines[begins:])
    return text


def _parse(text: str, delimiter: str, width: int, ragged: SetAside) -> pa.Table:
    """All rows, the header among them; those of another width go to ``ragged``, numbered from the header (0)."""

    def odd(row: pyarrow.csv.InvalidRow) -> str:
        lines = str(row.text).count("\n") + 1
        over = f", {lines} lines / 行" if lines > 1 else ""
        ragged.append((int(row.number) - 1, f"{row.actual_columns} cells / 个单元格{over}"))
        return "skip"

    content, columns = text.encode(), [str(index) for index in range(width)]
    return pyarrow.csv.read_csv(
        pa.BufferReader(content),
        pyarrow.csv.ReadOptions(
            use_threads=False,
            block_size=min(max(len(content) + 1, 1024), _LARGEST_BLOCK),
            column_names=columns,
        ),
        pyarrow.csv.ParseOptions(delimiter=delimiter, newlines_in_values=True, invalid_row_handler=odd),
        pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()), strings_can_be_null=False),
    )


def _numbers_without(rows: int, taken: list[int]) -> npt.NDArray[np.int64]:
    """The numbers 1 … ``rows`` that are not taken."""
    return np.setdiff1d(np.arange(1, rows + 1), np.array(taken, dtype=np.int64), assume_unique=True)


def _without_open_quotes(text: str) -> tuple[str, SetAside]:
    """Where quotes do not pair up, lines with an odd one are set aside: else one would swallow the rest of the file."""
    if text.count('"') % 2 == 0:
        return text, []
    lines = [line for line in text.splitlines(keepends=True) if line.strip("\r\n")]
    odd = {number for number, line in enumerate(lines) if number and line.count('"') % 2}
    kept = "".join(line for number, line in enumerate(lines) if number not in odd)
    return kept, [(number, _OPEN_QUOTE) for number in sorted(odd)]
