"""Places loaded after the roads: the people move in, the layers follow, and loading again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearway.core.intake import Feed
from clearway.core.people import machine
from clearway.environment import read_environment
from clearway.loop.load import load
from clearway.loop.networks import open_roads
from tests.examples import COUNTY
from tests.journeys.streets import draw
from tests.web.town import now

pytestmark = pytest.mark.django_db
PLACES = "code,kind,name,lat,lon,population,age60\n990102001001-C01,compound,双门小区,33.9990,113.0076,1200,300\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEARWAY_HOME", str(tmp_path))
    assert read_environment().home == tmp_path
    return tmp_path


def bring(feed: Feed, path: Path) -> str:
    (result,) = load(feed, [path], by=machine(COUNTY), at=now())
    return " ".join(note.en for note in result.notes)


def test_places_after_roads_settle_their_people_and_build_the_layers_anew(home: Path, tmp_path: Path) -> None:
    roads = draw().write(tmp_path / "streets.osm.pbf")
    places = tmp_path / "places.csv"
    places.write_text(PLACES, encoding="utf-8")
    bring(Feed.ROADS, roads)
    (before,) = open_roads(home / "roads")
    assert before.network.homes.source == "buildings"
    assert "1,200 people settled anew" in bring(Feed.PLACES, places)
    (after,) = open_roads(home / "roads")
    assert after.network.homes.people.sum() == 1200
    assert {layer.people.sum() for layer in after.layers} == {1200}
    assert bring(Feed.PLACES, places) == ""
    assert bring(Feed.ROADS, roads) == ""


def test_places_far_from_the_roads_leave_the_people_where_they_are(home: Path, tmp_path: Path) -> None:
    bring(Feed.ROADS, draw().write(tmp_path / "streets.osm.pbf"))
    places = tmp_path / "places.csv"
    places.write_text(PLACES.replace("33.9990", "35.5"), encoding="utf-8")
    assert bring(Feed.PLACES, places) == ""
    (roads,) = open_roads(home / "roads")
    assert roads.network.homes.source == "buildings"
