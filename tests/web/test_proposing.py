"""Proposing on the page: the verdict while the form is filled in, then step by step to the notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from clearway.core.people import Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.loop import hold_hearing
from clearway.record import feeds, reading
from clearway.record.models import HearingRow
from clearway.record.models.kept import door_open
from clearway.respond.residents.hearings import Minutes
from clearway.web.proposing import shown_again
from tests.examples import COMMUNITY, COUNTY, a_load
from tests.journeys.streets import Streets, laid
from tests.loop.test_handle_measure import a_draft
from tests.web.pages import HAN, Page
from tests.web.town import Town, desk, now, signed_in, visitor

pytestmark = pytest.mark.django_db
COMPOUND = f"{COMMUNITY}-C09"


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


@pytest.fixture
def compound(town: Town) -> str:
    """A compound where the streets are."""
    place = Place(code=COMPOUND, kind=PlaceKind.COMPOUND, name="双门小区", point=Point(33.9995, 113.0065))
    feeds.store_places([place], load=a_load("places"), by=machine(COUNTY), at=now())
    return place.code


def filled(streets: Streets, **changes: Any) -> dict[str, Any]:
    """The form as an office would send it."""
    return {**shown_again(a_draft(streets, now(), place_code=COMPOUND)), **changes}


def go(client: Client, number: str, step: str, **said: str) -> Any:
    """Take one step on the proposal's page."""
    return client.post(f"/proposals/{number}", {"step": step, "outcome": "passed", "note": "同意", **said})


def test_the_verdict_follows_the_form_and_names_gates_and_alternatives(compound: str, streets: Streets) -> None:
    client = signed_in(Role.TOWNSHIP)
    html = client.post("/propose/verdict", filled(streets)).content.decode()
    assert f'value="{streets.south}" checked' in html
    assert "可以提出" in html
    html = client.post("/propose/verdict", filled(streets, links=[str(streets.hospital_road)])).content.decode()
    assert "不得封堵" in html
    assert "医院路" in html
    assert "take-staffed_checkpoint" in html
    assert client.post("/propose/verdict", {}).status_code == 200


def test_an_alternative_is_taken_over_without_scripts(compound: str, streets: Streets) -> None:
    sent = filled(streets, links=[str(streets.hospital_road)], step="take-staffed_checkpoint")
    html = signed_in(Role.TOWNSHIP).post("/propose/", sent).content.decode()
    assert "可以提出" in html
    assert f'value="{streets.hospital_road}" checked' not in html


def test_a_hospital_road_is_refused_on_the_page_with_the_rule(compound: str, streets: Streets) -> None:
    answer = signed_in(Role.TOWNSHIP).post(
        "/propose/", filled(streets, links=[str(streets.hospital_road)], step="send")
    )
    assert answer.status_code == 422
    assert "/law/closing.negative_list" in answer.content.decode()


def test_a_form_without_place_or_days_says_what_is_missing(compound: str, streets: Streets) -> None:
    answer = signed_in(Role.TOWNSHIP).post("/propose/", {"step": "send"})
    assert answer.status_code == 422
    assert 'href="#place_code"' in answer.content.decode()
    assert 'href="#ends_at"' in answer.content.decode()


def proposed(streets: Streets) -> str:
    """A proposal sent through the page; returns its number."""
    answer = signed_in(Role.TOWNSHIP).post("/propose/", filled(streets, step="send"))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).rpartition("/")[2]


def enacted(streets: Streets) -> tuple[str, str]:
    """Proposal and measure, every step taken on the page."""
    number = proposed(streets)
    health, legal = signed_in(Role.COUNTY_HEALTH), signed_in(Role.LEGAL_REVIEW)
    government = signed_in(Role.COUNTY_GOVERNMENT)
    for client, step in (
        (health, "assessed"), (legal, "reviewed"), (government, "decided"), (government, "reported"),
        (government, "noticed"),
    ):  # fmt: skip
        answer = go(client, number, step)
        assert answer.status_code == 302, answer.content.decode()
    return number, str(reading.proposal(number).measure)


def test_every_step_is_taken_on_the_page_and_out_of_turn_it_is_refused(compound: str, streets: Streets) -> None:
    number = proposed(streets)
    township = signed_in(Role.COMMUNITY)
    assert go(township, number, "decided").status_code == 422
    assert "第63条" in go(township, number, "decided").content.decode()
    assert go(signed_in(Role.LEGAL_REVIEW), number, "reviewed").status_code == 422


def test_a_measure_enacted_on_the_pages_is_public(compound: str, streets: Streets) -> None:
    number, measure = enacted(streets)
    assert f"/measures/{measure}" in signed_in(Role.INSPECTOR).get(f"/proposals/{number}").content.decode()
    assert measure in visitor().get(f"/measures/{measure}").content.decode()
    assert reading.measure(measure).starts_at >= now() + timedelta(hours=23)  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_speak_one_language_and_label_every_field(compound: str, streets: Streets, language: str) -> None:
    number = proposed(streets)
    client = signed_in(Role.COUNTY_HEALTH, language=language)
    for address in ("/propose/", "/proposals/", f"/proposals/{number}"):
        answer = client.get(address)
        page = Page(answer.content.decode())
        assert answer.status_code == 200
        assert sum(name == "h1" for name, _ in page.tags) == 1, address
        labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
        for name, attrs in page.tags:
            if name in ("select", "textarea") or (name == "input" and attrs.get("type") != "hidden"):
                assert attrs.get("id") in labelled, (address, attrs)
        if language == "en":
            assert not [text for text in page.own if HAN.search(text)], address


def heard(proposal: str, *, consents: bool) -> str:
    """A hearing on the proposal, held and closed; returns its number."""
    number = hold_hearing.call_hearing(
        "南门拟封闭", COMPOUND, "活动室", now() + timedelta(minutes=60), proposal, desk(Role.TOWNSHIP)
    )
    with door_open():
        HearingRow.objects.filter(number=number).update(held_at=now() - timedelta(minutes=1))
    minutes = Minutes(minutes="到会十二人", result="多数反对", attended=12, consents=consents)
    hold_hearing.close_hearing(number, minutes, desk(Role.TOWNSHIP))
    return number


def test_what_residents_said_is_read_from_the_record_and_a_refusal_cannot_be_passed_on(
    compound: str, streets: Streets
) -> None:
    sent = filled(streets, step="send", asks_residents="on")
    number = str(signed_in(Role.TOWNSHIP).post("/propose/", sent)["Location"]).rpartition("/")[2]
    go(signed_in(Role.COUNTY_HEALTH), number, "assessed")
    go(signed_in(Role.LEGAL_REVIEW), number, "reviewed")
    community = signed_in(Role.COMMUNITY)
    refused = heard(number, consents=False)
    assert go(community, number, "residents", reference="V-made-up").status_code == 404
    assert go(community, number, "residents", reference=heard("P20260101-0001", consents=True)).status_code == 422
    assert go(community, number, "residents", reference=refused).status_code == 422
    assert go(community, number, "residents", reference=refused, outcome="returned").status_code == 302
    assert reading.proposal(number).state.value == "returned"


def test_residents_who_agree_let_the_proposal_go_on(compound: str, streets: Streets) -> None:
    sent = filled(streets, step="send", asks_residents="on")
    number = str(signed_in(Role.TOWNSHIP).post("/propose/", sent)["Location"]).rpartition("/")[2]
    go(signed_in(Role.COUNTY_HEALTH), number, "assessed")
    go(signed_in(Role.LEGAL_REVIEW), number, "reviewed")
    agreed = heard(number, consents=True)
    assert go(signed_in(Role.COMMUNITY), number, "residents", reference=agreed).status_code == 302
    assert reading.proposal(number).steps[-1].reference.number == agreed  # type: ignore[union-attr]
