"""The same code on simulated traffic of SUMO, hourly pedestrians of Melbourne and daily counts of Zurich."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from clearway.core.places import Point
from clearway.core.sensors import SensorLink
from clearway.warn.flow import scan
from clearway.warn.fusion import fuse
from tests.warn.towns import LATER, confirmed, shared

pytestmark = pytest.mark.shared

#: Public holidays of Victoria in the file, from its second week on.
HOLIDAYS = {
    *(date(2012, m, d) for m, d in ((1, 26), (3, 12), (4, 6), (4, 7), (4, 9), (4, 25), (6, 11), (11, 6), (12, 25))),
    *(date(2012, 12, 26), date(2013, 1, 1), date(2013, 1, 28), date(2013, 3, 11), date(2013, 3, 29)),
    *(date(2013, 3, 30), date(2013, 4, 1), date(2013, 4, 25), date(2013, 6, 10), date(2013, 11, 5)),
    *(date(2013, 12, 25), date(2013, 12, 26)),
}


def _table(name: str, link: str = "link") -> pa.Table:
    table = pq.read_table(shared(name))
    return pa.table(
        {
            "link": table[link].cast(pa.string()),
            "at": table["at"].cast(pa.timestamp("us", tz="UTC")),
            "minutes": table["minutes"].cast(pa.int32()),
            "count": table["count"].cast(pa.int32()),
        }
    )


def test_sumo_closures_with_25_passages_are_found_and_no_place_is_wrong() -> None:
    table = _table("flow/sumo_town_counts.parquet")
    with shared("flow/sumo_town_links.csv").open() as file:
        sensors = [
            SensorLink(
                link=row["link"],
                point=Point(float(row["lat"]), float(row["lon"])),
                from_node=row["from_node"],
                to_node=row["to_node"],
            )
            for row in csv.DictReader(file)
        ]
    with shared("flow/sumo_town_closures.csv").open() as file:
        truth = [
            (row["link"], datetime.fromisoformat(row["closed_from"]), datetime.fromisoformat(row["closed_to"]))
            for row in csv.DictReader(file)
        ]
    found = scan(table, sensors, (), LATER)
    sure = confirmed(found)
    right = [one for one in sure if any(one.link == link and a <= one.raised_at <= b for link, a, b in truth)]
    incidents = [one for one in fuse(found, (), LATER) if one.state == "confirmed"]
    good = [one for one in incidents if {e.link for e in one.episodes} & {e.link for e in right}]
    assert len({one.link.lstrip("-") for one in right}) >= 0.9 * 13
    assert len(good) >= 0.9 * len(incidents)
    assert len(right) >= 0.85 * len(sure)


def test_no_confirmed_closure_on_melbournes_public_holidays_even_without_a_calendar() -> None:
    zone = ZoneInfo("Australia/Melbourne")
    found = confirmed(scan(_table("flow/melbourne_pedestrians_2012_2013.parquet"), (), (), LATER, zone=zone))
    assert [one for one in found if one.raised_at.date() in HOLIDAYS] == []
    assert len(found) < 100


def test_zurichs_spring_of_2020_is_a_fall_of_the_city_not_of_places() -> None:
    found = confirmed(
        scan(_table("flow/zurich_daily_2020_2021.parquet"), (), (), LATER, zone=ZoneInfo("Europe/Zurich"))
    )
    spring = [one for one in found if one.raised_at < datetime(2020, 6, 1, tzinfo=UTC)]
    assert spring == []


def test_a_week_long_closure_is_found_in_daily_counts() -> None:
    zone = ZoneInfo("Europe/Zurich")
    table = _table("flow/zurich_daily_2020_2021.parquet", "station").to_pylist()
    first = datetime(2021, 6, 16, tzinfo=zone)
    for row in table:
        if row["link"] == "VZS_LAN*" and first <= row["at"] < first + timedelta(days=8):
            row["count"] //= 20
    found = confirmed(scan(pa.Table.from_pylist(table), (), (), LATER, zone=zone))
    mine = [one for one in found if one.link == "VZS_LAN*" and one.since == first]
    assert len(mine) == 1
    assert mine[0].raised_at - first <= timedelta(days=5)
