"""People who travel in, by origin and day, and who shares stairs and lifts: what imports and shared stairs rest on."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.core.sent_readings import SharedStairs, Travelled
from clearway.core.words import Bilingual
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import day, integer, number, place_code
from clearway.sources.columns import Cell, Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.rows import FUTURE, KnownPlaces, RowUnfit, make_rows, settle
from clearway.sources.sheet import Row, read_sheet

_SHARE = Bilingual("0 至 1 的占比（不是百分数）", "a share between 0 and 1 (not per cent)")
_ORDER = Bilingual("下限 ≤ 感染率 ≤ 上限", "prevalence_low ≤ prevalence ≤ prevalence_high")
_ELSEWHERE = Bilingual("另一处的代码", "the code of another place")


def _share(cell: Cell) -> float:
    """A share from 0 to 1.

    Raises:
        Unfit: none.
    """
    value = number(cell)
    if not 0 <= value <= 1:
        raise Unfit(_SHARE, "out_of_range")
    return value


MOBILITY = Layout(
    feed=Feed.MOBILITY,
    columns=(
        Column(
            name="origin",
            parse=place_code,
            aliases=("from", "来源地", "出发地", "来源地代码"),
            required=True,
            filled=True,
        ),
        Column(
            name="place_code",
            parse=place_code,
            aliases=(*PLACE_CODE_ALIASES, "destination", "to", "目的地", "到达地"),
            required=True,
            filled=True,
        ),
        Column(name="on", parse=day, aliases=("date", "day", "日期"), required=True, filled=True),
        Column(
            name="travellers",
            parse=integer(0),
            aliases=("people", "count", "人数", "流入人数"),
            required=True,
            filled=True,
        ),
        Column(name="prevalence", parse=_share, aliases=("感染率", "来源地感染率")),
        Column(name="prevalence_low", parse=_share, aliases=("感染率下限",)),
        Column(name="prevalence_high", parse=_share, aliases=("感染率上限",)),
    ),
)

STAIRS = Layout(
    feed=Feed.STAIRS,
    columns=(
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES, required=True, filled=True),
        Column(
            name="stairs",
            parse=integer(1),
            aliases=("lifts", "楼梯数", "楼梯电梯数", "电梯数"),
            required=True,
            filled=True,
        ),
        Column(
            name="residents",
            parse=integer(0),
            aliases=("people", "persons", "人数", "居民数"),
            required=True,
            filled=True,
        ),
        Column(name="on", parse=day, aliases=("date", "日期", "清点日期"), required=True, filled=True),
    ),
)


def read_mobility(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[Travelled, ...]]:
    """Travellers, one origin, place and local day a row; an origin may be anywhere, ``place_code`` is one of ours.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)
    today = None if at is None else at.astimezone(zone).date()

    def make(row: Row) -> Travelled:
        known.check(row["place_code"])
        if row["origin"] == row["place_code"]:
            raise RowUnfit("origin", row["origin"], Unfit(_ELSEWHERE, "same_place"))
        if today is not None and row["on"] > today:
            raise RowUnfit("on", row["on"].isoformat(), Unfit(FUTURE, "future"))
        _ordered(row)
        return Travelled(**row)

    sheet = read_sheet(path, MOBILITY)
    return settle(sheet, make_rows(sheet, make), lambda one: (one.origin, one.place_code, one.on), "origin")


def _ordered(row: Row) -> None:
    middle, low, high = row["prevalence"], row["prevalence_low"], row["prevalence_high"]
    if middle is None and (low is not None or high is not None):
        raise RowUnfit("prevalence", "", Unfit(_ORDER, "empty"))
    if middle is None:
        return
    first, last = (middle if end is None else end for end in (low, high))
    if not first <= middle <= last:
        raise RowUnfit("prevalence", f"{first:g}, {middle:g}, {last:g}", Unfit(_ORDER, "disordered"))


def read_stairs(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[SharedStairs, ...]]:
    """Stairs and who lives on them, one building or unit a row.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)
    today = None if at is None else at.astimezone(zone).date()

    def make(row: Row) -> SharedStairs:
        known.check(row["place_code"])
        if today is not None and row["on"] > today:
            raise RowUnfit("on", row["on"].isoformat(), Unfit(FUTURE, "future"))
        return SharedStairs(**row)

    sheet = read_sheet(path, STAIRS)
    return settle(sheet, make_rows(sheet, make), lambda one: one.place_code, "place_code")
