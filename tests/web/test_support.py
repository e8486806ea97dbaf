"""Help: asked for without an account, matched to a hand, followed until who asked says it arrived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from clearway.core.people import Role
from clearway.core.support import Helper, SupportNeed, SupportRequest, SupportState
from clearway.record.models import LedgerLine, SupportRow
from clearway.respond.support.deciding import first_in_line, ranked
from tests.examples import COMMUNITY
from tests.web.pages import HAN, Page
from tests.web.town import OTHER_COMMUNITY, Town, actor_for, signed_in, visitor

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
ASK = {"need": "medicine", "text": "降压药只剩一天，张三 13800138000", "place_code": COMMUNITY,
       "phone": "139 0013 9000", "door": "3栋2单元501"}  # fmt: skip
LISTED = {"act": "list_helper", "kind": "volunteer", "needs": ["medicine", "food"], "most": "2"}


def _request(number: str, **other: object) -> SupportRequest:
    given = {"need": SupportNeed.FOOD, "urgent": False, "place_code": COMMUNITY, "text": "x", "asked_at": AT,
             "due_at": AT + timedelta(hours=3), "state": SupportState.WAITING}  # fmt: skip
    return SupportRequest(number=number, **(given | other))  # type: ignore[arg-type]


def test_emergencies_come_first_then_what_did_not_arrive_then_the_overdue() -> None:
    late = _request("late", due_at=AT - timedelta(hours=1))
    back = _request("back", turned_back=1)
    urgent = _request("urgent", urgent=True, due_at=AT + timedelta(hours=9))
    soon, calm = _request("soon", due_at=AT + timedelta(hours=1)), _request("calm")
    order = [one.number for one in first_in_line([calm, soon, late, back, urgent], AT)]
    assert order == ["urgent", "back", "late", "soon", "calm"]


def test_a_helper_is_chosen_by_kind_place_and_load() -> None:
    def helper(name: str, region: str, load: int = 0, most: int = 2, need: SupportNeed = SupportNeed.FOOD) -> Helper:
        return Helper(name=name, role=Role.HELPER, region=region, needs=frozenset({need}), most=most, load=load)

    some = [
        helper("busy", COMMUNITY, load=1), helper("full", COMMUNITY, load=2), helper("far", OTHER_COMMUNITY),
        helper("county", "990102000000"), helper("near", COMMUNITY),
        helper("doctor", COMMUNITY, need=SupportNeed.BIRTH),
    ]  # fmt: skip
    assert [one.name for one in ranked(_request("a"), some)] == ["near", "county", "busy"]


def _ask(**other: str) -> tuple[str, SupportRow]:
    answer = visitor().post("/help/", ASK | other)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return str(answer["Location"]).split("?")[0], SupportRow.objects.order_by("-asked_at")[0]


def _helper() -> Client:
    client = signed_in(Role.HELPER)
    said = LISTED | {"name": actor_for(Role.HELPER).name}
    assert signed_in(Role.CIVIL_AFFAIRS).post("/support/", said).status_code == 302
    return client


@pytest.mark.django_db
def test_from_asking_to_confirming_and_once_more_where_it_did_not_arrive(town: Town) -> None:
    helper = _helper()
    link, row = _ask()
    assert (row.state, row.helper) == ("offered", actor_for(Role.HELPER).name)
    assert row.due_at - row.asked_at == timedelta(hours=12)
    act = {"number": row.number}
    assert helper.post("/support/", act | {"act": "contact"}).status_code == 403
    assert helper.post("/support/", act | {"act": "accept"}).status_code == 302
    assert "139 0013 9000" in helper.post("/support/", act | {"act": "contact"}).content.decode()
    assert LedgerLine.objects.filter(kind="support_contact_opened").count() == 1
    assert visitor().post(link, {"act": "arrived"}).status_code == 422
    assert helper.post("/support/", act | {"act": "finish", "note": "放门口了"}).status_code == 302
    assert visitor().post(link, {"act": "not_arrived"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.turned_back) == ("waiting", 1)
    duty = signed_in(Role.TOWNSHIP)
    for step in ("accept", "finish"):
        assert duty.post("/support/", act | {"act": step}).status_code == 302
    assert visitor().post(link, {"act": "arrived"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.sealed) == ("confirmed", "")


@pytest.mark.django_db
def test_nothing_personal_is_kept_in_the_open_and_helpers_see_only_what_they_hold(town: Town) -> None:
    helper = _helper()
    _, row = _ask()
    _ask(need="dialysis")
    for secret in ("13800138000", "139 0013 9000", "13900139000", "501"):
        assert secret not in row.text + row.sealed
        assert not LedgerLine.objects.filter(payload__contains=secret).exists()
    page = helper.get("/support/").content.decode()
    assert "药品" in page
    assert "透析、放化疗 ·" not in page
    assert helper.get("/board/").status_code == 403
    assert visitor().get("/support/").status_code == 302
    assert signed_in(Role.LEGAL_REVIEW).get("/support/").status_code == 403
    other = signed_in(Role.COMMUNITY, OTHER_COMMUNITY)
    assert row.number not in other.get("/support/").content.decode()
    assert other.post("/support/", {"act": "accept", "number": row.number}).status_code in (403, 422)


@pytest.mark.django_db
def test_who_cannot_hands_it_on_with_a_reason_and_an_office_finds_another(town: Town) -> None:
    helper = _helper()
    _, row = _ask()
    act = {"number": row.number, "act": "hand_on"}
    assert helper.post("/support/", act).status_code == 422
    assert helper.post("/support/", act | {"note": "车坏了"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.handed_on) == ("waiting", 1)
    township = signed_in(Role.TOWNSHIP)
    said = {"act": "offer", "number": row.number, "helper": actor_for(Role.TOWNSHIP).name}
    assert township.post("/support/", said | {"helper": "nobody"}).status_code == 404
    assert township.post("/support/", said).status_code == 302


@pytest.mark.django_db
def test_the_number_to_call_is_always_there_and_bad_forms_keep_nothing(town: Town) -> None:
    link, _ = _ask(urgent="1")
    for address in ("/help/", link):
        for language in ("zh-hans", "en"):
            html = visitor(language).get(address).content.decode()
            assert 'href="tel:120"' in html
            assert 'href="tel:119"' in html
    assert not [text for text in Page(visitor("en").get(link).content.decode()).own if HAN.search(text)]
    office = signed_in(Role.TOWNSHIP, language="en")
    assert not [text for text in Page(office.get("/support/").content.decode()).own if HAN.search(text)]
    for wrong in ({"phone": "x"}, {"need": "gold"}, {"place_code": "1"}, {"text": " "}):
        assert visitor().post("/help/", ASK | wrong).status_code == 422, wrong
    assert SupportRow.objects.count() == 1
    assert visitor().get("/help/none").status_code == 404


@pytest.mark.django_db
def test_a_hotline_report_becomes_a_request(town: Town) -> None:
    from clearway.loop.take_report import Told, take_report
    from tests.examples import COUNTY, ZONE
    from tests.web.town import now

    receipt = take_report(
        Told(text="透析去不了医院", place_code=COMMUNITY, channel="hotline"), at=now(), zone=ZONE, region=COUNTY
    )
    said = {"act": "from_report", "report": receipt.number, "need": "dialysis", "phone": "13900139000"}
    assert signed_in(Role.COMMUNITY, OTHER_COMMUNITY).post("/support/", said).status_code == 404
    assert signed_in(Role.TOWNSHIP).post("/support/", said).status_code == 302
    row = SupportRow.objects.get()
    assert (row.report, row.need, row.channel) == (receipt.number, "dialysis", "hotline")


def test_a_helper_with_a_vehicle_finds_the_pass_form_filled_in(town: Town) -> None:
    page = visitor().get(f"/passes/?purpose=supplies&place_code={COMMUNITY}-C01").content.decode()
    assert 'value="supplies" checked' in page
    assert f'value="{COMMUNITY}-C01" selected' in page
    assert "checked" in visitor().get("/passes/").content.decode()  # who asks, and nothing else
    hostile = visitor().get("/passes/?purpose=<script>alert(1)</script>&place_code=x").content.decode()
    assert "<script>alert" not in hostile
