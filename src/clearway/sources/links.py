"""Counting sensors: ``link, lat, lon`` and what joins them to the road."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path

from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.core.sensors import SensorLink
from clearway.sources.cells import identifier, integer
from clearway.sources.columns import Column, Layout
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.points import point_columns, point_of
from clearway.sources.rows import make_rows, settle
from clearway.sources.sheet import Row, read_sheet

LINK = Column(
    name="link",
    parse=identifier,
    aliases=(
        "link_id",
        "sensor",
        "station_id",
        "路段",
        "路段编号",
        "断面",
        "断面编号",
        "道路编号",
        "监测点",
        "设备编号",
    ),
    required=True,
    filled=True,
)

LAYOUT = Layout(
    feed=Feed.LINKS,
    columns=(
        LINK,
        *point_columns(required=True),
        Column(name="from_node", parse=identifier, aliases=("from", "起点", "起点节点", "起始节点")),
        Column(name="to_node", parse=identifier, aliases=("to", "终点", "终点节点", "终止节点")),
        Column(name="osm_way", parse=integer(1, 2**62), aliases=("way", "osm_id", "OSM路编号")),
        Column(name="class", parse=identifier, aliases=("link_class", "road_class", "道路等级", "等级", "类别")),
    ),
)


def read_links(
    path: Path,
    *,
    zone: tzinfo = UTC,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[SensorLink, ...]]:
    """The sensors of a table, one a row (``zone``, ``at`` and ``places`` say nothing here).

    Raises:
        BadFile: the file as a whole is not such a table.
    """

    def make(row: Row) -> SensorLink:
        point = point_of(row, datum)
        assert point is not None, "lat and lon may not be empty"
        return SensorLink(
            link=row["link"],
            point=point,
            from_node=row["from_node"],
            to_node=row["to_node"],
            osm_way=row["osm_way"],
            link_class=row["class"],
        )

    sheet = read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda link: link.link, "link")
