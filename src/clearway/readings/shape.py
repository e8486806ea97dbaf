"""How counts lie on disk, and the way between that and the FLOW TABLE.

Time is whole seconds since 1970 (UTC) as int64; a partition is one UTC day as an integer (20220307): both mean the
same to every engine. ``seq`` is the table version that brought the row: of two rows for one link, moment and mode the
one with the larger ``seq`` counts.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

STORED = pa.schema(
    [
        ("day", pa.int32()),
        ("link", pa.string()),
        ("at", pa.int64()),
        ("minutes", pa.int32()),
        ("count", pa.int32()),
        ("mode", pa.string()),
        ("seq", pa.int64()),
    ]
)
FLOW = pa.schema(
    [
        ("link", pa.string()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("minutes", pa.int32()),
        ("count", pa.int32()),
        ("mode", pa.string()),
    ]
)
SECONDS_A_DAY = 86_400


def to_stored(flow: pa.Table, seq: int) -> pa.Table:
    """Rows of a FLOW TABLE as they are stored; fractions of a second are cut off."""
    seconds = pc.floor(pc.divide(flow["at"].cast(pa.int64()).cast(pa.float64()), 1e6)).cast(pa.int64())
    columns = {
        "day": _days(seconds),
        "link": flow["link"].cast(pa.string()),
        "at": seconds,
        "minutes": flow["minutes"].cast(pa.int32()),
        "count": flow["count"].cast(pa.int32()),
        "mode": pc.fill_null(flow["mode"].cast(pa.string()), ""),
        "seq": pa.array(np.full(flow.num_rows, seq, dtype=np.int64)),
    }
    return pa.table([columns[name] for name in STORED.names], schema=STORED)


def to_flow(stored: pa.Table) -> pa.Table:
    """The FLOW TABLE of stored rows (any order, ``seq`` dropped)."""
    at = pc.multiply(stored["at"].cast(pa.int64()), 1_000_000).cast(pa.timestamp("us", tz="UTC"))
    columns = [at if name == "at" else stored[name].cast(FLOW.field(name).type) for name in FLOW.names]
    return pa.table(columns, schema=FLOW)


def day_of(seconds: int) -> int:
    """The UTC day of a moment as an integer, 20220307."""
    return int(np.datetime64(seconds, "s").astype("datetime64[D]").astype(str).replace("-", ""))


def _days(seconds: pa.ChunkedArray) -> pa.Array:
    numbers, places = np.unique(seconds.to_numpy() // SECONDS_A_DAY, return_inverse=True)
    named = np.array([day_of(number * SECONDS_A_DAY) for number in numbers.tolist()], dtype=np.int32)
    return pa.array(named[places] if len(numbers) else named, pa.int32())


def content_id(flow: pa.Table) -> str:
    """A batch id told by content: SHA-256 of a FLOW TABLE's rows in their order."""
    digest = hashlib.sha256()
    with pa.ipc.new_stream(_Sink(digest), FLOW) as stream:
        stream.write_table(flow.combine_chunks(), max_chunksize=1 << 16)
    return digest.hexdigest()


class _Sink:
    """A file that only hashes."""

    closed = False

    def __init__(self, digest: Any) -> None:
        self._digest = digest

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing to close."""
