"""Counts of passages per link and interval, as the FLOW TABLE (see ``read_flow``)."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.core.words import Bilingual
from clearway.sources.cells import INT32_MAX, identifier, integer, moment
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.links import LINK
from clearway.sources.rows import FUTURE
from clearway.sources.sheet import Parsed, Sheet, read_sheet

Ints = npt.NDArray[np.int64]

FLOW_SCHEMA = pa.schema(
    [
        ("link", pa.string()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("minutes", pa.int32()),
        ("count", pa.int32()),
        ("mode", pa.string()),
    ]
)
MINUTES_A_DAY = 1440
_NO_REPORT = -1
_ONCE = Bilingual(
    "同一路段、时刻和方式只有一个读数；后面的行已取代它",
    "one reading for a link, moment and mode: a later row took its place",
)

LAYOUT = Layout(
    feed=Feed.FLOW,
    columns=(
        LINK,
        Column(
            name="at",
            parse=moment,
            aliases=("time", "timestamp", "datetime", "start", "时间", "时刻", "开始时间", "统计时间", "采集时间"),
            required=True,
            filled=True,
        ),
        Column(
            name="minutes",
            parse=integer(1, MINUTES_A_DAY),
            aliases=("interval", "interval_minutes", "时长", "间隔", "间隔分钟", "分钟", "分钟数", "时间间隔"),
            required=True,
            filled=True,
        ),
        Column(
            name="count",
            parse=integer(0, INT32_MAX),
            aliases=("volume", "flow", "流量", "计数", "数量", "通过数", "通过量", "车流量", "人流量"),
            required=True,
        ),
        Column(name="mode", parse=identifier, aliases=("方式", "交通方式", "出行方式")),
    ),
)


def read_flow(
    path: Path,
    *,
    zone: tzinfo = UTC,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
    links: frozenset[str] | None = None,
) -> Intake[pa.Table]:
    """The FLOW TABLE of a file of counts (``FLOW_SCHEMA``).

    Columns: link string, at timestamp[us, UTC] (start of interval), minutes int32, count int32 nullable
    (null: no report, 0: nobody passed), mode string; one row per link, moment and mode, sorted by link and moment.
    Readings that start after ``at`` are rejected; late ones are kept. Links that are not among ``links`` are kept
    and named in a note. A moment must bring its own offset: ``zone`` is never used to guess one.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    sheet = read_sheet(path, LAYOUT)
    moments = _microseconds(sheet.columns["at"])
    if at is not None:
        late = moments > int(at.timestamp() * 1_000_000)
        sheet.reject_all(late, "at", lambda index: _iso(sheet, index), Unfit(FUTURE, "future"))
    columns = {"link": _ranks(sheet, "link"), "mode": _ranks(sheet, "mode"), "at": moments}
    columns |= {name: _whole(sheet.columns[name]) for name in ("minutes", "count")}
    kept, unchanged = _latest(sheet, columns)
    _note_unknown(sheet, links)
    return Intake(
        feed=Feed.FLOW,
        file=str(path),
        digest=sheet.grid.digest,
        read=sheet.read,
        rows=_table(sheet, columns, kept),
        rejects=sheet.sorted_rejects(),
        unchanged=unchanged,
        notes=tuple(sheet.notes),
    )


def _microseconds(parsed: Parsed) -> Ints:
    """Microseconds since 1970 of every row; 0 in rows that do not fit."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    distinct = [0 if v is None else round((v - epoch).total_seconds() * 1e6) for v in parsed.values]
    return np.array(distinct, dtype=np.int64)[parsed.codes]


def _whole(parsed: Parsed) -> Ints:
    distinct = [_NO_REPORT if value is None else value for value in parsed.values]
    return np.array(distinct, dtype=np.int64)[parsed.codes]


def _iso(sheet: Sheet, index: int) -> str:
    return str(sheet.value("at", index).isoformat())


def _ranks(sheet: Sheet, name: str) -> Ints:
    """Each row's word as its rank among the sorted distinct words (all 0 where there is no such column)."""
    parsed = sheet.columns.get(name)
    if parsed is None:
        return np.zeros(len(sheet.fits), dtype=np.int64)
    order = {word: rank for rank, word in enumerate(_words(sheet, name))}
    return np.array([order[value or ""] for value in parsed.values], dtype=np.int64)[parsed.codes]


def _words(sheet: Sheet, name: str) -> list[str]:
    parsed = sheet.columns.get(name)
    return [""] if parsed is None else sorted({value or "" for value in parsed.values})


def _latest(sheet: Sheet, columns: dict[str, Ints]) -> tuple[Ints, int]:
    """Row indices kept, sorted by link, moment and mode; and how many rows said the same as the one kept.

    Of several rows with one link, moment and mode the last wins; those that said otherwise are rejected.
    """
    fit = np.flatnonzero(sheet.fits)
    order = fit[np.lexsort([columns[name][fit] for name in ("mode", "at", "link")])]
    if not len(order):
        return order, 0
    changes = np.zeros(len(order) - 1, dtype=np.bool_)
    for name in ("mode", "at", "link"):
        changes |= np.diff(columns[name][order]) != 0
    last = np.append(changes, True)
    winner = order[last][np.cumsum(np.concatenate(([0], last[:-1])))]
    same = (columns["count"][order] == columns["count"][winner]) & (
        columns["minutes"][order] == columns["minutes"][winner]
    )
    _reject_superseded(sheet, order[~last & ~same])
    return order[last], int((~last & same).sum())


def _reject_superseded(sheet: Sheet, rows: Ints) -> None:
    fault = Unfit(_ONCE, "superseded")
    for index in rows.tolist():
        sheet.reject(index, "at", _iso(sheet, index), fault)


def _note_unknown(sheet: Sheet, links: frozenset[str] | None) -> None:
    if not links:
        return
    unknown = [word for word in _words(sheet, "link") if word and word not in links]
    if unknown:
        some = ", ".join(unknown[:5]) + ("…" if len(unknown) > 5 else "")
        sheet.notes.append(
            Bilingual(
                f"{len(unknown)} 个路段未在 links 中登记，计数照常保留：{some}",
                f"{len(unknown)} links are not in the loaded links; their counts are kept: {some}",
            )
        )


def _table(sheet: Sheet, columns: dict[str, Ints], kept: Ints) -> pa.Table:
    counts = columns["count"][kept]
    arrays = [
        _spread(_words(sheet, "link"), columns["link"][kept]),
        pa.array(columns["at"][kept], pa.timestamp("us", tz="UTC")),
        pa.array(columns["minutes"][kept].astype(np.int32)),
        pa.array(np.maximum(counts, 0).astype(np.int32), mask=counts == _NO_REPORT),
        _spread(_words(sheet, "mode"), columns["mode"][kept]),
    ]
    return pa.Table.from_arrays(arrays, schema=FLOW_SCHEMA)


def _spread(words_: list[str], ranks: Ints) -> pa.Array:
    return pa.array(words_, pa.string()).take(pa.array(ranks))
