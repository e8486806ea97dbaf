"""People and materials by place, as offices count them."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.core.resources import Held, Item
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import choice, day, integer, place_code
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.rows import FUTURE, KnownPlaces, RowUnfit, make_rows, settle
from clearway.sources.sheet import Row, read_sheet

_ITEMS = {
    "流行病学专业人员": Item.EPIDEMIOLOGIST,
    "流调人员": Item.EPIDEMIOLOGIST,
    "防疫联络员": Item.LIAISON,
    "联络员": Item.LIAISON,
    "隔离墩": Item.BARRIER_SET,
    "应急照明": Item.EMERGENCY_LIGHT,
    "应急照明设备": Item.EMERGENCY_LIGHT,
    "核酸检测设备": Item.TEST_DEVICE,
    "检测设备": Item.TEST_DEVICE,
    "防护物资": Item.PROTECTIVE_KIT,
    "防护套装": Item.PROTECTIVE_KIT,
    "工作人员": Item.WORKER,
    "基层工作人员": Item.WORKER,
}

LAYOUT = Layout(
    feed=Feed.STOCK,
    columns=(
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES, required=True, filled=True),
        Column(
            name="item",
            parse=choice(Item, _ITEMS),
            aliases=("物资", "品名", "项目", "类别"),
            required=True,
            filled=True,
        ),
        Column(
            name="quantity",
            parse=integer(0),
            aliases=("count", "数量", "库存", "人数"),
            required=True,
            filled=True,
        ),
        Column(name="on", parse=day, aliases=("date", "日期", "盘点日期"), required=True, filled=True),
    ),
)


def read_stock(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[Held, ...]]:
    """What places hold, one place and item a row; days after ``at`` (in ``zone``) are rejected.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)
    today = None if at is None else at.astimezone(zone).date()

    def make(row: Row) -> Held:
        known.check(row["place_code"])
        if today is not None and row["on"] > today:
            raise RowUnfit("on", row["on"].isoformat(), Unfit(FUTURE, "future"))
        return Held(**row)

    sheet = read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda h: (h.place_code, h.item), "place_code")
