"""Links, facilities, places, cases, measures and calendar: one object a row, checked against what is known."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from clearway.core.days import DayKind
from clearway.core.facilities import FacilityKind
from clearway.core.measures import MeasureKind, RiskLevel
from clearway.core.places import Place, PlaceKind, Point, distance_m
from clearway.sources.cases import read_cases
from clearway.sources.datum import Datum, to_gcj02
from clearway.sources.days import read_calendar
from clearway.sources.facilities import read_facilities
from clearway.sources.links import read_links
from clearway.sources.measures import read_measures
from clearway.sources.places import read_places
from tests.sources.files import AT, ZONE, file, refused

HOME = Place(code="990102001001", kind=PlaceKind.COMMUNITY, name="柳林社区")


def test_links_keep_what_joins_them_to_the_road(tmp_path: Path) -> None:
    path = file(
        tmp_path, "link,lat,lon,from_node,to_node,osm_way,class\nA,34.5,113.5,1,2,77,primary\nB,34.6,113.5,,,,\n"
    )
    first, second = read_links(path, zone=ZONE).rows
    assert (first.from_node, first.osm_way, first.link_class) == ("1", 77, "primary")
    assert (second.from_node, second.osm_way, second.link_class) == (None, None, None)


@pytest.mark.parametrize(
    ("lat", "lon", "column", "code"),
    [
        ("113.5", "34.5", "lat", "swapped"),
        ("75.9", "39.4", "lat", "swapped"),
        ("95", "200", "lat", "out_of_range"),
        ("34.5", "200", "lon", "out_of_range"),
        ("34.5", "", "lon", "empty"),
        ("34,5°", "113.5", "lat", "ragged"),
        ("north", "113.5", "lat", "not_a_number"),
    ],
)
def test_a_point_that_cannot_be_is_rejected(tmp_path: Path, lat: str, lon: str, column: str, code: str) -> None:
    intake = read_links(file(tmp_path, f"link,lat,lon\nA,{lat},{lon}\nB,34.5,113.5\n"), zone=ZONE)
    assert [reject.code for reject in intake.rejects] == [code]
    assert intake.rejects[0].column in (column, "*")
    assert [link.link for link in intake.rows] == ["B"]


def test_points_in_gcj02_are_stored_in_wgs84(tmp_path: Path) -> None:
    true = Point(34.75, 113.62)
    shown = to_gcj02(true)
    path = file(tmp_path, f"link,lat,lon\nA,{shown.lat},{shown.lon}\n")
    assert distance_m(read_links(path, zone=ZONE, datum=Datum.GCJ02).rows[0].point, true) < 0.01
    assert distance_m(read_links(path, zone=ZONE).rows[0].point, true) > 100


def test_the_same_link_twice_is_unchanged_and_a_later_one_replaces_it(tmp_path: Path) -> None:
    path = file(tmp_path, "link,lat,lon\nA,34.5,113.5\nA,34.5,113.5\nB,34.5,113.5\nB,34.6,113.5\n")
    intake = read_links(path, zone=ZONE)
    assert [(link.link, link.point.lat) for link in intake.rows] == [("A", 34.5), ("B", 34.6)]
    assert intake.unchanged == 1
    assert [(reject.row, reject.code) for reject in intake.rejects] == [(3, "superseded")]
    assert intake.read == 4 == len(intake.rows) + intake.unchanged + len(intake.rejects)


def test_facilities_go_by_chinese_kinds(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "类型,名称,纬度,经度,床位数\n医院,县人民医院,34.5,113.5,400\n城堡,x,34.5,113.5,\n药店,,34.5,113.5,-1\n",
    )
    intake = read_facilities(path, zone=ZONE)
    assert [(f.kind, f.name, f.capacity) for f in intake.rows] == [(FacilityKind.HOSPITAL, "县人民医院", 400)]
    assert [(reject.column, reject.code) for reject in intake.rejects] == [
        ("kind", "unknown_value"),
        ("capacity", "negative"),
    ]


def test_two_branches_of_one_name_are_two_facilities(tmp_path: Path) -> None:
    path = file(tmp_path, "kind,name,lat,lon\npharmacy,大参林,34.5,113.5\npharmacy,大参林,34.6,113.5\n")
    assert len(read_facilities(path, zone=ZONE).rows) == 2


def test_places_know_their_parent_from_their_code(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "place_code,parent,kind,name,population,age60,lat,lon\n"
        "990102001001,,社区,柳林社区,3200,610,34.75,113.62\n"
        "990102001001-A,,compound,A区,900,1000,,\n"
        "990102001002,990102001002,village,王庄,10,,,\n"
        "9901,,city,x,,,,\n",
    )
    intake = read_places(path, zone=ZONE)
    assert [(p.code, p.parent, p.age60) for p in intake.rows] == [("990102001001", "990102001000", 610)]
    assert [reject.code for reject in intake.rejects] == ["out_of_range", "own_parent", "not_a_place_code"]


def test_places_come_from_geojson_too(tmp_path: Path) -> None:
    square = [[[113.6, 34.7], [113.62, 34.7], [113.62, 34.72], [113.6, 34.72], [113.6, 34.7]]]
    feature = {
        "type": "Feature",
        "properties": {
            "place_code": "990102001001",
            "kind": "community",
            "name": "柳林社区",
            "population": 3200,
            "x": [1],
        },
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    broken = feature | {"geometry": {"type": "Polygon", "coordinates": "no"}, "properties": {"kind": "community"}}
    path = file(tmp_path, json.dumps({"type": "FeatureCollection", "features": [feature, broken, 7]}), "places.geojson")
    intake = read_places(path, zone=ZONE)
    assert intake.rows[0].point == Point(34.71, 113.61)
    assert [reject.code for reject in intake.rejects] == ["empty", "empty"]


@pytest.mark.parametrize("content", ["{", "[1]", '{"type": "FeatureCollection"}', "7", "[" * 100_000])
def test_json_of_another_kind_is_refused(tmp_path: Path, content: str) -> None:
    assert "GeoJSON" in refused(read_places, file(tmp_path, content, "places.geojson")).say("en")


def test_infections_are_checked_against_places_and_the_day(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "地区代码,日期,新增感染,密接\n"
        "990102001001,2026-11-22,3,\n"
        "990102001001-A,2026年11月22日,0,5\n"
        "990102009999,2026-11-22,3,\n"
        "990102001001,2026-11-30,3,\n"
        "990102001001,2026-11-21,,\n",
    )
    intake = read_cases(path, zone=ZONE, at=AT, places=(HOME,))
    assert [(c.place_code, c.on, c.infections, c.contacts) for c in intake.rows] == [
        ("990102001001", date(2026, 11, 22), 3, None),
        ("990102001001-A", date(2026, 11, 22), 0, 5),
    ]
    assert [reject.code for reject in intake.rejects] == ["unknown_place", "future", "empty"]


def test_with_no_place_loaded_every_code_is_taken(tmp_path: Path) -> None:
    path = file(tmp_path, "place_code,on,infections\n990102009999,2026-11-22,3\n")
    assert read_cases(path, zone=ZONE, at=AT, places=()).rows


def test_a_listing_covers_both_its_days(tmp_path: Path) -> None:
    path = file(
        tmp_path, "id,place_id,level,county,from,to,left_censored\nL1,ab12,mid,鼓楼区,2022-04-15,2022-04-15,true\n"
    )
    (listing,) = read_measures(path, zone=ZONE).rows
    assert listing.starts_at == datetime(2022, 4, 14, 16, tzinfo=UTC)
    assert listing.ends_at == datetime(2022, 4, 15, 16, tzinfo=UTC)
    assert (listing.kind, listing.level, listing.place_code) == (MeasureKind.LISTING, RiskLevel.MEDIUM, None)
    assert listing.place_text == "鼓楼区 ab12"
    assert listing.left_censored
    assert not listing.right_censored


def test_a_registered_measure_may_give_moments_and_legal_fields(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "编号,地点代码,措施类型,开始时间,结束时间,法律依据,封堵方式,设置主体\n"
        "M1,990102001001,seal_area,2026-11-20T08:00:00+08:00,2026-11-25T08:00:00+08:00,第三十九条,围挡,政府\n",
    )
    (measure,) = read_measures(path, zone=ZONE, places=(HOME,)).rows
    assert measure.in_force(AT)
    assert (measure.legal_basis, measure.barrier, measure.imposed_by) == ("第三十九条", "fence", "government")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("M1,x,2022-04-15,2022-04-14,", "ends_before_start"),
        ("M1,x,2022-04-15,,", "empty"),
        ("M1,,2022-04-15,2022-04-16,", "empty"),
        ("M1,x,2022-04-15T08:00:00,2022-04-16,", "no_zone"),
        ("M1,x,soon,2022-04-16,", "not_a_moment"),
        (",x,2022-04-15,2022-04-16,", "empty"),
        ("M1,x,2022-04-15,2022-04-16,990109000000", "unknown_place"),
        ("M1,x,2022-04-15,2022-04-16,12", "not_a_place_code"),
    ],
)
def test_a_measure_that_cannot_be_is_rejected(tmp_path: Path, row: str, code: str) -> None:
    path = file(tmp_path, f"id,place_text,from,to,place_code\n{row}\n")
    intake = read_measures(path, zone=ZONE, places=(HOME,))
    assert [reject.code for reject in intake.rejects] == [code]


def test_the_calendar_takes_both_languages(tmp_path: Path) -> None:
    path = file(tmp_path, "日期,类型,名称\n2026-10-01,节假日,国庆节\n2026-10-10,workday,\n2026-10-11,feast,\n")
    intake = read_calendar(path, zone=ZONE)
    assert [(d.day, d.kind, d.name) for d in intake.rows] == [
        (date(2026, 10, 1), DayKind.HOLIDAY, "国庆节"),
        (date(2026, 10, 10), DayKind.WORKDAY, ""),
    ]
    assert [reject.code for reject in intake.rejects] == ["unknown_value"]
