"""A resident's report is masked, read, kept and found again by its token."""

from __future__ import annotations

import pytest

from clearway.core.barriers import Topic
from clearway.core.people import machine
from clearway.core.places import Point
from clearway.core.refusals import Missing
from clearway.loop.take_report import LONGEST_TEXT, Receipt, Told, take_report, token_hash
from clearway.record import reading
from clearway.record.feeds import store_places
from clearway.record.models import LedgerLine, ReportRow
from tests.examples import AT, COMMUNITY, COUNTY, POINT, ZONE, a_load, a_place

pytestmark = pytest.mark.django_db
TEXT = "南门被铁链锁住了，老人要去医院透析出不去，我的电话 13800138000"


def _take(**changes: object) -> Receipt:
    told = Told(**({"text": TEXT, "place_code": COMMUNITY} | changes))
    return take_report(told, at=AT, zone=ZONE, region=COUNTY)


def test_a_report_is_found_by_its_token_and_by_no_other() -> None:
    receipt = _take()
    row = reading.report_by_token(token_hash(receipt.token))
    assert row is not None
    assert row.number == receipt.number == "R20261123-0001"
    assert reading.report_by_token(token_hash("another")) is None
    assert reading.report_by_token("") is None


def test_no_telephone_number_is_kept_anywhere() -> None:
    _take(phone="13900139000")
    row = ReportRow.objects.get()
    line = LedgerLine.objects.get()
    for number in ("13800138000", "13900139000"):
        assert number not in row.text
        assert number not in line.payload
        assert number not in str(row.caller)
    assert line.by_name == "resident"


def test_the_text_is_read_as_it_is_taken() -> None:
    _take()
    report = reading.report("R20261123-0001")
    assert report is not None
    assert report.reading.topic is Topic.MEDICAL


def test_the_same_telephone_is_the_same_caller_without_being_known() -> None:
    for phone in ("13900139000", "13900139000", "13900139001", ""):
        _take(phone=phone)
    callers = list(ReportRow.objects.order_by("number").values_list("caller", flat=True))
    assert callers[0] == callers[1] != callers[2]
    assert callers[3] is None


def test_a_point_finds_the_nearest_place() -> None:
    store_places([a_place()], load=a_load("places"), by=machine(COUNTY), at=AT)
    _take(place_code=None, point=Point(POINT.lat + 0.004, POINT.lon))
    far = _take(place_code=None, point=Point(POINT.lat + 1, POINT.lon))
    assert [row.place_code for row in ReportRow.objects.order_by("number")] == [COMMUNITY, None]
    assert far.number.endswith("0002")


@pytest.mark.parametrize(
    "changes",
    [{"text": " "}, {"text": "\0"}, {"text": "\ud800"}, {"text": "x" * (LONGEST_TEXT + 1)}, {"place_code": None}],
)
def test_a_report_that_says_nothing_is_asked_to_say_more(changes: dict[str, object]) -> None:
    with pytest.raises(Missing):
        _take(**changes)
    assert not ReportRow.objects.exists()
