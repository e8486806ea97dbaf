"""The joint meeting's pack tells contradictions, measures, cases and deadlines, alike as a page, DOCX and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import docx
import pytest
from django.conf import settings

from clearway.core.people import Actor, Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.policies import Limits, Policy
from clearway.core.words import Bilingual
from clearway.loop import keep_policies
from clearway.loop.desk import Desk
from clearway.record import feeds, reading
from tests.examples import COMMUNITY, COUNTY, a_load
from tests.journeys.streets import Streets, laid
from tests.loop.test_handle_measure import a_draft, desk_of, enacted
from tests.web.pages import HAN, Page
from tests.web.town import Town, found_closure, now, signed_in, visitor

pytestmark = pytest.mark.django_db
COMPOUND = f"{COMMUNITY}-C09"


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


@pytest.fixture
def measure(town: Town, streets: Streets) -> str:
    """In force for two days, and longer than a policy of the province allows."""
    place = Place(code=COMPOUND, kind=PlaceKind.COMPOUND, name="双门小区", point=Point(33.9995, 113.0065))
    feeds.store_places([place], load=a_load("places"), by=machine(COUNTY), at=now())
    at = now().astimezone(settings.ENVIRONMENT.time_zone) - timedelta(days=4)
    number = str(reading.proposal(enacted(a_draft(streets, at, place_code=COMPOUND), at)).measure)
    province = Actor(name="province-1", role=Role.PROVINCE, region=f"{COUNTY[:2]}0000000000")
    policy = Policy(
        number="", title=Bilingual("期限不超过三天", "Three days at most"), organ="省政府",
        region=province.region, since=datetime(2020, 1, 1, tzinfo=UTC),
        limits=Limits(days=3),
    )  # fmt: skip
    known = desk_of(Role.PROVINCE, now())
    keep_policies.issue(policy, Desk(by=province, at=known.at, rulebook=known.rulebook, zone=known.zone))
    return number


def test_the_page_and_both_documents_tell_the_same(measure: str, town: Town) -> None:
    closure = found_closure(town)
    office = signed_in(Role.COUNTY_GOVERNMENT)
    page = office.get("/board/meeting/").content.decode()
    for told in (measure, "超出上级政策", "每日复核", "未登记的封堵", "联席会议材料"):
        assert told in page, told
    assert str(closure) in page
    written = docx.Document(BytesIO(office.get("/board/meeting/pack.docx").content))
    cells = {cell.text for table in written.tables for row in table.rows for cell in row.cells}
    assert {measure, "每日复核"} <= cells
    assert office.get("/board/meeting/pack.pdf").content.startswith(b"%PDF")
    assert office.get("/board/meeting/pack.odt").status_code == 404


def test_it_is_for_offices_and_speaks_one_language(measure: str) -> None:
    assert visitor().get("/board/meeting/").status_code in (302, 403)
    page = Page(signed_in(Role.COUNTY_GOVERNMENT, language="en").get("/board/meeting/").content.decode())
    assert not [text for text in page.own if HAN.search(text)]
