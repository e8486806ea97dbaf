"""What closing a gate or a way would do, asked on the map, without it and by programs; and the ways that matter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from clearway.core.barriers import Barrier
from clearway.core.decisions import Decision
from clearway.core.events import MeasureRegistered
from clearway.core.people import Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.loop.look_at_map import roads_of
from clearway.loop.open_early import open_roads_early
from clearway.record import feeds
from clearway.record.door import commit
from tests.examples import COMMUNITY, COUNTY, a_load, a_measure
from tests.journeys.streets import Streets, laid
from tests.web.pages import HAN, Page
from tests.web.town import Town, now, signed_in, visitor

pytestmark = pytest.mark.django_db
BOTH_GATES_AREA = "113.0025,33.9993;113.0072,33.9993;113.0072,33.9998;113.0025,33.9998"


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


@pytest.fixture
def office(town: Town) -> Client:
    return signed_in(Role.COUNTY_GOVERNMENT)


def told(client: Client, address: str) -> dict[str, Any]:
    """The JSON answer."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    document: dict[str, Any] = answer.json()
    return document


def hospital(document: dict[str, Any]) -> dict[str, Any]:
    return next(kind for kind in document["kinds"] if kind["kind"] == "hospital")


def test_the_only_road_to_the_hospital_cuts_everybody_off_and_says_so(office: Client, streets: Streets) -> None:
    document = told(office, f"/roads/whatif?link={streets.hospital_road}")
    assert hospital(document)["people_cut_off"] == hospital(document)["people"] == 2
    assert [one["why"] for one in document["protected"]] == ["hospital_approach", "emergency_way"]
    assert document["people_source"] == "buildings"
    assert hospital(document)["cut_off_age60"] is None
    assert {one["properties"]["role"] for one in document["map"]["features"]} == {"closed", "before", "home"}


def test_once_the_layers_are_open_an_answer_takes_less_than_a_second(office: Client, streets: Streets) -> None:
    first = told(office, f"/roads/whatif?link={streets.south}")
    again = told(office, f"/roads/whatif?link={streets.south}")
    assert again["seconds"] < 1
    assert again["kinds"] == first["kinds"]


def test_one_of_two_gates_costs_a_way_round_and_draws_it(office: Client, streets: Streets) -> None:
    document = told(office, f"/roads/whatif?link={streets.south}")
    assert hospital(document)["people_cut_off"] == 0
    assert hospital(document)["people_delayed"] == 1
    assert document["protected"] == []
    after = next(one for one in document["map"]["features"] if one["properties"]["role"] == "after")
    before = next(one for one in document["map"]["features"] if one["properties"]["role"] == "before")
    assert after["properties"]["ms"] > before["properties"]["ms"]
    assert after["geometry"]["coordinates"][-1] == before["geometry"]["coordinates"][-1]


def test_both_gates_at_once_by_drawing_an_area_round_them(office: Client, streets: Streets) -> None:
    for ask in (f"?area={BOTH_GATES_AREA}", f"?link={streets.south}&link={streets.north}"):
        document = told(office, f"/roads/whatif{ask}")
        assert {streets.south, streets.north} <= {way["link"] for way in document["ways"]}
        assert hospital(document)["people_cut_off"] == 1
    corners = [[float(one) for one in pair.split(",")] for pair in BOTH_GATES_AREA.split(";")]
    posted = office.post("/roads/whatif", json.dumps({"area": corners}), content_type="application/json")
    assert hospital(posted.json())["people_cut_off"] == 1


def test_pointing_at_a_gate_chooses_it_and_pointing_again_takes_it_out(office: Client, streets: Streets) -> None:
    network = roads_of(settings.ENVIRONMENT.home)[0].network
    gate = next(one for one in network.gates() if one.link == streets.south)
    pin = f"lat={gate.point.lat + 0.00005}&lon={gate.point.lon}"
    assert [way["link"] for way in told(office, f"/roads/whatif?{pin}")["ways"]] == [streets.south]
    left = told(office, f"/roads/whatif?{pin}&link={streets.south}&link={streets.north}")
    assert [way["link"] for way in left["ways"]] == [streets.north]


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        ("", "no_road_there"),
        ("?link=1", "no_such_link"),
        ("?lat=10&lon=10", "no_road_there"),
        ("?area=113,34;113.1,34", "no_road_there"),
        ("?area=112,33;114,33;114,35;112,35", "everything_closes"),
    ],
)
def test_what_cannot_be_answered_is_said_in_both_languages(
    office: Client, streets: Streets, ask: str, code: str
) -> None:
    answer = office.get(f"/roads/whatif{ask}")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    problem = answer.json()
    assert problem["code"] == code
    assert HAN.search(problem["detail"])
    assert not HAN.search(problem["title"])
    page = office.get(f"/roads/whatif/{ask}")
    assert page.status_code == 200


@pytest.mark.parametrize("body", [b"", b"[1]", b'{"links": "x"}', b'{"area": {"a": 1}}'])
def test_a_posted_document_that_is_none_is_refused(office: Client, streets: Streets, body: bytes) -> None:
    assert office.post("/roads/whatif", body, content_type="application/json").status_code == 422


def test_without_a_map_a_way_is_found_by_name_number_or_place(office: Client, streets: Streets) -> None:
    compound = Place(code=f"{COMMUNITY}-C09", kind=PlaceKind.COMPOUND, name="双门小区", point=Point(33.9995, 113.0065))
    feeds.store_places([compound], load=a_load("places"), by=machine(COUNTY), at=now())
    for ask in ("q=医院路", f"q={streets.hospital_road}"):
        assert f'value="{streets.hospital_road}"' in office.get(f"/roads/whatif/?{ask}").content.decode()
    page = office.get(f"/roads/whatif/?place={compound.code}").content.decode()
    assert f'value="{streets.south}"' in page
    assert f'value="{streets.north}"' in page
    assert "没有找到" in office.get("/roads/whatif/?q=没有这条路").content.decode()


def test_the_page_tells_it_in_both_languages_without_scripts(town: Town, streets: Streets) -> None:
    english = signed_in(Role.COUNTY_GOVERNMENT, language="en")
    chinese = signed_in(Role.TOWNSHIP)
    for address in (f"/roads/whatif/?link={streets.hospital_road}", "/roads/critical/", "/roads/whatif/"):
        page = Page(english.get(address).content.decode())
        assert not [text for text in page.own if HAN.search(text)], address
        assert not [text for text in Page(chinese.get(address).content.decode()).own if " the " in text], address
    said = Page(english.get(f"/roads/whatif/?link={streets.hospital_road}").content.decode()).text
    assert "On the negative list" in said
    assert "There is no other way round it near." in said
    assert "each residential building counts 1" in said


def test_the_part_for_the_map_is_the_answer_alone(office: Client, streets: Streets) -> None:
    html = office.get(f"/roads/whatif/part?link={streets.south}").content.decode()
    assert "<html" not in html
    shapes = next(attrs["data-shapes"] for _, attrs in Page(html).tags if attrs.get("id") == "drawn")
    assert {one["properties"]["role"] for one in json.loads(shapes)["features"]} >= {"closed", "after"}


def test_the_road_everybody_needs_is_the_most_critical_and_kept(office: Client, streets: Streets) -> None:
    answer = office.get("/roads/critical.geojson?kind=hospital")
    features = answer.json()["features"]
    assert features[-1]["properties"]["link"] == streets.hospital_road
    assert features[-1]["properties"]["cut_off"] == 2
    page = office.get("/roads/critical/?kind=hospital").content.decode()
    assert f'href="/roads/whatif/?link={streets.hospital_road}"' in page
    network = roads_of(settings.ENVIRONMENT.home)[0].network
    assert network.folder is not None
    assert (network.folder / "layers" / "scores" / "hospital-car.npy").is_file()
    gates = office.get("/roads/critical.geojson?kind=hospital&gates=1").json()["features"]
    assert all(one["properties"]["gate"] for one in gates)


def test_residents_and_visitors_do_not_ask(town: Town, streets: Streets) -> None:
    resident = signed_in(Role.RESIDENT)
    for address in ("/roads/whatif?link=1", "/roads/whatif/", "/roads/whatif/part", "/roads/critical.geojson"):
        assert visitor().get(address).status_code == 302
        assert resident.get(address).status_code == 403


def test_a_soft_barrier_costs_its_seconds_and_cuts_nobody_off(office: Client, streets: Streets) -> None:
    document = told(office, f"/roads/whatif?link={streets.hospital_road}&act=slow&seconds=90")
    assert hospital(document)["people_cut_off"] == 0
    assert hospital(document)["people_delayed"] == 2
    assert hospital(document)["worst_added_seconds"] == 90
    assert document["protected"] == []
    assert document["asked"]["slower"] == [{"link": streets.hospital_road, "seconds": 90.0}]


def test_a_gate_with_hours_harms_nobody_while_it_is_open(office: Client, streets: Streets) -> None:
    asked = f"/roads/whatif?link={streets.hospital_road}&act=hours&opens=07:00&closes=22:00"
    assert hospital(told(office, f"{asked}&at=12:00"))["people_cut_off"] == 0
    assert hospital(told(office, f"{asked}&at=23:00"))["people_cut_off"] == 2
    page = signed_in(Role.TOWNSHIP, language="en").get(asked.replace("whatif?", "whatif/?") + "&at=12:00")
    assert "At 12:00 they are open" in Page(page.content.decode()).text


def test_reopening_gives_back_what_closing_takes(office: Client, streets: Streets) -> None:
    closing = told(office, f"/roads/whatif?link={streets.south}")
    reopening = told(office, f"/roads/whatif?link={streets.south}&act=reopen")
    assert reopening["gives_back"] is True
    assert reopening["kinds"] == closing["kinds"]
    assert {one["properties"]["role"] for one in reopening["map"]["features"]} >= {"reopened", "before", "after"}


def test_a_facility_that_closes_is_lost_to_those_who_know_no_other(office: Client, streets: Streets) -> None:
    page = office.get("/roads/whatif/").content.decode()
    keys = [attrs["value"] for tag, attrs in Page(page).tags if tag == "option" and "@" in attrs.get("value", "")]
    shut = next(key for key in keys if key.startswith("hospital@"))
    document = told(office, f"/roads/whatif?shut={shut}")
    assert hospital(document)["people_cut_off"] == 2
    assert [one["kind"] for one in document["asked"]["shut"]] == ["hospital"]
    posted = office.post("/roads/whatif", json.dumps({"shut": [shut]}), content_type="application/json").json()
    assert posted["kinds"] == document["kinds"]


@pytest.mark.parametrize("mode", ["foot", "bicycle", "car", "freight", "emergency"])
def test_people_may_go_by_any_mode(office: Client, streets: Streets, mode: str) -> None:
    document = told(office, f"/roads/whatif?link={streets.hospital_road}&mode={mode}")
    assert hospital(document)["mode"] == mode
    assert hospital(document)["people_cut_off"] == 2


@pytest.mark.parametrize(
    "ask",
    ["act=fly", "mode=boat", "seconds=-1", "seconds=nan", "act=slow&seconds=x", "opens=25:00", "shut=hospital@1,2"],
)
def test_what_makes_no_sense_is_refused_in_both_languages(office: Client, streets: Streets, ask: str) -> None:
    answer = office.get(f"/roads/whatif?link={streets.south}&{ask}")
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_usage")
    assert office.get(f"/roads/whatif/?link={streets.south}&{ask}").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_roads_are_opened_before_anybody_asks_and_readiness_says_so(streets: Streets) -> None:
    open_roads_early(settings.ENVIRONMENT.home).join(timeout=60)
    assert visitor().get("/readyz").json()["roads"] == "open"
    (roads,) = roads_of(settings.ENVIRONMENT.home)
    assert all(leg.nbytes > sum(array.nbytes for array in leg.packed) for layer in roads.layers for leg in layer.legs)


def test_a_proposal_shows_who_loses_what_and_the_smallest_step_back(office: Client, streets: Streets) -> None:
    both = {"links": [str(streets.south), str(streets.north)], "lat": "33.9995", "lon": "113.0065"}
    page = Page(office.post("/propose/verdict", both).content.decode())
    assert "最小的让步" in page.text
    shapes = next(attrs["data-shapes"] for _, attrs in page.tags if attrs.get("id") == "drawn")
    roles = {one["properties"]["role"] for one in json.loads(shapes)["features"]}
    assert {"checkpoint", "closed", "before"} <= roles
    none = Page(office.post("/propose/verdict", {"lat": "33.9995", "lon": "113.0065"}).content.decode())
    assert "最小的让步" not in none.text
    hostile = office.post("/propose/verdict", {"links": ["x", "9" * 40, "1"]})
    assert hostile.status_code == 200


def closed_today(link: int, number: str = "M-STANDING", **changes: Any) -> None:
    """A registered measure in force that closes ``link``."""
    at = now()
    term = {"starts_at": at - timedelta(days=1), "ends_at": at + timedelta(days=3)}
    event = MeasureRegistered(subject=number, measure=a_measure(number, **{**term, **changes}), road_links=(link,))
    commit(Decision((event,)), by=machine(COUNTY), at=at)


def test_what_is_closed_today_is_closed_before_as_well(office: Client, streets: Streets) -> None:
    closed_today(streets.north)
    alone = told(office, f"/roads/whatif?link={streets.south}")
    beside = told(office, f"/roads/whatif?link={streets.south}&standing=1")
    assert (hospital(alone)["people_cut_off"], hospital(beside)["people_cut_off"]) == (0, 1)
    assert (alone["asked"]["standing"], beside["asked"]["standing"]) == ([], [streets.north])
    assert hospital(told(office, f"/roads/whatif?link={streets.north}&standing=1"))["people_delayed"] == 0


def test_who_is_cut_off_today_is_told_apart_and_given_back_by_reopening(office: Client, streets: Streets) -> None:
    closed_today(streets.hospital_road)
    beside = hospital(told(office, f"/roads/whatif?link={streets.south}&standing=1"))
    assert (beside["unreachable_before"], beside["people_cut_off"]) == (2, 0)
    back = told(office, f"/roads/whatif?link={streets.hospital_road}&act=reopen&standing=1")
    assert back["gives_back"] is True
    assert hospital(back)["people_cut_off"] == 2


def test_the_page_begins_from_today_and_offers_to_reopen_what_is_closed(office: Client, streets: Streets) -> None:
    closed_today(streets.north)
    closed_today(streets.south, "M-PAPERS", barrier=Barrier.CODE_SCAN)
    page = office.get("/roads/whatif/").content.decode()
    assert 'name="standing" id="standing" value="1" checked' in page
    assert f"act=reopen&amp;standing=1&amp;link={streets.north}" in page
    assert f"link={streets.south}" not in page  # papers slow people down, they close no way
    answered = office.get(f"/roads/whatif/?link={streets.south}").content.decode()
    assert 'value="1" checked' not in answered
