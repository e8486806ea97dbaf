"""Finding the line of headers: exports put titles, dates and merged group headers above it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pyarrow as pa

from clearway.sources.columns import Layout
from clearway.sources.grid import Grid

#: Lines above the headers at most.
MOST = 5


def complete(names: list[str], layout: Layout) -> bool:
    """Whether ``names`` are headers of all that ``layout`` demands."""
    known = {column.name for column in map(layout.column_for, names) if column is not None}
    demanded = all(column.name in known for column in layout.columns if column.required)
    return demanded and (not layout.one_of or any(known.issuperset(group) for group in layout.one_of))


def with_header(grid: Grid, layout: Layout) -> Grid:
    """``grid`` from its line of headers on; as it is where its first line will do, or none of the first few does.

    Where headers are merged over two lines, a cell that is empty in the lower one goes by the upper.
    """
    if complete(grid.table.column_names, layout) or grid.table.num_columns < 2:
        return grid
    for skipped, names in _candidates(grid.table):
        if complete(names, layout):
            table = grid.table.slice(skipped).rename_columns(names)
            gone = int(grid.numbers[skipped - 1])
            ragged = tuple((number - gone, found) for number, found in grid.ragged if number > gone)
            numbers = np.asarray(grid.numbers[skipped:] - gone)
            return replace(grid, table=table, numbers=numbers, ragged=ragged)
    return grid


def _candidates(table: pa.Table) -> Iterator[tuple[int, list[str]]]:
    """Rows to skip, and the headers then: each of the first lines, alone and over the one above it."""
    above = list(table.column_names)
    for at in range(min(MOST, table.num_rows)):
        cells = [column[at].as_py() for column in table.columns]
        line = ["" if cell is None else str(cell) for cell in cells]
        yield at + 1, line
        yield at + 1, [low.strip() or high for low, high in zip(line, above, strict=True)]
        above = line
