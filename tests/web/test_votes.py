"""Votes in a browser: called, reviewed, printed, cast by a code, checked by a receipt, counted in the open."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from clearway.core.people import Role
from clearway.core.residents import Body
from clearway.loop import hold_vote
from clearway.record.models import BallotRow
from clearway.record.reading import votes as ballots
from tests.examples import COMMUNITY
from tests.residents import FLATS, HOME, a_vote, roll_file
from tests.web.pages import HAN, Page
from tests.web.town import OTHER_COMMUNITY, Town, desk, now, signed_in, visitor

pytestmark = pytest.mark.django_db
COMPOUND = f"{COMMUNITY}-C01"


@pytest.fixture
def roll(town: Town, tmp_path: Path) -> str:
    """Thirty owners of the town's compound, confirmed by the township."""
    kept = hold_vote.keep_roll(roll_file(tmp_path, FLATS * 15), COMPOUND, Body.OWNERS, HOME, desk(Role.COMMUNITY))
    hold_vote.close_roll(kept.number, desk(Role.TOWNSHIP))
    return kept.number


def open_vote(roll: str, **changes: object) -> str:
    """A vote announced and open since an hour, not yet printed."""
    draft = a_vote(roll, opens_at=now() - timedelta(hours=1), closes_at=now() + timedelta(days=1), **changes)
    number = hold_vote.call_vote(draft, HOME, desk(Role.COMMUNITY))
    hold_vote.review_question(number, True, "可以表决", HOME, desk(Role.LEGAL_REVIEW))
    return number


def printed_codes(number: str) -> list[str]:
    """The codes as the township's page prints them."""
    page = signed_in(Role.TOWNSHIP).post(f"/votes/{number}", {"act": "issue"}).content.decode()
    slips = page.split("纸质选票（按类")[0]
    return re.findall(r'<p class="number">(\w{4}-\w{4}-\w{4})</p>', slips)


def test_a_resident_votes_with_the_code_on_the_slip_and_finds_the_receipt(roll: str) -> None:
    number = open_vote(roll)
    codes = printed_codes(number)
    assert len(codes) == 30
    answer = visitor().post(f"/votes/{number}", {"act": "cast", "code": codes[0].lower(), "option": "yes"})
    receipt = re.search(r'class="big number">([\w-]+)<', answer.content.decode())
    assert answer.status_code == 200
    assert receipt is not None
    assert "no-cache" in answer["Cache-Control"]
    again = visitor().post(f"/votes/{number}", {"act": "cast", "code": codes[0], "option": "no"})
    assert again.status_code == 422
    assert "[turn_used]" in again.content.decode()
    checked = visitor().post(f"/votes/{number}", {"act": "check", "receipt": receipt.group(1)}).content.decode()
    assert "在票箱中" in checked
    assert "值守" not in checked
    assert BallotRow.objects.count() == 1


def test_nothing_of_the_result_is_told_before_the_close(roll: str) -> None:
    number = open_vote(roll)
    for code in printed_codes(number)[:21]:
        hold_vote.cast(number, code, "yes", "990102000000", at=now(), zone=settings.ENVIRONMENT.time_zone)
    page = visitor().get(f"/votes/{number}").content.decode()
    assert "30 人中 21 人" in page
    assert "各选项票数" not in page
    assert visitor().get(f"/votes/{number}/ballots.csv").status_code == 404


def test_after_the_close_the_result_stands_though_nobody_announced_it(roll: str) -> None:
    number = open_vote(roll)
    for code in printed_codes(number)[:21]:
        hold_vote.cast(number, code, "yes", "990102000000", at=now(), zone=settings.ENVIRONMENT.time_zone)
    _over(number)
    page = visitor("en").get(f"/votes/{number}").content.decode()
    assert "adopted" in page
    assert "21 of 30 took part" in page
    file = visitor().get(f"/votes/{number}/ballots.csv")
    assert file.status_code == 200
    assert file.content.count(b",yes,") == 21
    before = ballots.vote(number)
    assert before.result is None
    assert signed_in(Role.COMMUNITY).post(f"/votes/{number}", {"act": "announce"}).status_code == 302
    assert ballots.vote(number).result is not None


def test_an_office_calls_a_vote_and_a_closure_needs_its_lighter_options(roll: str) -> None:
    client = signed_in(Role.COMMUNITY)
    form = {
        "roll": roll, "question": "南门是否封闭", "kind": "closure", "option_no_closure": "不封闭",
        "option_time_slots": "分时段", "option_full_closure": "关闭南门",
        "opens_at": f"{now() + timedelta(hours=9):%Y-%m-%dT%H:%M}",
        "closes_at": f"{now() + timedelta(days=3):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    assert "提案编号" in client.post("/votes/", form).content.decode()
    plain = form | {"kind": "plain", "question": "是否夜间值守", "option_adopt": "值守", "option_reject": "不值守"}
    answer = client.post("/votes/", plain)
    assert answer.status_code == 302
    assert visitor().get(answer["Location"]).status_code == 200
    forbidden = plain | {"question": "是否封闭小区消防车通道"}
    refused = client.post("/votes/", forbidden)
    assert refused.status_code == 422
    assert "[on_negative_list]" in refused.content.decode()
    assert "消防法第28条" in refused.content.decode()


@pytest.mark.parametrize("role", [Role.COMMUNITY, Role.INSPECTOR, Role.COUNTY_GOVERNMENT])
def test_only_the_legal_reviewer_passes_a_question_and_only_the_township_prints(roll: str, role: Role) -> None:
    draft = a_vote(roll, opens_at=now(), closes_at=now() + timedelta(days=1))
    number = hold_vote.call_vote(draft, HOME, desk(Role.COMMUNITY))
    client = signed_in(role)
    form = {"act": "review", "passed": "yes", "note": "同意"}
    assert client.post(f"/votes/{number}", form).status_code == 403
    assert signed_in(Role.LEGAL_REVIEW).post(f"/votes/{number}", form).status_code == 302
    assert client.post(f"/votes/{number}", {"act": "issue"}).status_code == 403


@pytest.mark.parametrize("act", ["review", "issue", "hand_out", "read_sheet", "announce", "fly", ""])
def test_a_visitor_and_another_township_do_nothing_but_vote(roll: str, act: str) -> None:
    number = open_vote(roll)
    form = {"act": act, "passed": "yes", "note": "x", "code": "x", "option": "yes"}
    for client in (visitor(), signed_in(Role.TOWNSHIP, OTHER_COMMUNITY)):
        assert client.post(f"/votes/{number}", form).status_code in (403, 422)
    assert BallotRow.objects.count() == 0


def test_the_pages_of_a_vote_speak_one_language_and_label_every_field(roll: str) -> None:
    number = open_vote(roll)
    printed_codes(number)
    client = signed_in(Role.COMMUNITY, language="en")
    for address in ("/votes/", f"/votes/{number}", f"/votes/{number}/sheet"):
        page = Page(client.get(address).content.decode())
        assert not [text for text in page.own if HAN.search(text)], address
        labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
        fields = [
            a for n, a in page.tags if n in ("select", "textarea") or (n == "input" and a.get("type") != "hidden")
        ]
        assert {field.get("id") for field in fields} <= labelled, address
        assert sum(name == "h1" for name, _ in page.tags) == 1


def test_guessing_codes_is_slowed_down(roll: str) -> None:
    number, client = open_vote(roll), Client()
    answers = [
        client.post(f"/votes/{number}", {"act": "cast", "code": f"AAAA-{n:04}", "option": "yes"}) for n in range(22)
    ]
    assert "[too_many]" in answers[-1].content.decode()


def test_no_result_is_shown_of_a_box_somebody_changed(roll: str) -> None:
    number = open_vote(roll)
    for code in printed_codes(number)[:21]:
        hold_vote.cast(number, code, "yes", "990102000000", at=now(), zone=settings.ENVIRONMENT.time_zone)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_ballotrow SET option = 'no'")
    _over(number)
    page = visitor().get(f"/votes/{number}")
    assert page.status_code == 200
    assert "票箱与封印或账本不符" in page.content.decode()
    assert "各选项票数" not in page.content.decode()
    assert visitor().get(f"/votes/{number}/ballots.csv").status_code == 422
    assert visitor().get("/votes/").status_code == 200


def _over(number: str) -> None:
    """Time goes by: the close moves into the past."""
    from clearway.record.models import VoteRow
    from clearway.record.models.kept import door_open

    with door_open():
        row = VoteRow.objects.get(number=number)
        row.draft = row.draft | {"closes_at": (now() - timedelta(minutes=1)).isoformat()}
        row.save()
