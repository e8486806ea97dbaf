"""Everything stored as one file: Parquet by its extension, else CSV in the flow feed's own format."""

from __future__ import annotations

from pathlib import Path

import pyarrow.csv
import pyarrow.parquet

from clearway.readings.shape import FLOW
from clearway.readings.store import Store


def export(store: Store, out: Path) -> int:
    """Write all readings to ``out``, some days at a time; returns the rows written. ``load flow`` takes it back."""
    rows = 0
    columnar = out.suffix.lower() == ".parquet"
    writer = pyarrow.parquet.ParquetWriter if columnar else pyarrow.csv.CSVWriter
    with writer(str(out), FLOW) as file:
        for portion in store.portions():
            file.write_table(portion)
            rows += portion.num_rows
    return rows
