"""What is due on proposals and measures stands on the board; who was asked stands on the proposal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings

from clearway.core.people import Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.proposals import ChainStep
from clearway.loop import handle_appeal, handle_measure
from clearway.record import feeds, reading
from tests.examples import COMMUNITY, COUNTY, a_load, a_measure
from tests.journeys.streets import Streets, laid
from tests.loop.test_handle_measure import a_draft, asked, desk_of, enacted, heard
from tests.web.town import Town, now, signed_in, visitor

pytestmark = pytest.mark.django_db
COMPOUND = f"{COMMUNITY}-C09"


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


@pytest.fixture
def compound(town: Town) -> None:
    place = Place(code=COMPOUND, kind=PlaceKind.COMPOUND, name="双门小区", point=Point(33.9995, 113.0065))
    feeds.store_places([place], load=a_load("places"), by=machine(COUNTY), at=now())


def _draft(streets: Streets, days: int = 0, **changes: object):  # type: ignore[no-untyped-def]
    at = now().astimezone(settings.ENVIRONMENT.time_zone) - timedelta(days=days)
    return a_draft(streets, at, place_code=COMPOUND, place_text="双门小区", **changes), at


def test_a_step_stands_on_the_board_of_the_office_whose_turn_it_is(compound: None, streets: Streets) -> None:
    draft, _ = _draft(streets)
    number = handle_measure.propose(draft, settings.ENVIRONMENT.home, desk_of(Role.TOWNSHIP, now()))
    page = signed_in(Role.COUNTY_HEALTH).get("/board/").content.decode()
    assert f"/proposals/{number}" in page
    assert "卫生健康部门评估" in page
    assert "待我办理</span></th>" in page
    other = signed_in(Role.LEGAL_REVIEW).get("/board/").content.decode()
    assert f"/proposals/{number}" in other
    assert "待我办理</span></th>" not in other


def test_the_daily_review_and_an_appeal_are_due_on_a_measure_in_force(compound: None, streets: Streets) -> None:
    draft, at = _draft(streets, days=4)
    measure = str(reading.proposal(enacted(draft, at)).measure)
    handle_appeal.make_appeal(measure, "没有必要", COUNTY, desk_of(Role.TOWNSHIP, now()))
    office = signed_in(Role.COUNTY_GOVERNMENT)
    page = office.get("/board/").content.decode()
    assert "每日复核" in page
    assert "答复申诉" in page
    assert "超时" in page
    handle_measure.review(measure, "keep", "仍有必要", desk_of(Role.COUNTY_GOVERNMENT, now()))
    page = office.get("/board/").content.decode()
    assert "超时</span> 每日复核" not in page


def test_every_vote_hearing_and_expert_view_stands_on_the_proposal(compound: None, streets: Streets) -> None:
    draft, at = _draft(streets, asks_residents=True, asks_expert=True)
    number = enacted(draft, at, until=ChainStep.ASSESSED)
    hearing, view = heard(number, now(), consents=False), asked(number, now())
    page = signed_in(Role.TOWNSHIP).get(f"/proposals/{number}").content.decode()
    for told in (hearing, view, "居民不同意", "1 位专家署名", "供决定参考"):
        assert told in page, told


def test_a_number_with_a_slash_has_its_pages_and_names_of_people_stay_out(compound: None, streets: Streets) -> None:
    told = a_measure(number="防指〔2026〕/3号", reason="与张伟同行的密接，联系人李建国")
    feeds.store_measures([told], load=a_load("measures"), by=machine(COUNTY), at=now())
    address = "/measures/%E9%98%B2%E6%8C%87%E3%80%942026%E3%80%95%2F3%E5%8F%B7"
    page = visitor().get(address)
    assert page.status_code == 200
    assert f'href="{address}/appeal"' in page.content.decode()
    assert "李建国" not in page.content.decode()
    for ending in ("/appeal",):
        assert visitor().get(f"{address}{ending}").status_code == 200
    for other in (address.replace("measures", "here"), f"{address.replace('measures', 'here')}/qr.svg"):
        assert visitor().get(other).status_code == 200
