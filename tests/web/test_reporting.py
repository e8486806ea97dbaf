"""A resident reports without an account, sees what is kept, and follows the report with its token alone."""

from __future__ import annotations

import pytest

from clearway.core.people import Role
from clearway.record.models import LedgerLine, ReportRow
from clearway.web.telling import read_answers
from clearway.web.throttle import MOST
from tests.examples import COMMUNITY, POINT
from tests.web.town import OTHER_COMMUNITY, Town, signed_in, visitor

pytestmark = pytest.mark.django_db
FILLED = {
    "text": "南门被铁链锁住，老人去医院出不去",
    "service": "medical",
    "barrier": "chained_gate",
    "since": "yesterday",
    "place_code": COMMUNITY,
    "lat": "",
    "lon": "",
}


def _send(**changes: str) -> str:
    """Send a report; returns the address that follows it."""
    answer = visitor().post("/report/", FILLED | {"step": "send"} | changes)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_what_will_be_kept_is_shown_masked_before_anything_is_kept(town: Town) -> None:
    answer = visitor().post("/report/", FILLED | {"step": "look", "text": "南门锁了，请打13812345678找我"})
    page = answer.content.decode()
    kept = page.split("kept-text")[1].split("</dd>")[0]
    assert answer.status_code == 200
    assert "13812345678" not in kept
    assert ReportRow.objects.count() == 0


def test_a_sent_report_gives_a_number_and_the_24_hour_promise(town: Town) -> None:
    page = visitor().get(_send()).content.decode()
    row = ReportRow.objects.get()
    assert row.number in page
    assert "24小时内" in page
    assert (row.place_code, row.service, row.channel) == (COMMUNITY, "medical", "web")
    assert "铁链锁门" in row.text
    assert "始于昨天" in row.text


def test_the_token_is_kept_nowhere_and_only_it_opens_the_page(town: Town) -> None:
    address = _send()
    token = address.removeprefix("/track/").partition("?")[0]
    row = ReportRow.objects.get()
    assert token not in row.token_hash
    assert all(token not in line.payload for line in LedgerLine.objects.all())
    assert visitor().get(f"/track/{token}").status_code == 200
    assert visitor().get(f"/track/{token[:-1]}x").status_code == 404
    assert visitor().get(f"/track/{row.number}").status_code == 404
    assert visitor().get(f"/track/{token}")["X-Robots-Tag"] == "noindex"


def test_a_point_on_the_map_is_enough_and_finds_its_place(town: Town) -> None:
    _send(place_code="", lat=str(POINT.lat + 0.008), lon=str(POINT.lon + 0.008))
    assert (ReportRow.objects.get().place_code or "").startswith(COMMUNITY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "堵" * 1001}, "text"),
        ({"place_code": ""}, "place_code"),
        ({"place_code": "", "lat": "91", "lon": "x"}, "place_code"),
        ({"place_code": "", "lat": "nan", "lon": "113"}, "place_code"),
        ({"place_code": "../../etc"}, "place_code"),
    ],
)
def test_what_is_missing_is_named_and_linked_and_nothing_is_lost(
    town: Town, changes: dict[str, str], field: str
) -> None:
    answer = visitor().post("/report/", FILLED | {"step": "send"} | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert 'value="medical" checked' in page
    assert ReportRow.objects.count() == 0


def test_a_choice_nobody_offers_is_left_out(town: Town) -> None:
    answers = read_answers(FILLED | {"service": "gold", "barrier": "dragon", "since": "forever"})
    assert (answers.service, answers.barrier, answers.since, answers.errors) == (None, None, "", ())
    assert answers.whole == FILLED["text"]


def test_going_back_to_change_shows_no_error_and_keeps_every_answer(town: Town) -> None:
    page = visitor().post("/report/", FILLED | {"step": "change"}).content.decode()
    assert "error-summary" not in page
    assert f'<option value="{COMMUNITY}" selected' in page
    assert FILLED["text"] in page


def test_too_many_sends_from_one_address_are_refused_with_a_sentence(town: Town) -> None:
    for _ in range(MOST):
        _send()
    answer = visitor().post("/report/", FILLED | {"step": "send"})
    assert answer.status_code == 422
    assert "[too_many]" in answer.content.decode()
    assert ReportRow.objects.count() == MOST


def test_the_office_of_the_place_reads_the_report_and_sends_somebody(town: Town) -> None:
    address = _send()
    number = ReportRow.objects.get().number
    township = signed_in(Role.TOWNSHIP)
    assert number in township.get("/board/").content.decode()
    assert "南门被铁链锁住" in township.get(f"/reports/{number}").content.decode()
    assert signed_in(Role.TOWNSHIP, OTHER_COMMUNITY).get(f"/reports/{number}").status_code == 403
    assert visitor().get(f"/reports/{number}").status_code == 302
    answer = township.post(f"/reports/{number}")
    assert answer["Location"].startswith("/cases/C")
    page = visitor().get(address.partition("?")[0]).content.decode()
    assert "受理" in page
    assert "township-" not in page
