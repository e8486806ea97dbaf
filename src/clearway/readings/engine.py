"""DuckDB, embedded, through Ibis: files in, Arrow out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ibis
import pyarrow as pa


def query(paths: Sequence[str], build: Callable[[Any], Any]) -> pa.Table:
    """What ``build`` makes of the rows of Parquet files, as Arrow.

    ``build`` takes an Ibis table with the columns of ``shape.STORED`` but the day, and returns an Ibis table.
    """
    engine = ibis.duckdb.connect()
    try:
        rows = engine.read_parquet(list(paths), hive_partitioning=False)
        return build(rows).to_pyarrow()
    finally:
        engine.disconnect()
