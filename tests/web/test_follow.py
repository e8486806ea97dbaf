"""With the token alone: add, confirm, rate, have it opened again; and by whom nothing of that can be done."""

from __future__ import annotations

import json

import pytest
from django.http import HttpResponse

from clearway.core.people import Role
from clearway.loop import handle_case
from clearway.record import reading
from clearway.record.models import AdditionRow, EvidenceRow, LedgerLine, RatingRow, ReportRow
from tests.examples import COMMUNITY
from tests.web.town import Town, desk, open_case, visitor

pytestmark = pytest.mark.django_db


def _reported(case: str | None = None) -> str:
    """A report (of a case, where one is given); returns the address that follows it."""
    answer = visitor().post("/report/send", {"text": "东门锁了，透析出不去", "place_code": COMMUNITY})
    told = json.loads(answer.content)
    if case:
        handle_case.join(told["number"], case, desk(Role.TOWNSHIP))
    return str(told["follow"])


def _post(follow: str, act: str, **form: str) -> HttpResponse:
    return visitor().post(f"{follow}/{act}", form)  # type: ignore[return-value]


def _page(follow: str) -> str:
    return visitor().get(follow).content.decode()


def test_what_is_added_is_masked_shown_and_not_in_the_ledger(town: Town) -> None:
    follow = _reported()
    assert _post(follow, "add", note="西门也锁了，我是13912345678").status_code == 302
    assert "西门也锁了" in _page(follow)
    assert "13912345678" not in AdditionRow.objects.get().text
    assert all("西门也锁了" not in line.payload for line in LedgerLine.objects.all())


def test_nothing_added_is_refused_with_a_sentence(town: Town) -> None:
    answer = _post(_reported(), "add", note="  ")
    assert answer.status_code == 422
    assert "[missing]" in answer.content.decode()


def test_a_resident_says_from_the_spot_whether_the_way_is_open(town: Town) -> None:
    case = open_case(town, until="replied")
    follow = _reported(case)
    assert "现在通了吗" in _page(follow)
    assert _post(follow, "confirm", open="no").status_code == 302
    row = EvidenceRow.objects.get(case=case)
    assert (row.kind, row.open_again, row.by_name) == ("resident", False, "resident")
    assert reading.case(case).state.value == "replied"


def test_before_anything_was_done_there_is_nothing_to_confirm_or_rate(town: Town) -> None:
    follow = _reported(open_case(town))
    for act, form in (("confirm", {"open": "yes"}), ("rate", {"grade": "satisfied"}), ("reopen", {"note": "还堵"})):
        assert _post(follow, act, **form).status_code == 422, act
    assert RatingRow.objects.count() == EvidenceRow.objects.count() == 0


def test_a_closed_case_is_rated_and_a_bad_grade_needs_a_word(town: Town) -> None:
    case = open_case(town, until="verified")
    follow = _reported(case)
    handle_case.close(case, "结案", desk(Role.COUNTY_GOVERNMENT))
    assert _post(follow, "rate", grade="very_dissatisfied").status_code == 422
    assert _post(follow, "rate", grade="gold").status_code == 422
    assert _post(follow, "rate", grade="very_dissatisfied", note="还要绕路").status_code == 302
    assert _post(follow, "rate", grade="satisfied").status_code == 302
    assert (RatingRow.objects.get().grade, reading.case(case).state.value) == ("satisfied", "rated")
    assert all("还要绕路" not in line.payload for line in LedgerLine.objects.all())


def test_what_was_closed_but_not_put_right_is_opened_again_and_inspectors_look(town: Town) -> None:
    case = open_case(town, until="verified")
    follow = _reported(case)
    handle_case.close(case, "结案", desk(Role.COUNTY_GOVERNMENT))
    assert _post(follow, "reopen", note="铁链又锁上了").status_code == 302
    found = reading.case(case)
    assert found.state.value == "accepted"
    assert [(task.kind.value, task.role) for task in found.open_tasks] == [("verify", Role.INSPECTOR)]
    assert "铁链又锁上了" in _page(follow)
    assert _post(follow, "reopen", note="再来一次").status_code == 422


def test_no_other_token_and_no_other_act_does_anything(town: Town) -> None:
    follow = _reported()
    assert _post(follow[:-1] + "x", "add", note="x").status_code == 404
    assert _post(follow, "close", note="x").status_code == 404
    assert visitor().get(f"{follow}/add").status_code == 405
    assert ReportRow.objects.count() == 1
