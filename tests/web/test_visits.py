"""An inspector's visit, sent from a phone once or again: evidence, photos, position, and the move it calls for."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from clearway.core.people import Role
from clearway.record import reading
from clearway.record.models import EvidenceRow, LedgerLine, PhotoRow, WarningRow
from tests.examples import POINT
from tests.web.town import OTHER_COMMUNITY, Town, now, open_case, signed_in, visitor

pytestmark = pytest.mark.django_db
FOUND = {
    "outcome": "unregistered", "barrier": "chained_gate", "imposed_by": "property", "passable": "no",
    "barrier_gone": "no", "note": "两道铁链，无公告", "lat": str(POINT.lat), "lon": str(POINT.lon + 0.001),
}  # fmt: skip
OPEN = {"passable": "yes", "barrier_gone": "yes", "notice_removed": "yes", "note": "轮椅和救护车都能过"}


def _photo() -> bytes:
    data = io.BytesIO()
    Image.effect_noise((60, 40), 50).convert("RGB").save(data, "JPEG")
    return data.getvalue()


def _send(client: Client, task: str, photo: bytes = b"", **form: str) -> HttpResponse:
    files = {"before": SimpleUploadedFile("b.jpg", photo, "image/jpeg")} if photo else {}
    return client.post(f"/inspect/{task}/send", {**form, **files}, headers={"accept": "application/json"})  # type: ignore[return-value]


def _task(case: str) -> str:
    return reading.case(case).open_tasks[0].number


def test_a_visit_files_the_case_with_photo_position_and_checklist_once(town: Town) -> None:
    case = open_case(town)
    township, photo, task = signed_in(Role.TOWNSHIP), _photo(), _task(case)
    assert task in township.get("/inspect/").content.decode()
    first = _send(township, task, photo, key="v-1", **FOUND)
    lines = LedgerLine.objects.count()
    again = _send(township, task, photo, key="v-1", **FOUND)
    assert (first.status_code, again.status_code) == (201, 201)
    assert LedgerLine.objects.count() == lines
    assert json.loads(again.content)["number"] == case
    visit = EvidenceRow.objects.get(case=case, kind="visit")
    assert visit.away_m == pytest.approx(91, abs=5)
    assert visit.open_again is False
    assert PhotoRow.objects.get().subject == case
    assert reading.case(case).state.value == "filed"
    assert township.get(f"/photos/{PhotoRow.objects.get().digest}").status_code == 200
    assert visitor().get(f"/photos/{PhotoRow.objects.get().digest}").status_code == 302


def test_a_false_alarm_is_a_label_the_model_learns_from(town: Town) -> None:
    case = open_case(town)
    form = FOUND | {"outcome": "nothing_found", "passable": "yes", "barrier_gone": "yes"}
    assert _send(signed_in(Role.TOWNSHIP), _task(case), **form).status_code == 201
    assert WarningRow.objects.get(number=town.warning).outcome == "nothing_found"
    assert reading.case(case).state.value == "closed"


@pytest.mark.parametrize(("changes", "state"), [({}, "verified"), ({"barrier_gone": "no"}, "in_handling")])
def test_a_recheck_verifies_what_is_open_and_sends_back_what_is_not(
    town: Town, changes: dict[str, str], state: str
) -> None:
    case = open_case(town, until="replied")
    assert _send(signed_in(Role.INSPECTOR), _task(case), **(OPEN | changes)).status_code == 201
    assert reading.case(case).state.value == state


def test_a_visit_made_without_signal_says_when_it_was_made(town: Town) -> None:
    case = open_case(town, until="replied")
    made = (now() - timedelta(hours=3)).isoformat()
    _send(signed_in(Role.INSPECTOR), _task(case), made_at=made, **OPEN)
    assert "（" in EvidenceRow.objects.get(case=case, kind="visit").note


def test_without_a_position_the_page_says_so(town: Town) -> None:
    case = open_case(town, until="replied")
    inspector = signed_in(Role.INSPECTOR)
    _send(inspector, _task(case), **OPEN)
    assert "没有定位" in inspector.get(f"/cases/{case}").content.decode()


@pytest.mark.parametrize(
    "changes", [{"outcome": ""}, {"note": " "}, {"barrier": ""}, {"note": "长" * 2001}, {"outcome": "dragon"}]
)
def test_what_is_missing_is_named_and_nothing_is_half_written(town: Town, changes: dict[str, str]) -> None:
    case = open_case(town)
    lines, township, task = LedgerLine.objects.count(), signed_in(Role.TOWNSHIP), _task(case)
    lines = LedgerLine.objects.count()
    answer = _send(township, task, _photo(), **(FOUND | changes))
    assert answer.status_code == 422
    assert json.loads(answer.content)["errors"][0]["text"]
    assert (LedgerLine.objects.count(), EvidenceRow.objects.count()) == (lines, 0)
    page = township.post(f"/inspect/{task}/send", FOUND | changes)
    assert page.status_code == 422
    assert "error-summary" in page.content.decode()


def test_whose_visit_it_is_not_cannot_send_it(town: Town) -> None:
    case = open_case(town, until="replied")
    task = _task(case)
    assert _send(signed_in(Role.TOWNSHIP), task, **OPEN).status_code == 403
    assert _send(signed_in(Role.TOWNSHIP, OTHER_COMMUNITY), task, **OPEN).status_code == 403
    assert signed_in(Role.COUNTY_HEALTH).get("/inspect/").status_code == 403
    assert signed_in(Role.SUPERVISOR).get("/inspect/").status_code == 403
    assert visitor().get("/inspect/").status_code == 302
    assert reading.case(case).state.value == "replied"
    assert EvidenceRow.objects.count() == 0
