"""The report page's script: what it asks and sends, and that sending again keeps nothing twice."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from clearway.core.people import Role
from clearway.record.models import CaseRow, ContactRow, LedgerLine, PhotoRow, ReportRow, WitnessRow
from tests.examples import COMMUNITY
from tests.web.town import OTHER_COMMUNITY, Town, open_case, signed_in, visitor

pytestmark = pytest.mark.django_db
FILLED = {"text": "南门被铁链锁住，老人去医院出不去", "service": "medical", "place_code": COMMUNITY, "whom": "patient"}


def _photo(name: str = "a.jpg") -> SimpleUploadedFile:
    """A photo that says where it was taken."""
    data, place = io.BytesIO(), Image.Exif()
    place[0x010F] = "SecretCamera"
    Image.effect_noise((64, 48), 60).convert("RGB").save(data, "JPEG", exif=place)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def _send(client: Client | None = None, **changes: object) -> HttpResponse:
    return (client or visitor()).post("/report/send", {**FILLED, **changes})  # type: ignore[arg-type,return-value]


def test_the_same_key_again_gets_the_same_receipt_and_keeps_one_report(town: Town) -> None:
    first, lines = _send(key="k-1"), LedgerLine.objects.count()
    again = _send(key="k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert json.loads(first.content) | {"again": True} == json.loads(again.content)
    assert ReportRow.objects.count() == 1
    assert LedgerLine.objects.count() >= lines
    assert visitor().get(json.loads(again.content)["follow"]).status_code == 200


def test_the_same_key_with_another_report_is_refused(town: Town) -> None:
    _send(key="k-2")
    other = _send(key="k-2", text="另一件事：北门也封了")
    assert other.status_code == 422
    assert json.loads(other.content)["errors"][0]["code"] == "idempotency_key_reused"
    assert ReportRow.objects.count() == 1


def test_a_photo_is_kept_without_what_the_camera_wrote_and_shown_to_whoever_holds_the_token(town: Town) -> None:
    told = json.loads(_send(photos=_photo()).content)
    row = PhotoRow.objects.get()
    assert row.subject == told["number"]
    kept = Path(settings.ENVIRONMENT.home) / "photos" / row.digest[:2] / f"{row.digest}.jpg"
    assert b"SecretCamera" not in kept.read_bytes()
    assert visitor().get(f"{told['follow']}/photos/{row.digest}").status_code == 200
    assert row.digest in visitor().get(told["follow"]).content.decode()


def test_a_file_that_is_no_photo_is_named_and_nothing_is_kept(town: Town) -> None:
    answer = _send(photos=SimpleUploadedFile("a.jpg", b"<html>not a photo</html>", "image/jpeg"))
    assert answer.status_code == 422
    assert json.loads(answer.content)["errors"][0]["code"] == "bad_photo"
    assert ReportRow.objects.count() == PhotoRow.objects.count() == 0


def test_the_plain_form_takes_photos_through_the_look_without_scripts(town: Town) -> None:
    page = visitor().post("/report/", {**FILLED, "step": "look", "photos": _photo()}).content.decode()
    digest = page.split('name="photo" value="')[1].split('"')[0]
    sent = visitor().post("/report/", {**FILLED, "step": "send", "photo": digest, "key": "plain-1"})
    assert sent.status_code == 302
    assert PhotoRow.objects.get().digest == digest


def test_a_contact_is_sealed_and_stands_neither_in_the_ledger_nor_on_an_offices_page(town: Town) -> None:
    number = json.loads(_send(contact="sms", address="13800138000").content)["number"]
    assert "13800138000" not in ContactRow.objects.get(report=number).sealed
    assert all("13800138000" not in line.payload for line in LedgerLine.objects.all())
    page = signed_in(Role.TOWNSHIP).get(f"/reports/{number}").content.decode()
    assert "13800138000" not in page


@pytest.mark.parametrize("address", ["", "nobody", "138", "a" * 200 + "@b.cn"])
def test_an_address_that_reaches_nobody_is_refused(town: Town, address: str) -> None:
    answer = _send(contact="email", address=address)
    assert answer.status_code == 422
    assert json.loads(answer.content)["errors"][0]["field"] == "address"


def test_what_is_open_near_is_told_without_a_word_of_what_people_wrote(town: Town) -> None:
    _send(text="张三家门口被堵，电话13812345678")
    found = json.loads(visitor().get("/report/near", {"place_code": COMMUNITY}).content)["near"]
    assert [one["voices"] for one in found] == ["1"]
    assert "张三" not in json.dumps(found, ensure_ascii=False)
    assert json.loads(visitor().get("/report/near", {"place_code": OTHER_COMMUNITY}).content)["near"] == []
    assert json.loads(visitor().get("/report/near").content)["near"] == []


def test_one_tap_joins_an_open_case_as_one_more_witness(town: Town) -> None:
    case = open_case(town)
    told = json.loads(_send(text="", of=case, key="tap-1").content)
    row = ReportRow.objects.get(number=told["number"])
    assert (row.case, row.place_code) == (case, CaseRow.objects.get(number=case).place_code)
    _send(text="", of=case, key="tap-1")
    assert ReportRow.objects.filter(case=case).count() == 1
    assert "受理" in visitor().get(told["follow"]).content.decode()


def test_joining_a_report_nobody_has_sorted_goes_along_when_somebody_does(town: Town) -> None:
    first = json.loads(_send().content)["number"]
    second = json.loads(_send(text="", of=first).content)
    assert WitnessRow.objects.get(report=second["number"]).of == first
    answer = signed_in(Role.TOWNSHIP).post(f"/reports/{first}")
    case = answer["Location"].rpartition("/")[2]
    assert ReportRow.objects.get(number=second["number"]).case == case
    assert "合并办理" in visitor().get(second["follow"]).content.decode()


def test_joining_what_does_not_exist_or_is_closed_loses_no_word(town: Town) -> None:
    assert _send(of="C20200101-0001").status_code == 404
    closed = open_case(town, until="closed")
    told = json.loads(_send(of=closed, text="又堵上了").content)
    row = ReportRow.objects.get(number=told["number"])
    assert row.case is None
    assert "又堵上了" in row.text


def test_the_preview_masks_as_the_record_will(town: Town) -> None:
    said = json.loads(visitor().post("/report/preview", {**FILLED, "text": "打13812345678找我"}).content)
    assert "13812345678" not in said["masked"]
    assert "要定期治疗的病人" in said["masked"]
    assert "柳林社区" in said["place"]


def test_the_site_can_be_installed_and_its_worker_knows_every_file_it_needs(town: Town) -> None:
    manifest = json.loads(visitor().get("/manifest.webmanifest").content)
    assert (manifest["start_url"], manifest["display"]) == ("/report/", "standalone")
    assert manifest["icons"]
    worker = visitor().get("/sw.js")
    if worker.status_code == 404:
        pytest.skip("the front end is not built: npm ci && npm run build")
    shell = json.loads(worker.content.decode().split("self.SHELL = ")[1].split(";\n")[0])
    missing = [address for address in shell if finders.find(address.removeprefix("/static/")) is None]
    assert len(shell) > 8
    assert not missing


def test_english_and_chinese_speakers_read_the_manifest_in_their_language(town: Town) -> None:
    names = {json.loads(visitor(tag).get("/manifest.webmanifest").content)["name"] for tag in ("zh-hans", "en")}
    assert len(names) == 2
