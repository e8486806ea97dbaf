"""Places of the region tree, from a table or GeoJSON."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path

from clearway.core.intake import Feed
from clearway.core.places import Place, PlaceKind, parent_code
from clearway.core.words import Bilingual
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import choice, integer, place_code, words
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.geojson import is_geojson, read_geojson
from clearway.sources.intake import Intake
from clearway.sources.points import point_columns, point_of
from clearway.sources.rows import RowUnfit, make_rows, settle
from clearway.sources.sheet import Row, as_sheet, read_sheet

_SYNONYMS = {
    "省": PlaceKind.PROVINCE,
    "市": PlaceKind.CITY,
    "县": PlaceKind.COUNTY,
    "区": PlaceKind.COUNTY,
    "区县": PlaceKind.COUNTY,
    "乡镇": PlaceKind.TOWNSHIP,
    "镇": PlaceKind.TOWNSHIP,
    "乡": PlaceKind.TOWNSHIP,
    "街道": PlaceKind.TOWNSHIP,
    "town": PlaceKind.TOWNSHIP,
    "社区": PlaceKind.COMMUNITY,
    "居委会": PlaceKind.COMMUNITY,
    "村": PlaceKind.VILLAGE,
    "村委会": PlaceKind.VILLAGE,
    "小区": PlaceKind.COMPOUND,
    "楼": PlaceKind.BUILDING,
    "楼栋": PlaceKind.BUILDING,
    "单元": PlaceKind.UNIT,
    "门": PlaceKind.GATE,
    "大门": PlaceKind.GATE,
    "出入口": PlaceKind.GATE,
}

LAYOUT = Layout(
    feed=Feed.PLACES,
    columns=(
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES, required=True, filled=True),
        Column(name="parent", parse=place_code, aliases=("parent_code", "上级", "上级代码", "上级区划代码")),
        Column(
            name="kind",
            parse=choice(PlaceKind, _SYNONYMS),
            aliases=("type", "level", "类型", "地点类型", "级别"),
            required=True,
            filled=True,
        ),
        Column(name="name", parse=words, aliases=("名称", "地名", "地点名称"), required=True, filled=True),
        Column(name="population", parse=integer(0), aliases=("人口", "常住人口")),
        Column(name="age60", parse=integer(0), aliases=("60岁以上", "六十岁以上人口", "老年人口")),
        *point_columns(required=False),
    ),
)
_FEWER = Bilingual("不超过人口数", "not more than the population")
_INSIDE = Bilingual("代码开头所示的上级", "the place its own code lies in")


def read_places(
    path: Path,
    *,
    zone: tzinfo = UTC,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[Place, ...]]:
    """The places of a table, or of the features of a GeoJSON file (a polygon stands at its inner point).

    A parent that is not given is read from the code.

    Raises:
        BadFile: the file as a whole is not such a table or GeoJSON.
    """

    def make(row: Row) -> Place:
        code, people, old = row["place_code"], row["population"], row["age60"]
        if old is not None and people is not None and old > people:
            raise RowUnfit("age60", str(old), Unfit(_FEWER, "out_of_range"))
        parent = row["parent"] or parent_code(code)
        if parent == code:
            raise RowUnfit("parent", code, Unfit(_INSIDE, "own_parent"))
        return Place(
            code=code,
            kind=row["kind"],
            name=row["name"],
            parent=parent,
            population=people,
            age60=old,
            point=point_of(row, datum),
        )

    sheet = as_sheet(read_geojson(path), LAYOUT) if is_geojson(path) else read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda place: place.code, "place_code")
