"""No bad input is answered with a fault, and nothing of it is stored that should not be."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from clearway.core.access import Scope
from clearway.core.people import machine
from clearway.record.api_keys import open_key
from clearway.record.models import LedgerLine, ReportRow, ServiceRequestRow
from clearway.record.verifying import verify
from tests.examples import AT, COUNTY
from tests.web.api.hostile import hostile
from tests.web.town import Town

pytestmark = pytest.mark.django_db
_SHOWN = re.compile(rb"<script>alert|<img src=x|Traceback|OperationalError|DataError")


def _send_all(count: int, seed: int) -> dict[int, int]:
    """How often each status was answered."""
    keys = {scope.value: open_key(scope, "", by=machine(COUNTY), at=AT)[1] for scope in Scope}
    client = Client(raise_request_exception=False)
    answered: dict[int, int] = {}
    for sent in hostile(count, seed):
        headers = dict(sent.headers)
        path, body = sent.path, sent.body
        if sent.scope and sent.scope != "open311":
            headers.setdefault("authorization", f"Bearer {keys[sent.scope]}")
        if sent.scope == "open311" and b"api_key=" not in body:
            body += f"&api_key={keys['open311']}".encode()
        answer = client.generic(sent.method, path, body, sent.media or "application/octet-stream", headers=headers)
        content = answer.content
        assert answer.status_code < 500, (sent, content[:300])
        if sent.path.startswith(("/api", "/open311")):
            assert not _SHOWN.search(content) or answer["Content-Type"].split(";")[0] != "text/html", sent
        answered[answer.status_code] = answered.get(answer.status_code, 0) + 1
    return answered


def _stored_well() -> None:
    """Whatever was stored has a text of its own, a place or a point that can be, and no control characters."""
    for row in ReportRow.objects.all():
        assert row.text.strip()
        assert "\0" not in row.text
        assert len(row.text) <= 20_000
        assert row.place_code or row.lat is not None
        assert row.lat is None or (-90 <= row.lat <= 90 and -180 <= (row.lon or 0) <= 180)
    for request in ServiceRequestRow.objects.all():
        assert not request.media_url or request.media_url.startswith(("http://", "https://"))
    assert verify().ok
    assert not LedgerLine.objects.filter(payload__contains="DROP TABLE").exists()


def test_three_hundred_bad_inputs_find_no_fault(town: Town) -> None:
    answered = _send_all(300, seed=20261123)
    _stored_well()
    assert sum(answered.values()) == 300
    assert {400, 404, 422} <= set(answered)


@pytest.mark.long
def test_two_thousand_bad_inputs_find_no_fault(town: Town) -> None:
    assert sum(_send_all(2_000, seed=7).values()) == 2_000
    _stored_well()
