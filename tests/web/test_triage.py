"""Many reports sorted at once: one case, a case each, joined, answered alike, and a wrong join undone."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from clearway.core.people import Role
from clearway.core.refusals import WrongState
from clearway.loop.handle_case import take_out
from clearway.loop.join_report import join_one
from clearway.loop.take_report import Told, take_report
from clearway.record.models import CaseRow, LedgerLine, ReplyRow, ReportRow
from tests.examples import COMMUNITY, COUNTY, ZONE
from tests.web.pages import HAN, Page
from tests.web.town import OTHER_COMMUNITY, Town, desk, now, open_case, signed_in

pytestmark = pytest.mark.django_db
_TEXTS = ("东门上锁了，出不去", "西门堆着砂石过不了车", "北门让填表才给进")


def _told(place: str = COMMUNITY, texts: tuple[str, ...] = _TEXTS) -> list[str]:
    told = [Told(text=text, place_code=place) for text in texts]
    return [take_report(one, at=now(), zone=ZONE, region=COUNTY).number for one in told]


@pytest.fixture(name="clerk")
def _clerk(town: Town) -> Client:
    return signed_in(Role.HOTLINE)


def _sort(client: Client, act: str, numbers: list[str], **form: str) -> HttpResponse:
    answer = client.post("/triage/", {"act": act, "report": numbers, **form})
    return client.get("/triage/") if answer.status_code == 302 else answer  # type: ignore[return-value]


def test_those_chosen_become_one_case_and_each_is_answered(town: Town, clerk: Client) -> None:
    numbers = _told()
    page = _sort(clerk, "one", numbers).content.decode()
    case = CaseRow.objects.get()
    assert set(ReportRow.objects.values_list("case", flat=True)) == {case.number}
    assert set(ReplyRow.objects.values_list("report", flat=True)) == set(numbers)
    assert f"/cases/{case.number}" in page
    assert "撤销并单（2 条）" in page


def test_a_wrong_join_is_undone_and_the_first_report_stays(town: Town, clerk: Client) -> None:
    first, *others = _told()
    _sort(clerk, "one", [first, *others])
    page = _sort(clerk, "undo", [first, *others]).content.decode()
    assert ReportRow.objects.get(number=first).case == CaseRow.objects.get().number
    assert set(ReportRow.objects.filter(number__in=others).values_list("case", flat=True)) == {None}
    assert LedgerLine.objects.filter(kind="report_taken_out").count() == 2
    assert first in page  # named as what could not be done
    assert "已退回分拣" in page


def test_a_case_each_for_those_that_are_not_one(town: Town, clerk: Client) -> None:
    _sort(clerk, "check", _told())
    assert CaseRow.objects.count() == 3


def test_reports_are_joined_to_a_case_that_stands_and_one_of_elsewhere_is_named(town: Town, clerk: Client) -> None:
    case = open_case(town)
    here, there = _told(texts=_TEXTS[:1]), _told(OTHER_COMMUNITY, _TEXTS[1:2])
    page = _sort(clerk, "join", [*here, "R20990101-0001"], case=case).content.decode()
    assert ReportRow.objects.get(number=here[0]).case == case
    assert "R20990101-0001" in page
    assert _sort(clerk, "join", there, case="C20990101-0001").status_code == 200
    assert ReportRow.objects.get(number=there[0]).case is None


def test_the_same_answer_goes_to_all_and_numbers_in_it_are_masked(town: Town, clerk: Client) -> None:
    numbers = _told()
    _sort(clerk, "answer", numbers, note="已通知社区，找 13800138000")
    replies = ReplyRow.objects.filter(report__in=numbers)
    assert replies.count() == 3
    assert all("13800138000" not in reply.text_zh for reply in replies)


@pytest.mark.parametrize(("act", "form"), [("one", {}), ("join", {"case": ""}), ("answer", {"note": " "}), ("?", {})])
def test_what_is_missing_is_said_above_the_list(town: Town, clerk: Client, act: str, form: dict[str, str]) -> None:
    chosen = [] if act == "one" else _told(texts=_TEXTS[:1])
    answer = _sort(clerk, act, chosen, **form)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_only_those_who_sort_may_and_only_in_their_region(town: Town) -> None:
    numbers = _told(OTHER_COMMUNITY, _TEXTS[:1])
    assert signed_in(Role.TRANSPORT).post("/triage/", {"act": "check", "report": numbers}).status_code == 403
    _sort(signed_in(Role.TOWNSHIP), "check", numbers)  # of another township
    assert not CaseRow.objects.exists()


def test_the_next_report_is_the_one_after_in_the_order_of_work(town: Town, clerk: Client) -> None:
    _told()
    urgent = _told(texts=("孕妇快生了，救护车进不来",))[0]
    client = clerk
    assert client.get("/triage/next").headers["Location"] == f"/reports/{urgent}"
    second = client.get(f"/triage/next?after={urgent}").headers["Location"]
    assert second.startswith("/reports/")
    assert second != f"/reports/{urgent}"
    assert "乡镇" in client.get(second).content.decode()  # who would be sent is said


def test_everybody_of_a_case_is_answered_together(town: Town) -> None:
    case = open_case(town)
    joined = [join_one(Told(text=text), case, at=now(), zone=ZONE, region=COUNTY) for text in _TEXTS]
    numbers = [one.number for one in joined]
    client = signed_in(Role.TOWNSHIP)
    assert "3 位反映人还没有答复" in client.get(f"/cases/{case}").content.decode()
    assert client.post(f"/cases/{case}/acts/answer-all", {"note": "吊车明早到"}).status_code == 302
    assert ReplyRow.objects.filter(report__in=numbers).count() == 3
    assert client.post(f"/cases/{case}/acts/answer-all", {"note": "再说一次"}).status_code == 422


def test_who_joins_what_an_office_has_answered_is_answered_with_it(town: Town, clerk: Client) -> None:
    first = _told(texts=_TEXTS[:1])
    _sort(clerk, "check", first)
    case = CaseRow.objects.get().number
    joined = join_one(Told(text="我也是"), case, at=now(), zone=ZONE, region=COUNTY)
    reply = ReplyRow.objects.get(report=joined.number)
    assert reply.by_role == Role.MACHINE.value
    other = open_case(town)
    alone = join_one(Told(text="这里也堵"), other, at=now(), zone=ZONE, region=COUNTY)
    assert not ReplyRow.objects.filter(report=alone.number).exists()


def test_a_report_is_taken_out_of_an_open_case_alone(town: Town, clerk: Client) -> None:
    first, second = _told(texts=_TEXTS[:2])
    _sort(clerk, "one", [first, second])
    with pytest.raises(WrongState):
        take_out(first, "不是同一件", desk(Role.TOWNSHIP))
    client, case = signed_in(Role.TOWNSHIP), CaseRow.objects.get().number
    said = {"report": second, "note": "是另一个门"}
    assert client.post(f"/cases/{case}/acts/take-out", said | {"note": " "}).status_code == 422
    assert client.post(f"/cases/{case}/acts/take-out", said).status_code == 302
    assert ReportRow.objects.get(number=second).case is None


def test_the_list_speaks_one_language_and_labels_every_box(town: Town) -> None:
    _told()
    html = signed_in(Role.HOTLINE, language="en").get("/triage/").content.decode()
    assert not [text for text in Page(html).own if HAN.search(text)]
    assert html.count('name="report" id="pick-') == html.count('<label for="pick-') == 3
