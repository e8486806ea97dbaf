"""Telling through the interface: once a key, found again by token, photos without a camera's notes."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from clearway.core.people import Role
from clearway.loop.keep_photo import photo_path, sweep_photos
from clearway.record.contacts import open_contact
from clearway.record.models import AnswerRow, ContactRow, CopyRow, LedgerLine, PhotoRow, ReportRow
from tests.examples import AT, COMMUNITY
from tests.web.api.pictures import PLACE_OF_CAMERA, bomb, picture
from tests.web.town import OTHER_COMMUNITY, Town, signed_in

pytestmark = pytest.mark.django_db
TEXT = "南门被铁链锁住了，老人要去医院透析出不去，我的电话 13800138000"


def tell(client: Client | None = None, key: str | None = None, **changes: Any) -> Any:
    """A report sent through the interface."""
    document = {"text": TEXT, "place_code": COMMUNITY} | changes
    headers = {"idempotency-key": key} if key else {}
    return (client or Client()).post(
        "/api/v1/reports", json.dumps(document), content_type="application/json", headers=headers
    )


def send_photo(data: bytes, media: str = "image/jpeg") -> Any:
    """A photo sent as it is."""
    return Client().post("/api/v1/photos", data, content_type=media)


def test_a_report_gets_number_and_token_and_is_followed_by_it(town: Town) -> None:
    answer = tell()
    assert answer.status_code == 201
    told = answer.json()
    followed = Client().get(f"/api/v1/reports/{told['token']}")
    assert followed.json()["number"] == told["number"]
    assert followed.json()["state"] == "received"
    assert Client().get("/api/v1/reports/no-such-token").status_code == 404


def test_the_same_key_and_body_is_one_report_and_the_same_answer(town: Town) -> None:
    first, again = tell(key="draft-17"), tell(key="draft-17")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert ReportRow.objects.filter(text__contains="透析").count() == 1


def test_the_same_key_with_another_body_is_refused(town: Town) -> None:
    tell(key="draft-18")
    answer = tell(key="draft-18", text="北门也锁了")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "idempotency_key_reused"


def test_no_table_holds_the_token_of_an_answer(town: Town) -> None:
    token = tell(key="draft-19").json()["token"]
    row = AnswerRow.objects.get()
    assert token not in row.sealed
    assert ReportRow.objects.exclude(token_hash="").latest("number").token_hash != token


def test_a_photo_is_kept_without_what_the_camera_noted(town: Town) -> None:
    data = picture(size=(2400, 1200))
    assert PLACE_OF_CAMERA.encode() in data
    kept = send_photo(data).json()
    path = photo_path(settings.ENVIRONMENT.home, kept["photo"])
    made = path.read_bytes()
    assert PLACE_OF_CAMERA.encode() not in made
    with Image.open(io.BytesIO(made)) as opened:
        assert not opened.getexif()
        assert opened.size == (1600, 800)


def test_a_photo_is_seen_by_the_token_and_by_the_offices_of_its_place_alone(town: Town) -> None:
    digest = send_photo(picture(shade=1)).json()["photo"]
    told = tell(photos=[digest]).json()
    line = LedgerLine.objects.get(kind="photo_attached")
    assert digest in line.payload
    assert Client().get(f"/track/{told['token']}/photos/{digest}").status_code == 200
    assert Client().get(f"/track/another/photos/{digest}").status_code == 404
    assert Client().get(f"/photos/{digest}").status_code == 302
    assert signed_in(Role.TOWNSHIP).get(f"/photos/{digest}")["Content-Type"] == "image/jpeg"
    assert signed_in(Role.TOWNSHIP, OTHER_COMMUNITY).get(f"/photos/{digest}").status_code == 404
    assert signed_in(Role.RESIDENT).get(f"/photos/{digest}").status_code == 403


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"<svg onload=alert(1)>", 415),
        (b"GIF89a" + b"\0" * 40, 415),
        (b"%PDF-1.7 hello", 415),
        (b"", 415),
        (picture()[:200], 415),
        (bomb(), 413),
        (b"\xff\xd8\xff" + b"\0" * 12_000_001, 413),
    ],
    ids=["svg", "gif", "pdf", "nothing", "cut off", "bomb", "too many bytes"],
)
def test_what_is_no_photo_is_not_kept(data: bytes, status: int) -> None:
    answer = send_photo(data)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"


def test_a_hidden_tail_does_not_survive() -> None:
    kept = send_photo(picture(shade=9) + b"<?php system('id'); ?>").json()
    assert b"<?php" not in photo_path(settings.ENVIRONMENT.home, kept["photo"]).read_bytes()


def test_png_and_webp_and_forms_are_taken_too() -> None:
    for form in ("PNG", "WEBP"):
        assert send_photo(picture(form), f"image/{form.lower()}").status_code == 201
    file = io.BytesIO(picture())
    file.name = "gate.jpg"
    assert Client().post("/api/v1/photos", {"file": file}).status_code == 201


def test_a_photo_nobody_names_is_swept_away_and_a_named_one_stays(town: Town) -> None:
    from datetime import timedelta

    from django.utils import timezone

    named, unnamed = (send_photo(picture(shade=shade)).json()["photo"] for shade in (21, 22))
    tell(photos=[named])
    home = settings.ENVIRONMENT.home
    sweep_photos(home, timezone.now() + timedelta(hours=23))
    assert photo_path(home, unnamed).exists()
    sweep_photos(home, timezone.now() + timedelta(hours=25))
    assert photo_path(home, named).exists()
    assert not photo_path(home, unnamed).exists()
    assert tell(photos=[unnamed]).json()["code"] == "no_such_photo"


def test_a_contact_is_sealed_and_stands_in_no_ledger(town: Town) -> None:
    told = tell(contact={"channel": "email", "address": "someone@example.org", "language": "en"}).json()
    row = ContactRow.objects.get(report=told["number"])
    assert "example.org" not in row.sealed
    assert open_contact(row.sealed).address == "someone@example.org"
    assert not LedgerLine.objects.filter(payload__contains="example.org").exists()
    assert not LedgerLine.objects.filter(payload__contains=row.sealed).exists()


def test_a_second_ring_in_the_same_words_is_noticed_and_a_witness_is_not(town: Town) -> None:
    first, copy = tell().json()["number"], tell(text=TEXT.replace("，", ", ") + "谢谢").json()["number"]
    tell(text="柳林社区南门上了锁，我母亲今天的透析去不成，保安不放行")
    assert [(row.report, row.of) for row in CopyRow.objects.all()] == [(copy, first)]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"text": ""}, 422),
        ({"text": "x" * 2_001}, 422),
        ({"text": 5}, 422),
        ({"lat": 91.0, "lon": 0.0}, 422),
        ({"place_code": "99"}, 422),
        ({"place_code": "110000000000"}, 404),
        ({"claim_type": "threat"}, 422),
        ({"surprise": 1}, 422),
        ({"photos": ["../../etc/passwd"]}, 422),
        ({"photos": ["0" * 64]}, 422),
        ({"place_code": None}, 422),
    ],
)
def test_what_does_not_fit_is_told_as_a_problem_and_not_kept(town: Town, changes: dict[str, Any], status: int) -> None:
    before = ReportRow.objects.count()
    answer = tell(**changes)
    assert answer.status_code == status
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["detail_zh"]
    assert ReportRow.objects.count() == before
    assert PhotoRow.objects.count() == 0


def test_every_fault_of_a_call_is_a_problem_document() -> None:
    post = Client().post
    assert post("/api/v1/reports", b"{", content_type="application/json").status_code == 400
    assert post("/api/v1/reports", b"\xff\xfe", content_type="application/json").status_code == 400
    assert post("/api/v1/reports", {"text": "x"}).status_code == 415
    assert Client().delete("/api/v1/reports").status_code == 405
    assert Client().get("/api/v1/nothing/here").status_code == 404
    assert post("/api/v1/nothing", b"", content_type="text/plain").status_code == 404
    assert post("/api/v1/reports", b"x" * 1_000_001, content_type="application/json").status_code == 413
    answer = post("/api/v1/reports", b"{}", content_type="application/json", headers={"authorization": "Bearer no"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_answers_live_for_thirty_days(town: Town) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from clearway.record.answers import forget_answers

    tell(key="old")
    assert forget_answers(AT) == 0
    assert forget_answers(timezone.now() + timedelta(days=31)) == 1
