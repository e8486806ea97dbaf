"""A process that appends batches until it is killed, saying each one that the store acknowledged."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from clearway.readings.shape import FLOW
from clearway.readings.store import Store

ROWS = 2_000
START = datetime(2026, 11, 1, tzinfo=UTC)


def batch(number: int) -> pa.Table:
    """Batch ``number``: 2,000 links at one moment, each with the batch's number as its count."""
    rows = [
        {"link": f"L{i:05d}", "at": START + timedelta(minutes=5 * number), "minutes": 5, "count": number, "mode": ""}
        for i in range(ROWS)
    ]
    return pa.Table.from_pylist(rows, schema=FLOW)


def main(folder: str, first: int) -> None:
    """Append from ``first`` on; compact now and then."""
    store = Store(Path(folder))
    number = first
    print("ready", flush=True)
    while True:
        store.append(batch(number), f"batch {number}")
        print(number, flush=True)
        number += 1
        if number % 4 == 0:
            store.compact()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
