"""The flow table as a dense tensor: time × link. Duplicates and late readings resolved, no report told from zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from clearway.core.refusals import BadUsage

MISSING = -1
DAY = 1440
LARGEST = 2_000_000_000
STRAY_DAYS = 92

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class FlowTensor:
    """Counts on a regular grid.

    ``counts``: int32 (day, slot of day, link), -1 where nothing was reported; ``ends``: int64 (day, slot), minutes
    since 1970 UTC at which each slot ends, -1 for local hours that do not exist; ``first_day``: local day ordinal;
    ``last``: flat index of the last slot any link reported.
    """

    links: tuple[str, ...]
    minutes: int
    first_day: int
    counts: NDArray[np.int32]
    ends: Ints
    last: int

    def end_of(self, index: int) -> datetime:
        """The moment (UTC) at which the slot of flat ``index`` ends."""
        return _moment(int(self.ends.reshape(-1)[index]))

    def start_of(self, index: int) -> datetime:
        """The moment (UTC) at which it begins."""
        return self.end_of(index) - timedelta(minutes=self.minutes)


def _moment(minutes: int) -> datetime:
    return datetime.fromtimestamp(minutes * 60, tz=UTC)


def densify(flow: pa.Table, at: datetime, zone: tzinfo) -> Iterator[FlowTensor]:
    """One tensor for each length of interval in the table, of readings that had ended by ``at``.

    Of several readings for one link and slot the last row wins. Modes of one link are added; a slot in which a mode
    that had reported before is missing counts as not reported. A handful of readings years away (a clock that
    jumped) is left out.

    Raises:
        BadUsage: more than fits in memory at once.
    """
    for minutes in sorted(int(m) for m in pc.unique(flow["minutes"]).to_pylist() if m):
        part = flow.filter(pc.equal(flow["minutes"], minutes))
        tensor = _one_interval(part, minutes, at, zone)
        if tensor is not None:
            yield tensor


def _one_interval(flow: pa.Table, minutes: int, at: datetime, zone: tzinfo) -> FlowTensor | None:
    starts = flow["at"].cast(pa.timestamp("us", tz="UTC")).cast(pa.int64()).to_numpy() // 60_000_000
    counts = pc.fill_null(flow["count"].cast(pa.int64()), MISSING).to_numpy()
    known = starts + minutes <= int(at.timestamp()) // 60
    if not known.any():
        return None
    codes, links = _codes(flow, "link")
    modes, _ = _codes(flow, "mode")
    local = starts + _offsets(starts, zone)
    known &= _connected(local // DAY)
    first_day = int(local[known].min()) // DAY
    days = int(local[known].max()) // DAY - first_day + 1
    slots = max(1, DAY // minutes)
    if days * slots * len(links) > LARGEST:
        en = f"the flow table is too large at once: {days} days x {slots} intervals x {len(links)} links"
        raise BadUsage(en=en, zh=f"流量表一次太大：{days} 天 × {slots} 个时段 × {len(links)} 个断面")
    flat = (local // DAY - first_day) * slots + np.minimum(local % DAY // minutes, slots - 1)
    dense = _fill(flat[known], codes[known], modes[known], counts[known], (days * slots, len(links)))
    last = int(np.flatnonzero((dense >= 0).any(axis=1)).max(initial=0))
    grid = _ends(first_day, days, slots, minutes, zone)
    return FlowTensor(links, minutes, first_day, dense.reshape(days, slots, len(links)), grid, last)


def _connected(days: Ints) -> NDArray[np.bool_]:
    """Which readings are not stray: less than a hundredth of all, more than a quarter of a year from the others."""
    distinct, where, counts = np.unique(days, return_inverse=True, return_counts=True)
    spell = np.concatenate(([0], np.cumsum(np.diff(distinct) > STRAY_DAYS)))
    held = np.bincount(spell, weights=counts)
    return np.asarray((held >= 0.01 * len(days))[spell][where], dtype=np.bool_)


def _codes(flow: pa.Table, column: str) -> tuple[Ints, tuple[str, ...]]:
    if column not in flow.column_names:
        return np.zeros(len(flow), dtype=np.int64), ("",)
    values = pc.fill_null(flow[column].cast(pa.string()), "")
    names = sorted(pc.unique(values).to_pylist())
    return pc.index_in(values, value_set=pa.array(names)).to_numpy().astype(np.int64), tuple(names)


def _fill(flat: Ints, codes: Ints, modes: Ints, counts: Ints, shape: tuple[int, int]) -> NDArray[np.int32]:
    total = np.full(shape, MISSING, dtype=np.int32)
    seen = np.zeros(shape[1], dtype=bool)
    for mode in np.unique(modes):
        here = modes == mode
        one = np.full(shape, MISSING, dtype=np.int32)
        one[flat[here], codes[here]] = np.clip(counts[here], MISSING, 2_000_000)
        total = _add_mode(total, one, seen)
        seen |= (one >= 0).any(axis=0)
    return total


def _add_mode(total: NDArray[np.int32], one: NDArray[np.int32], seen: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Add a mode; after both have been heard of, a slot needs both."""
    if not seen.any():
        return one
    heard_total = np.logical_or.accumulate(total >= 0, axis=0)
    heard_one = np.logical_or.accumulate(one >= 0, axis=0)
    both = (total >= 0) & (one >= 0)
    alone = ~(heard_total & heard_one)
    return np.where(both, total + one, np.where(alone, np.maximum(total, one), MISSING)).astype(np.int32)


def _offsets(minutes: Ints, zone: tzinfo) -> Ints:
    """Offset from UTC in minutes at each moment; looked up once an hour."""
    hours, where = np.unique(minutes // 60, return_inverse=True)
    table = np.array([_offset(int(hour) * 60, zone) for hour in hours], dtype=np.int64)
    return np.asarray(table[where], dtype=np.int64)


def _offset(minutes: int, zone: tzinfo) -> int:
    offset = _moment(minutes).astimezone(zone).utcoffset() or timedelta()
    return int(offset.total_seconds()) // 60


def _ends(first_day: int, days: int, slots: int, minutes: int, zone: tzinfo) -> Ints:
    """End of every local slot in UTC minutes; a day's length is 23 or 25 h where clocks change."""
    starts = np.arange(days)[:, None] * DAY + np.arange(slots)[None, :] * minutes
    local = first_day * DAY + starts.reshape(-1) + minutes
    guess = local - _offsets(local, zone)
    exact = local - _offsets(guess, zone)
    return exact.reshape(days, slots)
