"""A hotline's whole way: pushed with an idempotency key, handled, answered, told by signed webhook, fetched, rated.

The receiver is a real server that fails twice, is too slow once, then takes it; it checks signatures with the very code
of the how-to.
"""

from __future__ import annotations

import json
import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from clearway.core.access import Scope
from clearway.core.decisions import Decision
from clearway.core.events import ReportJoined
from clearway.core.notices import Channel
from clearway.core.people import Role, machine
from clearway.loop.answer_reports import answer
from clearway.loop.notify import notify
from clearway.loop.subscribe import Wanted, subscribe
from clearway.publish.connectors import posting
from clearway.record.api_keys import open_key
from clearway.record.door import commit
from clearway.record.models import NoticeRow, ReportRow
from tests.examples import COMMUNITY, COUNTY
from tests.publish.receivers import Kept, web_server
from tests.web.town import Town, desk, now, open_case

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[3] / "docs" / "how-to"


def checking(language: str) -> Any:
    """The receiver's check, as the how-to prints it."""
    text = (DOCS / f"connect-the-hotline{language}.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    space: dict[str, Any] = {}
    exec(code, space)
    return space["checked"]


def push(secret: str, document: Any, idempotency: str) -> Any:
    """One push."""
    return Client().post(
        "/api/v1/hotline",
        json.dumps(document),
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}", "idempotency-key": idempotency},
    )


def complaint(name: str = "G-1", text: str = "南门锁了，老人出不去") -> dict[str, Any]:
    """A complaint of an hour ago."""
    at = (now() - timedelta(hours=1)).isoformat()
    return {"id": name, "at": at, "text": text, "place_code": COMMUNITY}


@pytest.mark.parametrize("language", ["", ".zh-CN"])
def test_a_complaint_goes_out_and_comes_back(town: Town, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    secret = open_key(Scope.HOTLINE, "12345", by=machine(COUNTY), at=now())[1]
    given = complaint()
    first, again = push(secret, given, "batch-1"), push(secret, given, "batch-1")
    assert (first.status_code, again.json(), again["Idempotency-Replayed"]) == (200, first.json(), "true")
    assert push(secret, {**given, "text": "换了内容"}, "batch-1").status_code == 422
    number = first.json()["numbers"]["G-1"]

    with web_server(500, 503) as web:
        hook = Wanted(channel=Channel.WEBHOOK, address=web.url, kinds=("report_joined",))
        opened = subscribe(hook, by=machine(COUNTY), at=now() - timedelta(minutes=1))
        joined = ReportJoined(subject=number, case=open_case(town, until="filed"))
        commit(Decision((joined,)), by=machine(COUNTY), at=now())
        answer(number, "已派人开锁", desk(Role.COUNTY_GOVERNMENT))
        tried = _until_sent(web, monkeypatch)
    assert tried == 4
    ((headers, body),) = web.posts
    check = checking(language)
    monkeypatch.setattr(time, "time", lambda: float(headers["webhook-timestamp"]) + 2)
    told = check(opened.secret, headers, body)
    assert (told["kind"], told["reports"]) == (
        "report_joined",
        [{"number": number, "channel": "hotline", "external_id": "G-1"}],
    )
    with pytest.raises(ValueError):
        check(opened.secret, headers, body.replace(b"G-1", b"G-2"))
    monkeypatch.setattr(time, "time", lambda: float(headers["webhook-timestamp"]) + 4_000)
    with pytest.raises(ValueError):
        check(opened.secret, headers, body)

    status = Client().get("/api/v1/hotline/G-1", headers={"authorization": f"Bearer {secret}"}).json()
    assert [one["text"]["zh"] for one in status["answers"]] == ["已派人开锁"]


def _until_sent(web: Kept, monkeypatch: pytest.MonkeyPatch) -> int:
    """Fails with 500, with 503, is too slow, then takes it: how often it was tried."""
    at, seconds = now(), posting._SECONDS
    for turn in range(4):
        web.slow = 1.0 if turn == 2 else 0.0
        monkeypatch.setattr(posting, "_SECONDS", 0.3 if turn == 2 else seconds)
        notify(settings.ENVIRONMENT, at=at)
        at = _next(at)
    return NoticeRow.objects.get(channel="webhook").attempts


def _next(at: datetime) -> datetime:
    row = NoticeRow.objects.get(channel="webhook")
    return max(at, row.next_at) + timedelta(seconds=1)


def test_answers_pushed_with_the_call_are_kept(town: Town) -> None:
    secret = open_key(Scope.HOTLINE, "", by=machine(COUNTY), at=now())[1]
    given = complaint()
    answered = datetime.fromisoformat(given["at"]) + timedelta(minutes=20)
    assert push(secret, {**given, "answered_at": answered.isoformat()}, "a").json()["kept"] == 1
    assert ReportRow.objects.get(external_id="G-1").answered_at == answered
    early = {**complaint("G-2"), "closed_at": "2026-01-01T00:00:00+08:00"}
    assert push(secret, early, "b").json()["rejects"][0]["code"] == "before_the_call"


def test_an_answer_that_is_no_http_is_a_failed_try_and_stops_nobody(town: Town) -> None:
    with web_server() as web:
        web.garbage = True
        hook = Wanted(channel=Channel.WEBHOOK, address=web.url, kinds=("case_opened",))
        subscribe(hook, by=machine(COUNTY), at=now() - timedelta(minutes=1))
        open_case(town)
        assert notify(settings.ENVIRONMENT, at=now()).failed == 1
