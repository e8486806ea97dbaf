"""Where the twelve readings come from, and entering what is missing: on the page, as a table, over the interface."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from clearway.core.access import Scope
from clearway.core.people import Role, machine
from clearway.law.load import load_rulebook
from clearway.loop.desk import Desk
from clearway.loop.grade_places import again, grade_county
from clearway.record.api_keys import open_key
from clearway.record.models import LoadRow, SentReadingRow
from clearway.record.reading import grades
from tests.examples import COMMUNITY, COUNTY, ZONE
from tests.web.grading import kept_counts
from tests.web.pages import HAN, Page
from tests.web.town import Town, signed_in, visitor

pytestmark = pytest.mark.django_db
FORM = {"act": "one", "place_code": COMMUNITY, "indicator": "5", "value": "3", "low": "1", "high": "8"}
TABLE = "place_code,indicator,value,as_of\n{place},6,{value},{day}\n{place},7,{value},{day}\n"


@pytest.fixture
def county(town: Town) -> str:
    """A county whose example community is loaded."""
    kept_counts(())
    return COMMUNITY


def test_the_page_names_a_way_in_for_each_of_the_twelve(county: str) -> None:
    page = Page(signed_in(Role.COUNTY_HEALTH, language="en").get("/grades/readings").content.decode())
    assert not [text for text in page.own if HAN.search(text)]
    html = visitor().get("/grades/readings").content.decode()
    assert html.count('<th scope="row">') == 12
    assert 'name="act"' not in html


def test_a_reading_entered_by_hand_is_used_by_the_next_run_which_can_be_worked_out_again(county: str) -> None:
    health = signed_in(Role.COUNTY_HEALTH)
    assert health.post("/grades/readings", FORM).status_code == 200
    more = {"indicator": "1", "value": "20", "low": "10", "high": "40", "infections": "2", "held_by": "unit"}
    assert health.post("/grades/readings", FORM | more).status_code == 200
    desk = Desk(by=machine(COUNTY), at=timezone.now(), rulebook=load_rulebook(), zone=ZONE)
    assert grade_county(desk) == 1
    run = grades.graded(county)
    assert run is not None
    assert {one.indicator: one.value for one in run.readings}[5] == 3.0
    assert (run.infections, run.held_by and run.held_by.value) == (2, "close_unit")
    later = Desk(by=desk.by, at=desk.at + timedelta(days=30), rulebook=desk.rulebook, zone=ZONE)
    assert again(run, {}, later)[1].probability.value[0] == run.probability


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"value": "many"}, 422), ({"value": ""}, 422), ({"value": "-1", "low": "", "high": ""}, 422),
        ({"indicator": "7", "value": "85", "low": "", "high": ""}, 422), ({"low": "4"}, 422),
        ({"indicator": "13"}, 422), ({"as_of": "yesterday"}, 422), ({"as_of": "2099-01-01"}, 422),
        ({"place_code": "abc"}, 404), ({"place_code": "120102001001"}, 404),
    ],
)  # fmt: skip
def test_what_is_no_reading_is_refused_politely(county: str, change: dict[str, str], status: int) -> None:
    answer = signed_in(Role.COUNTY_HEALTH).post("/grades/readings", FORM | change)
    assert answer.status_code in {status, 400 if status == 422 else status}
    assert not SentReadingRow.objects.exists()


def test_only_county_health_enters_readings(county: str) -> None:
    assert visitor().post("/grades/readings", FORM).status_code == 403
    assert signed_in(Role.TOWNSHIP).post("/grades/readings", FORM).status_code == 403


def test_a_table_is_taken_once_and_its_bad_rows_come_back(county: str) -> None:
    health, day = signed_in(Role.COUNTY_HEALTH), (timezone.now() - timedelta(days=2)).date()

    def sent() -> str:
        text = TABLE.format(place=COMMUNITY, value=40, day=day)
        file = SimpleUploadedFile("readings.csv", text.encode())
        answer = health.post("/grades/readings", {"act": "table", "feed": "indicators", "file": file})
        assert answer.status_code == 200
        return str(answer.content.decode())

    assert "载入 1，未变 0，拒收 1" in sent()
    assert "载入 0，未变 1，拒收 1" in sent()
    assert SentReadingRow.objects.count() == 1
    broken = SimpleUploadedFile("readings.csv", b"\x00\x01 no table")
    assert health.post("/grades/readings", {"act": "table", "feed": "indicators", "file": broken}).status_code in (
        400,
        422,
    )


def test_readings_are_pushed_over_the_interface(county: str) -> None:
    _, key = open_key(Scope.FLOW, "test", by=machine(COUNTY), at=timezone.now())
    at = (timezone.now() - timedelta(hours=3)).isoformat()
    rows = [{"place_code": COMMUNITY, "indicator": 4, "as_of": at, "value": 1.4, "quality": "doubtful"}]
    answer = visitor().post(
        "/api/v1/readings", json.dumps(rows), content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {key}"
    )
    assert answer.status_code in (200, 201), answer.content
    assert answer.json()["kept"] == 1
    assert SentReadingRow.objects.get().doubtful
    day = (timezone.now() - timedelta(days=1)).date().isoformat()
    travel = [{"origin": "880100000000", "place_code": COMMUNITY, "on": day, "travellers": 9, "prevalence": 0.01}]
    answer = visitor().post(
        "/api/v1/mobility", json.dumps(travel), content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {key}"
    )
    assert answer.json()["kept"] == 1
    assert set(LoadRow.objects.values_list("feed", flat=True)) >= {"indicators", "mobility"}
