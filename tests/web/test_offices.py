"""Who may see and do what: scoped by region and role, through forms, with refusals in the reader's language."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from clearway.core.cases import CaseState
from clearway.core.people import Role
from clearway.record import reading
from clearway.record.models import CaseRow, LedgerLine, WarningRow
from tests.web.town import OTHER_COMMUNITY, Town, open_case, signed_in, visitor

pytestmark = pytest.mark.django_db
OFFICE_PAGES = ("/board/", "/warnings/{warning}", "/cases/{case}")


@pytest.fixture
def case(town: Town) -> str:
    """A case nobody has checked yet."""
    return open_case(town)


def _addresses(town: Town, case: str) -> list[str]:
    return [address.format(warning=town.warning, case=case) for address in OFFICE_PAGES]


def test_a_visitor_is_asked_to_sign_in_and_comes_back(town: Town, case: str) -> None:
    for address in _addresses(town, case):
        answer = visitor().get(address)
        assert answer.status_code == 302
        assert answer["Location"] == f"/accounts/login/?next={address}"


def test_a_resident_with_an_account_sees_no_office_page(town: Town, case: str) -> None:
    client = signed_in(Role.RESIDENT)
    assert {client.get(address).status_code for address in _addresses(town, case)} == {403}


def test_a_township_sees_its_own_case_and_another_township_does_not(town: Town, case: str) -> None:
    assert signed_in(Role.TOWNSHIP).get(f"/cases/{case}").status_code == 200
    other = signed_in(Role.TOWNSHIP, OTHER_COMMUNITY)
    for address in (f"/cases/{case}", f"/warnings/{town.warning}"):
        answer = other.get(address)
        assert answer.status_code == 403
        assert "柳林社区" in answer.content.decode()


def test_another_township_cannot_move_a_case_even_by_a_form_of_its_own(town: Town, case: str) -> None:
    other = signed_in(Role.TOWNSHIP, OTHER_COMMUNITY)
    form = {"move": "file", "outcome": "unregistered", "barrier": "fence", "note": "冒充"}
    before = LedgerLine.objects.count()
    assert other.post(f"/cases/{case}", form).status_code == 403
    assert other.post(f"/warnings/{town.warning}", {"act": "dismiss", "reason": "冒充"}).status_code == 403
    assert (reading.case(case).state, LedgerLine.objects.count()) == (CaseState.ACCEPTED, before)


def test_the_board_lists_only_what_lies_in_the_region(town: Town, case: str) -> None:
    assert case in signed_in(Role.TOWNSHIP).get("/board/").content.decode()
    assert case not in signed_in(Role.TOWNSHIP, OTHER_COMMUNITY).get("/board/").content.decode()


def test_the_board_offers_each_office_the_move_that_waits_for_it(town: Town) -> None:
    number = open_case(town, until="filed")
    county = signed_in(Role.COUNTY_GOVERNMENT).get("/board/").content.decode()
    assert "责令整改并派遣" in county
    assert f'href="/cases/{number}"' in county
    assert "没有等待本单位办理的案件" in signed_in(Role.COMMUNITY).get("/board/").content.decode()


def test_the_inspector_may_not_order_and_is_told_so_with_a_code(town: Town) -> None:
    number = open_case(town, until="filed")
    answer = signed_in(Role.INSPECTOR).post(
        f"/cases/{number}", {"move": "dispatch", "note": "拆", "rule": "closing.authority"}
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "error-summary" in page
    assert "[not_allowed]" in page
    assert "督查员" in page
    assert "责令整改" in page


def test_a_refusal_speaks_english_to_an_english_reader(town: Town) -> None:
    number = open_case(town, until="filed")
    answer = signed_in(Role.INSPECTOR, language="en").post(f"/cases/{number}", {"move": "dispatch", "note": "x"})
    assert "role inspector may not Order rectification" in answer.content.decode()


def test_a_move_without_a_note_is_refused_and_keeps_what_was_filled_in(town: Town, case: str) -> None:
    form = {"move": "file", "outcome": "unregistered", "barrier": "fence", "imposed_by": "property", "note": " "}
    answer = signed_in(Role.TOWNSHIP).post(f"/cases/{case}", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "[missing]" in page
    assert 'value="unregistered" checked' in page
    assert '<option value="fence" selected>' in page


@pytest.mark.parametrize("form", [{}, {"move": "fly"}, {"move": "file"}, {"move": "file", "outcome": "x", "note": "x"}])
def test_a_form_nobody_made_is_refused_politely(town: Town, case: str, form: dict[str, str]) -> None:
    answer = signed_in(Role.TOWNSHIP).post(f"/cases/{case}", form)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_a_note_too_long_is_refused_not_cut(town: Town, case: str) -> None:
    form = {"move": "file", "outcome": "unregistered", "barrier": "fence", "note": "长" * 2001}
    assert signed_in(Role.TOWNSHIP).post(f"/cases/{case}", form).status_code == 422
    assert reading.case(case).state is CaseState.ACCEPTED


def test_a_move_made_twice_is_refused_the_second_time(town: Town, case: str) -> None:
    client = signed_in(Role.TOWNSHIP)
    form = {"move": "file", "outcome": "unregistered", "barrier": "fence", "note": "现场有围挡"}
    assert client.post(f"/cases/{case}", form).status_code == 302
    again = client.post(f"/cases/{case}", form)
    assert again.status_code == 422
    assert "[wrong_state]" in again.content.decode()


def test_the_case_page_offers_exactly_the_moves_this_person_may_make(town: Town) -> None:
    number = open_case(town, until="replied")
    inspector = signed_in(Role.INSPECTOR).get(f"/cases/{number}").content.decode()
    assert 'value="verify"' in inspector
    assert 'value="reopen"' in inspector
    county = signed_in(Role.COUNTY_GOVERNMENT).get(f"/cases/{number}").content.decode()
    assert re.findall(r'name="move" value="(\w+)"', county) == ["supervise"]
    assert "督查员" in county


def test_the_whole_history_is_on_the_case_page(town: Town) -> None:
    number = open_case(town, until="closed")
    page = signed_in(Role.COUNTY_GOVERNMENT).get(f"/cases/{number}").content.decode()
    for told in (
        "系统预警",
        "核查属实，立案",
        "发现未登记封堵",
        "责令整改并派遣",
        "报告已拆除",
        "复核通过",
        "封堵解除",
        "结案",
    ):
        assert told in page, told


def test_a_warning_is_sent_to_a_check_once(town: Town) -> None:
    client = signed_in(Role.TOWNSHIP)
    first = client.post(f"/warnings/{town.warning}", {"act": "check"})
    second = client.post(f"/warnings/{town.warning}", {"act": "check"})
    assert first["Location"] == second["Location"]
    assert CaseRow.objects.count() == 1


def test_a_warning_is_set_aside_with_a_reason_only(town: Town) -> None:
    client = signed_in(Role.TOWNSHIP)
    assert client.post(f"/warnings/{town.warning}", {"act": "dismiss", "reason": ""}).status_code == 422
    assert client.post(f"/warnings/{town.warning}", {"act": "dismiss", "reason": "道路施工"}).status_code == 302
    assert WarningRow.objects.get(number=town.warning).dismissed_reason == "道路施工"
    page = client.get(f"/warnings/{town.warning}").content.decode()
    assert "道路施工" in page
    assert town.warning not in client.get("/board/").content.decode()


def test_a_post_without_a_csrf_token_changes_nothing(town: Town, case: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies.update(signed_in(Role.TOWNSHIP).cookies)
    answer = client.post(f"/cases/{case}", {"move": "file", "outcome": "nothing_found", "note": "x"})
    assert answer.status_code == 403
    assert reading.case(case).state is CaseState.ACCEPTED


def test_reading_a_page_changes_nothing(town: Town, case: str) -> None:
    before = LedgerLine.objects.count()
    client = signed_in(Role.TOWNSHIP)
    opened = LedgerLine.objects.count()
    for address in _addresses(town, case):
        client.get(address)
        client.get(address, {"act": "check", "move": "file"})
    assert (opened - before, LedgerLine.objects.count()) == (1, opened)


def test_a_feed_that_was_never_loaded_is_shown_as_silent_not_as_calm(town: Town) -> None:
    page = signed_in(Role.TOWNSHIP).get("/board/").content.decode()
    assert "从未载入" in page
    assert "没有数据不等于平安" in page
