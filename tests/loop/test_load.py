"""Files of every feed go in once; bad rows lie beside, good rows in the record or among the counts."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from clearway.core.intake import Feed, LoadResult
from clearway.core.people import machine
from clearway.core.refusals import BadFile, Refusal
from clearway.environment import read_environment
from clearway.loop.load import load
from clearway.readings.store import Store
from clearway.record import reading
from clearway.sources.datum import Datum

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
BY = machine("990102000000")
NOON = "2026-11-20T12:00:00+08:00"
FILES = {
    Feed.PLACES: (
        "地点代码,上级,类型,名称,人口,纬度,经度\n"
        "990102000000,,县,安宁县,,,\n"
        "990102001001,,社区,柳林社区,3200,34.75,113.62\n"
        "990102001002,,社区,东关社区,1800,34.77,113.64\n"
    ),
    Feed.FACILITIES: "kind,name,lat,lon,capacity\nhospital,县人民医院,34.751,113.621,400\n",
    Feed.LINKS: "link,lat,lon\nA,34.75,113.62\nB,34.77,113.64\n",
    Feed.CALENDAR: "date,kind,name\n2026-10-01,holiday,国庆节\n",
    Feed.MEASURES: "id,place_code,place_text,level,from,to\nL1,990102001001,,high,2026-11-01,2026-11-20\n",
    Feed.CASES: "place_code,on,infections\n990102001001,2026-11-22,3\n990102001002,2026-11-22,0\n",
    Feed.STOCK: "place_code,item,quantity,on\n990102001001,barrier_set,12,2026-11-20\n",
    Feed.BUDGET: "id,title,form,place_code,year,planned\nB1,风险基金,risk,990102000000,2026,48700.05\n",
    Feed.COMPLAINTS: (
        "编号,来电时间,诉求内容,lat,lon,来电号码\n"
        f"1,{NOON},小区大门被锁去不了医院,34.7501,113.6201,13812345678\n"
        f"2,{NOON},大门还锁着,34.7502,113.6202,13912345678\n"
    ),
    Feed.FLOW: f"link,at,minutes,count\nA,{NOON},5,3\nA,2026-11-20T12:05:00+08:00,5,\nB,{NOON},5,0\n",
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for the counts, rejects, keys and roads of a test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("CLEARWAY_HOME", str(folder))
    return folder


def file(folder: Path, content: str | bytes, name: str = "feed.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def load_one(feed: Feed, path: Path, **more: Path | Datum | None) -> LoadResult:
    (result,) = load(feed, [path], by=BY, at=AT, **more)  # type: ignore[arg-type]
    return result


def counts(result: LoadResult) -> tuple[int, int, int, int]:
    assert result.read == result.kept + result.unchanged + result.rejected
    return result.read, result.kept, result.unchanged, result.rejected


@pytest.mark.parametrize("feed", FILES)
def test_a_file_loaded_twice_changes_nothing(tmp_path: Path, feed: Feed) -> None:
    load_one(Feed.PLACES, file(tmp_path, FILES[Feed.PLACES], "places.csv"))
    path = file(tmp_path, FILES[feed])
    rows = FILES[feed].count("\n") - 1
    first = counts(load_one(feed, path))
    assert first == ((rows, 0, rows, 0) if feed is Feed.PLACES else (rows, rows, 0, 0))
    assert counts(load_one(feed, path)) == (rows, 0, rows, 0)


def test_every_feed_is_there_to_be_read_again(tmp_path: Path, home: Path) -> None:
    for feed, content in FILES.items():
        load_one(feed, file(tmp_path, content, f"{feed.value}.csv"))
    assert [place.name for place in reading.places()] == ["安宁县", "柳林社区", "东关社区"]
    assert [facility.name for facility in reading.facilities()] == ["县人民医院"]
    assert [sensor.link for sensor in reading.sensors()] == ["A", "B"]
    assert [day.name for day in reading.calendar()] == ["国庆节"]
    assert [measure.number for measure in reading.measures()] == ["L1"]
    assert [one.infections for one in reading.infections()] == [3, 0]
    reports = list(reading.reports())
    assert [report.place_code for report in reports] == ["990102001001"] * 2
    assert all(report.number.startswith("R2026") and "138" not in report.text for report in reports)
    assert len({report.caller for report in reports}) == 2
    store = Store(home / "readings")
    assert store.read(AT - timedelta(days=9), AT)["count"].to_pylist() == [3, None, 0]
    assert set(reading.freshness()) == {feed.value for feed in FILES}


def test_a_fresh_flow_feed_tells_when_its_counts_end(tmp_path: Path) -> None:
    load_one(Feed.FLOW, file(tmp_path, FILES[Feed.FLOW]))
    assert reading.freshness()["flow"].last_at == datetime(2026, 11, 20, 4, 5, tzinfo=UTC)


def test_bad_rows_go_to_the_rejects_file_and_good_rows_in(tmp_path: Path, home: Path) -> None:
    path = file(tmp_path, FILES[Feed.FLOW] + f"A,{NOON},5,-1\nA,2026-11-20 12:10,5,1\n", "流量.csv")
    result = load_one(Feed.FLOW, path)
    assert counts(result) == (5, 3, 0, 2)
    assert result.rejects_file == str(home / "rejects" / "flow-流量.csv.csv")
    with Path(result.rejects_file).open(encoding="utf-8", newline="") as rejects:
        rows = list(csv.DictReader(rejects))
    assert [(row["row"], row["column"], row["found"], row["code"]) for row in rows] == [
        ("4", "count", "-1", "negative"),
        ("5", "at", "2026-11-20 12:10", "no_zone"),
    ]
    assert all(row["expected"] and row["expected_zh"] and row["file"] == str(path) for row in rows)
    assert [reject.row for reject in result.examples] == [4, 5]


def test_rejects_of_several_files_go_to_the_one_asked_for(tmp_path: Path) -> None:
    one = file(tmp_path, f"link,at,minutes,count\nA,{NOON},5,-1\n", "one.csv")
    two = file(tmp_path, f"link,at,minutes,count\nA,{NOON},5,x\n", "two.csv")
    out = tmp_path / "out.csv"
    load(Feed.FLOW, [one, two], by=BY, at=AT, rejects=out)
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [Path(row["file"]).name for row in rows] == ["one.csv", "two.csv"]


def test_a_rejects_file_asked_for_is_written_even_when_empty(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = load_one(Feed.LINKS, file(tmp_path, FILES[Feed.LINKS]), rejects=out)
    assert result.rejects_file is None
    assert out.read_text(encoding="utf-8").splitlines() == ["row,column,found,expected,expected_zh,code,file"]


def test_a_row_of_the_future_is_taken_once_its_time_has_come(tmp_path: Path) -> None:
    path = file(tmp_path, f"link,at,minutes,count\nA,{NOON},5,3\nA,2026-11-23T10:00:00+08:00,5,4\n")
    assert counts(load_one(Feed.FLOW, path)) == (2, 1, 0, 1)
    (later,) = load(Feed.FLOW, [path], by=BY, at=AT + timedelta(hours=2))
    assert counts(later) == (2, 1, 1, 0)


def test_late_and_corrected_readings_replace_what_was_there(tmp_path: Path, home: Path) -> None:
    load_one(Feed.FLOW, file(tmp_path, FILES[Feed.FLOW]))
    late = file(tmp_path, f"link,at,minutes,count\nA,{NOON},5,8\nA,2026-11-19T12:00:00+08:00,5,1\n", "late.csv")
    assert counts(load_one(Feed.FLOW, late)) == (2, 2, 0, 0)
    assert Store(home / "readings").read(AT - timedelta(days=9), AT, ["A"])["count"].to_pylist() == [1, 8, None]
    assert counts(load_one(Feed.FLOW, file(tmp_path, FILES[Feed.FLOW]))) == (3, 0, 3, 0)
    assert Store(home / "readings").read(AT - timedelta(days=9), AT, ["A"])["count"].to_pylist() == [1, 8, None]


def test_places_that_do_not_exist_are_rejected_once_places_are_known(tmp_path: Path) -> None:
    strange = "place_code,on,infections\n990199009001,2026-11-22,3\n"
    load_one(Feed.PLACES, file(tmp_path, FILES[Feed.PLACES], "places.csv"))
    result = load_one(Feed.CASES, file(tmp_path, strange))
    assert [reject.code for reject in result.examples] == ["unknown_place"]


def test_a_file_of_no_rows_is_said_and_leaves_no_line_in_the_ledger(tmp_path: Path) -> None:
    result = load_one(Feed.CASES, file(tmp_path, "place_code,on,infections\n"))
    assert counts(result) == (0, 0, 0, 0)
    assert "0 rows" in result.notes[0].en
    assert "cases" not in reading.freshness()


def test_a_refused_file_does_not_hold_up_the_next(tmp_path: Path) -> None:
    bad, good = file(tmp_path, "x\n1\n", "bad.csv"), file(tmp_path, FILES[Feed.LINKS], "good.csv")
    refused: list[Refusal] = []
    (result,) = load(Feed.LINKS, [bad, good], by=BY, at=AT, refused=refused)
    assert counts(result) == (2, 2, 0, 0)
    assert [type(refusal) for refusal in refused] == [BadFile]
    with pytest.raises(BadFile, match=r"bad\.csv"):
        load(Feed.LINKS, [bad, good], by=BY, at=AT)


def test_rejects_of_files_before_a_refused_one_are_still_written(tmp_path: Path, home: Path) -> None:
    some = file(tmp_path, f"link,at,minutes,count\nA,{NOON},5,-1\n", "some.csv")
    with pytest.raises(BadFile):
        load(Feed.FLOW, [some, file(tmp_path, "x\n", "bad.csv")], by=BY, at=AT)
    assert (home / "rejects" / "flow-some.csv.csv").exists()


@pytest.mark.parametrize("content", [b"", b"not a map", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18", b"\x1f\x8b12"])
def test_roads_that_are_no_osm_file_are_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refusal) as refusal:
        load_one(Feed.ROADS, file(tmp_path, content, "town.osm.pbf"))
    assert "town.osm.pbf" in refusal.value.say("zh")


def test_a_road_file_that_is_not_there_is_refused_as_one(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"found no such file, expected an \.osm\.pbf extract"):
        load_one(Feed.ROADS, tmp_path / "gone.osm.pbf")


def test_gcj02_places_are_stored_in_wgs84(tmp_path: Path) -> None:
    load_one(Feed.LINKS, file(tmp_path, FILES[Feed.LINKS]), datum=Datum.GCJ02)
    assert 0.001 < abs(reading.sensors()[0].point.lon - 113.62) < 0.01


def test_progress_adds_up_to_a_hundred_a_file(tmp_path: Path) -> None:
    steps: list[int] = []
    paths = [file(tmp_path, FILES[Feed.LINKS], name) for name in ("a.csv", "b.csv")]
    load(Feed.LINKS, paths, by=BY, at=AT, progress=steps.append)
    assert sum(steps) == 200


def test_a_geojson_of_places_loads(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"place_code": "990102001001", "kind": "community", "name": "柳林社区"},
        "geometry": {"type": "Point", "coordinates": [113.62, 34.75]},
    }
    path = file(tmp_path, json.dumps({"type": "FeatureCollection", "features": [feature]}), "places.geojson")
    assert counts(load_one(Feed.PLACES, path)) == (1, 1, 0, 0)


def test_the_home_read_is_the_one_set(home: Path) -> None:
    assert read_environment().home == home


def test_a_parquet_of_counts_is_kept_whole(tmp_path: Path, home: Path) -> None:
    at = pa.array([datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=5 * i) for i in range(5000)])
    path = tmp_path / "flow.parquet"
    pq.write_table(pa.table({"link": ["A"] * 5000, "at": at, "minutes": [5] * 5000, "count": list(range(5000))}), path)
    assert counts(load_one(Feed.FLOW, path)) == (5000, 5000, 0, 0)
    assert Store(home / "readings").check() == ()


@pytest.mark.parametrize(
    ("feed", "columns"),
    [
        (Feed.LINKS, {"link": None, "lat": 34.5, "lon": 113.5, "class": None, "from_node": None}),
        (Feed.PLACES, {"place_code": "990102001001", "kind": "community", "name": None}),
        (Feed.FACILITIES, {"kind": "clinic", "name": None, "lat": 34.5, "lon": 113.5}),
        (Feed.MEASURES, {"id": None, "place_text": None, "from": "2026-11-01", "to": "2026-11-02", "reason": None}),
        (Feed.CALENDAR, {"date": "2026-11-01", "kind": "event", "name": None, "class": None}),
        (Feed.COMPLAINTS, {"id": None, "at": NOON, "text": None, "address": None, "caller": None, "channel": None}),
        (Feed.FLOW, {"link": None, "at": NOON, "minutes": 5, "count": 1, "mode": None}),
    ],
)
def test_odd_texts_are_kept_or_rejected_and_never_break_a_load(
    tmp_path: Path, feed: Feed, columns: dict[str, str | float | None]
) -> None:
    odd = ["a\0b", "长" * 250, "😀" * 199, "=1+1", "\u202eab", "{}", "'; DROP TABLE x; --", "长" * 30_000]
    table = pa.table({name: odd if value is None else [value] * len(odd) for name, value in columns.items()})
    path = tmp_path / "odd.parquet"
    pq.write_table(table, path)
    read, kept, _, rejected = counts(load_one(feed, path))
    assert read == len(odd)
    assert kept >= 1
    assert rejected >= 1


def test_parquet_cells_no_calendar_or_encoding_holds_are_refused_by_column(tmp_path: Path) -> None:
    path = tmp_path / "beyond.parquet"
    at = pa.array([2**62], pa.timestamp("us", tz="UTC"))
    pq.write_table(pa.table({"link": ["A"], "at": at, "minutes": [5], "count": [1]}), path)
    with pytest.raises(BadFile, match="column at of type timestamp"):
        load_one(Feed.FLOW, path)
    raw = pa.Array.from_buffers(pa.string(), 1, [None, *pa.array([b"\xff\xfe"]).buffers()[1:]])
    pq.write_table(pa.table({"link": raw, "at": [NOON], "minutes": [5], "count": [1]}), path)
    with pytest.raises(BadFile, match="column link of type"):
        load_one(Feed.FLOW, path)
