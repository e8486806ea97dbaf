"""A table before anything is known of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Headers as they were found, cells as they were written.

    ``numbers`` gives each row's number as a person counts (1 is the first data row); ``ragged`` are the
    (row number, what was found) of rows that have too many or too few cells.
    """

    path: Path
    digest: str
    table: pa.Table
    numbers: npt.NDArray[np.int64]
    ragged: tuple[tuple[int, str], ...] = ()


def whole(path: Path, digest: str, table: pa.Table) -> Grid:
    """A grid none of whose rows is ragged."""
    return Grid(path=path, digest=digest, table=table, numbers=np.arange(1, table.num_rows + 1))
