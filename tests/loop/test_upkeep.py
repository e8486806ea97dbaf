"""Silent counters go from the counts to the board, and off it again when they report."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyarrow as pa
import pytest

from clearway.core.people import Role
from clearway.core.sensors import SensorLink
from clearway.loop.neighbourhood import Neighbourhood
from clearway.loop.upkeep import note_silent_sensors
from clearway.record import reading
from clearway.record.models import LedgerLine
from clearway.record.reading.upkeep import silent_sensors
from tests.examples import COUNTY, POINT
from tests.web.pages import Page
from tests.web.town import Town, build_town, desk, now, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    """The small town of the page tests."""
    return build_town()


LINKS = ("s-1", "s-2", "s-3")


def _counts(silent_for: dict[str, int], at: datetime) -> pa.Table:
    rows = [
        {
            "link": link,
            "at": at - timedelta(hours=hour),
            "minutes": 60,
            "count": None if hour < silent_for.get(link, 0) else 5,
        }
        for link in LINKS
        for hour in range(1, 72)
    ]
    schema = pa.schema(
        [("link", pa.string()), ("at", pa.timestamp("us", tz="UTC")), ("minutes", pa.int32()), ("count", pa.int32())]
    )
    return pa.Table.from_pylist(rows, schema=schema)


def _note(silent_for: dict[str, int]) -> None:
    at = now()
    sensors = [SensorLink(link=link, point=POINT) for link in LINKS]
    places = {place.code: place for place in reading.places()}
    note_silent_sensors(_counts(silent_for, at), (), sensors, Neighbourhood(places, COUNTY), desk(Role.MACHINE, at))


def test_a_counter_that_stops_is_on_the_board_until_it_reports(town: Town) -> None:
    _note({"s-2": 30})
    assert [row.link for row in silent_sensors()] == ["s-2"]
    text = Page(signed_in(Role.TOWNSHIP, language="en").get("/board/").content.decode()).text
    assert "Counters to repair" in text
    assert "s-2" in text
    lines = LedgerLine.objects.count()
    _note({"s-2": 30})
    assert LedgerLine.objects.count() == lines
    _note({})
    assert silent_sensors() == ()


def test_a_feed_that_stops_as_a_whole_lists_no_counter(town: Town) -> None:
    _note(dict.fromkeys(LINKS, 30))
    assert silent_sensors() == ()
    _note({"s-2": 30})
    assert [row.link for row in silent_sensors()] == ["s-2"]
