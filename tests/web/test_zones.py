"""The three zones on the web: an area or a place in, a proposal beside what was asked for out."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from clearway.core.people import Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.record import feeds
from tests.examples import COMMUNITY, COUNTY, a_load
from tests.journeys.streets import Streets, laid
from tests.web.pages import HAN, Page
from tests.web.town import Town, now, signed_in, visitor

pytestmark = pytest.mark.django_db
#: The walled compound of ``streets``.
COMPOUND = "113.0030,33.9985;113.0070,33.9985;113.0070,33.9997;113.0030,33.9997"


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


@pytest.fixture
def office(town: Town) -> Client:
    return signed_in(Role.COUNTY_GOVERNMENT)


def test_each_zone_is_proposed_beside_what_was_asked_for(office: Client, streets: Streets) -> None:
    document = office.get(f"/roads/zones?sealed={COMPOUND}").json()
    assert [zone["zone"] for zone in document["zones"]] == ["sealed", "controlled", "prevention"]
    sealed = document["zones"][0]
    assert sealed["given"] is True
    assert sealed["proposed"]["people_cut_off"] == 0
    assert sealed["proposed"]["blocked"] == []
    assert sealed["proposed"]["checkpoints"]
    assert set(sealed["asked"]) == set(sealed["proposed"])
    assert sealed["asked"]["people_cut_off"] >= sealed["proposed"]["people_cut_off"]
    assert {one["properties"].get("which") for one in document["map"]["features"]} >= {"asked", "proposed"}


def test_an_area_drawn_for_a_zone_takes_its_place(office: Client, streets: Streets) -> None:
    wider = "113.0025,33.9983;113.0074,33.9983;113.0074,33.9999;113.0025,33.9999"
    document = office.get(f"/roads/zones?sealed={COMPOUND}&zone=controlled&area={wider}").json()
    assert [zone["given"] for zone in document["zones"]] == [True, True, False]


def test_without_a_map_a_place_and_metres_do(office: Client, streets: Streets) -> None:
    code = f"{COMMUNITY}-C08"
    place = Place(code=code, kind=PlaceKind.COMPOUND, name="双门小区", point=Point(33.9992, 113.005))
    feeds.store_places([place], load=a_load("places"), by=machine(COUNTY), at=now())
    page = Page(office.get(f"/roads/zones/?place={code}&metres=120").content.decode())
    shapes = next(attrs["data-shapes"] for _, attrs in page.tags if attrs.get("id") == "drawn")
    roles = {one["properties"]["role"] for one in json.loads(shapes)["features"]}
    assert {"sealed", "asked"} <= roles
    assert roles & {"checkpoint", "closed"}


def test_the_page_speaks_both_languages(town: Town, streets: Streets) -> None:
    english = Page(signed_in(Role.TOWNSHIP, language="en").get(f"/roads/zones/?sealed={COMPOUND}").content.decode())
    assert not [text for text in english.own if HAN.search(text)]
    assert "Staffed and open" in english.text
    chinese = Page(signed_in(Role.COUNTY_GOVERNMENT).get(f"/roads/zones/?sealed={COMPOUND}").content.decode())
    assert not [text for text in chinese.own if " the " in text]


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        ("", "no_road_there"),
        ("sealed=113,34;113.1,34", "no_road_there"),
        ("sealed=113,34;113,34;113,34", "no_road_there"),
        ("sealed=10,10;10.1,10;10.1,10.1", "no_road_there"),
        ("sealed=112,33;114,33;114,35;112,35", "everything_closes"),
        (f"zone=x&area={COMPOUND}", "bad_usage"),
        (f"zone=controlled&area={COMPOUND}", "no_road_there"),
    ],
)
def test_what_cannot_be_drawn_is_said(office: Client, streets: Streets, ask: str, code: str) -> None:
    answer = office.get(f"/roads/zones?{ask}")
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert HAN.search(answer.json()["detail"])
    assert office.get(f"/roads/zones/?{ask}").status_code == 200
    assert office.get(f"/roads/zones/part?{ask}").status_code == 200


def test_zones_are_for_offices(town: Town, streets: Streets) -> None:
    resident = signed_in(Role.RESIDENT)
    for address in ("/roads/zones", "/roads/zones/", "/roads/zones/part"):
        assert visitor().get(address).status_code == 302
        assert resident.get(address).status_code == 403
