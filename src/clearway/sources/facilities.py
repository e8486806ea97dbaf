"""Facilities: ``kind, name, lat, lon, capacity``."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path

from clearway.core.facilities import Facility, FacilityKind
from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.sources.cells import choice, identifier, integer
from clearway.sources.columns import Column, Layout
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.points import point_columns, point_of
from clearway.sources.rows import make_rows, settle
from clearway.sources.sheet import Row, read_sheet

_SYNONYMS = {
    "医院": FacilityKind.HOSPITAL,
    "诊所": FacilityKind.CLINIC,
    "卫生院": FacilityKind.CLINIC,
    "卫生室": FacilityKind.CLINIC,
    "社区卫生服务中心": FacilityKind.CLINIC,
    "药店": FacilityKind.PHARMACY,
    "药房": FacilityKind.PHARMACY,
    "市场": FacilityKind.MARKET,
    "菜市场": FacilityKind.MARKET,
    "农贸市场": FacilityKind.MARKET,
    "超市": FacilityKind.MARKET,
    "supermarket": FacilityKind.MARKET,
    "学校": FacilityKind.SCHOOL,
    "消防站": FacilityKind.FIRE_STATION,
    "消防救援站": FacilityKind.FIRE_STATION,
    "fire": FacilityKind.FIRE_STATION,
    "急救站": FacilityKind.AMBULANCE_STATION,
    "急救点": FacilityKind.AMBULANCE_STATION,
    "ambulance": FacilityKind.AMBULANCE_STATION,
    "商铺": FacilityKind.SHOP,
    "商户": FacilityKind.SHOP,
    "门店": FacilityKind.SHOP,
    "个体户": FacilityKind.SHOP,
    "农场": FacilityKind.FARM,
    "合作社": FacilityKind.FARM,
    "大棚": FacilityKind.FARM,
    "企业": FacilityKind.FIRM,
    "工厂": FacilityKind.FIRM,
    "公司": FacilityKind.FIRM,
}

LAYOUT = Layout(
    feed=Feed.FACILITIES,
    columns=(
        Column(
            name="kind",
            parse=choice(FacilityKind, _SYNONYMS),
            aliases=("type", "类型", "类别", "设施类型"),
            required=True,
            filled=True,
        ),
        Column(name="name", parse=identifier, aliases=("名称", "设施名称", "机构名称"), required=True),
        *point_columns(required=True),
        Column(name="capacity", parse=integer(0), aliases=("容量", "床位", "床位数")),
    ),
)


def read_facilities(
    path: Path,
    *,
    zone: tzinfo = UTC,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[Facility, ...]]:
    """The facilities of a table, one a row, one entrance each; two of a name at different points stay two.

    Raises:
        BadFile: the file as a whole is not such a table.
    """

    def make(row: Row) -> Facility:
        point = point_of(row, datum)
        assert point is not None, "lat and lon may not be empty"
        return Facility(
            kind=row["kind"], name=row["name"] or "", entrances=(point,), capacity=row["capacity"], source="table"
        )

    sheet = read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda f: (f.kind.value, f.name, f.entrances), "name")
