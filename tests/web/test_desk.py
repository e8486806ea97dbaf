"""Without a screen: a clerk files, tracks, rates and reopens for a caller; text messages; the end of a shift."""

from __future__ import annotations

import json

import pytest
from django.conf import settings

from clearway.core.people import Role
from clearway.law.load import load_rulebook
from clearway.loop import handle_case
from clearway.loop.answer_message import HOW, NONE, RATED, Inbound, answer_message
from clearway.record import reading
from clearway.record.models import ContactRow, LedgerLine, RatingRow, ReportRow, ShiftRow
from tests.examples import COMMUNITY, COUNTY
from tests.web.town import OTHER_COMMUNITY, Town, desk, now, open_case, signed_in, visitor

pytestmark = pytest.mark.django_db
CALL = {
    "channel": "phone", "text": "村口堵了土堆，化肥运不进来", "place_code": COMMUNITY, "claim": "help",
    "service": "farm", "phone": "13800138000", "notify": "yes", "key": "call-1",
}  # fmt: skip


def _filed() -> str:
    """The number of a report a clerk wrote down."""
    answer = signed_in(Role.HOTLINE).post("/desk/", CALL)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).rpartition("/")[2].partition("?")[0]


def _closed(number: str, town: Town) -> str:
    case = open_case(town, until="verified")
    handle_case.join(number, case, desk(Role.TOWNSHIP))
    handle_case.close(case, "结案", desk(Role.COUNTY_GOVERNMENT))
    return case


def _sms(text: str, sender: str = "") -> str:
    return answer_message(
        Inbound(text=text, sender=sender), at=now(), zone=settings.ENVIRONMENT.time_zone, rulebook=load_rulebook(),
        region=COUNTY,
    )  # fmt: skip


def test_a_clerk_writes_a_call_down_once_and_the_ledger_names_the_clerk_not_the_caller(town: Town) -> None:
    number = _filed()
    hotline = signed_in(Role.HOTLINE, OTHER_COMMUNITY)
    assert ReportRow.objects.get().channel == "phone"
    line = LedgerLine.objects.get(kind="report_filed_for", subject=number)
    assert line.by_role == "hotline"
    assert all("13800138000" not in one.payload for one in LedgerLine.objects.all())
    assert number in hotline.get(f"/desk/reports/{number}").content.decode()


def test_the_same_form_sent_twice_is_one_report(town: Town) -> None:
    client = signed_in(Role.HOTLINE)
    assert client.post("/desk/", CALL)["Location"] == client.post("/desk/", CALL)["Location"]
    assert ReportRow.objects.count() == 1
    assert LedgerLine.objects.filter(kind="report_filed_for").count() == 1


def test_a_walk_in_gets_number_and_address_and_a_number_finds_the_report_again(town: Town) -> None:
    client = signed_in(Role.HOTLINE)
    answer = client.post("/desk/", CALL | {"channel": "desk", "key": "call-2"}, follow=True)
    page = answer.content.decode()
    number = ReportRow.objects.get().number
    assert number in page
    assert "/track/" in page
    assert client.get("/desk/", {"number": number.lower()})["Location"] == f"/desk/reports/{number}"
    assert client.get("/desk/reports/R20200101-0001").status_code == 404


def test_a_clerk_rates_and_reopens_for_a_caller(town: Town) -> None:
    number = _filed()
    case = _closed(number, town)
    client = signed_in(Role.HOTLINE, OTHER_COMMUNITY)
    address = f"/desk/reports/{number}"
    assert client.post(address, {"act": "rate", "grade": "dissatisfied", "note": "只拆了一半"}).status_code == 302
    assert (RatingRow.objects.get().grade, RatingRow.objects.get().for_caller) == ("dissatisfied", True)
    assert client.post(address, {"act": "reopen", "note": "还有一半土堆"}).status_code == 302
    assert reading.case(case).state.value == "accepted"
    assert client.post(address, {"act": "close"}).status_code == 404


def test_offices_concerned_never_see_how_to_reach_a_reporter_and_every_look_stands_in_the_ledger(town: Town) -> None:
    number = _filed()
    address = f"/desk/reports/{number}"
    for role in (Role.COMMUNITY, Role.TOWNSHIP):
        client = signed_in(role)
        answer = client.post(address, {"act": "contact", "note": "想问问"})
        assert answer.status_code == 403, role
        assert "13800138000" not in answer.content.decode()
    inspector = signed_in(Role.INSPECTOR)
    assert inspector.post(address, {"act": "contact", "note": ""}).status_code == 422
    assert "13800138000" in inspector.post(address, {"act": "contact", "note": "核实地点"}).content.decode()
    assert [line.by_role for line in LedgerLine.objects.filter(kind="contact_opened")] == ["inspector"]


def test_other_offices_and_other_regions_have_no_desk_here(town: Town) -> None:
    number = _filed()
    assert signed_in(Role.LEGAL_REVIEW).get("/desk/").status_code == 403
    assert signed_in(Role.TOWNSHIP, OTHER_COMMUNITY).get(f"/desk/reports/{number}").status_code == 404
    assert signed_in(Role.COMMUNITY, OTHER_COMMUNITY).post("/desk/", CALL | {"key": "x"}).status_code == 403
    assert ReportRow.objects.count() == 1
    assert visitor().get("/desk/").status_code == 302


def test_a_message_with_the_number_gets_the_state_and_never_a_word_of_the_report(town: Town) -> None:
    number = _filed()
    said = _sms(f"查 {number.lower()}")
    assert number in said
    assert "最迟" in said
    assert "土堆" not in said
    assert "柳林" not in said
    assert "registered" in _sms(f"status {number}")
    _closed(number, town)
    assert "已办结" in _sms(number.replace("-", ""))
    assert _sms("你好") == HOW.zh
    assert _sms("R20200101-0001") == NONE.zh


def test_a_grade_by_message_counts_from_the_number_that_was_left_only(town: Town) -> None:
    number = _filed()
    _closed(number, town)
    assert _sms(f"{number} 不满意，只拆了一半", "13900139000") != RATED.zh
    assert RatingRow.objects.count() == 0
    assert _sms(f"{number} 不满意，只拆了一半", "+86 138 0013 8000") == RATED.zh
    assert RatingRow.objects.get().grade == "dissatisfied"
    assert _sms(f"{number} 非常满意", "13800138000") == RATED.zh
    assert RatingRow.objects.get().grade == "very_satisfied"
    assert ContactRow.objects.count() == 1


def test_the_gateway_needs_a_key_to_ask(town: Town) -> None:
    answer = visitor().post("/api/v1/messages", json.dumps({"text": "R1"}), content_type="application/json")
    assert answer.status_code in (401, 403)


def test_a_shift_is_handed_over_with_what_was_done_and_what_is_open(town: Town) -> None:
    number = _filed()
    client = signed_in(Role.HOTLINE, OTHER_COMMUNITY)
    page = client.get("/desk/handover/").content.decode()
    assert number in page
    assert client.post("/desk/handover/", {"note": "柳林社区的土堆还没有人去"}).status_code == 302
    row = ShiftRow.objects.get()
    assert (row.open_now, row.overdue) == (1, 0)
    assert "柳林社区的土堆还没有人去" in client.get("/desk/handover/").content.decode()
    assert signed_in(Role.INSPECTOR).get("/desk/handover/").status_code == 403
