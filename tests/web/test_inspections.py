"""Inspections end to end: drawn in the open, seen by those who carry them out, findings until somebody else clears."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from clearway.core.inspections import Draw, Entry
from clearway.core.people import Role
from clearway.record import ledger
from clearway.record.models import FindingRow, InspectionRow, LedgerLine
from clearway.record.reading import inspections as kept
from clearway.respond.inspections.sampling import frame_digest, sample
from tests.examples import COMMUNITY
from tests.web.pages import HAN, Page
from tests.web.town import OTHER_COMMUNITY, Town, found_closure, now, signed_in, visitor

pytestmark = pytest.mark.django_db
DRAW = {"frame": "places", "draw": "risk", "size": "50", "carried_by": "supervisor", "seed": "2026-11-23 #1"}


def _drawn(**other: str) -> str:
    answer = signed_in(Role.INSPECTOR).post("/inspections/", DRAW | other)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer["Location"]).rsplit("/", 1)[1]


def test_anybody_can_draw_the_sample_again_from_what_is_published(town: Town) -> None:
    found_closure(town)
    number = _drawn(size="2")
    row = InspectionRow.objects.get()
    table = signed_in(Role.CITY).get(f"/inspections/{number}/frame.csv").content.decode().splitlines()[1:]
    entries = [Entry(key=line.split(",")[0], place_code="-", weight=float(line.split(",")[2])) for line in table]
    assert list(sample(entries, row.seed, 2, Draw.RISK)) == row.sample
    assert frame_digest(entries) == row.digest
    assert max(entry.weight for entry in entries) > 1
    line = LedgerLine.objects.get(kind="inspection_drawn")
    told = json.loads(line.payload)
    assert (told["seed"], told["digest"]) == (row.seed, row.digest)
    assert "entries" not in told


def test_without_a_seed_the_head_of_the_ledger_is_taken(town: Town) -> None:
    before = ledger.head_text(ledger.head())
    signed = signed_in(Role.INSPECTOR)
    after = ledger.head_text(ledger.head())
    assert signed.post("/inspections/", DRAW | {"seed": ""}).status_code == 302
    assert InspectionRow.objects.get().seed == after != before


def test_a_supervisor_sees_the_sample_and_what_they_found_and_nothing_else(town: Town) -> None:
    number = _drawn()
    client = signed_in(Role.SUPERVISOR)
    page = client.get(f"/inspections/{number}").content.decode()
    assert COMMUNITY in page
    assert "随机种子" not in page
    assert client.get(f"/inspections/{number}/frame.csv").status_code == 404
    for address in ("/board/", f"/warnings/{town.warning}", "/campaigns/IC1", "/resources/", "/support/"):
        assert client.get(address).status_code in (403, 404), address
    assert signed_in(Role.EVALUATOR).get(f"/inspections/{number}").status_code == 404
    assert signed_in(Role.HELPER).get("/inspections/").status_code == 403
    assert visitor().get("/inspections/").status_code == 302
    assert client.post("/inspections/", DRAW).status_code == 403


def test_a_finding_stands_until_somebody_else_has_seen_it_cleared(town: Town) -> None:
    number = _drawn()
    supervisor, township = signed_in(Role.SUPERVISOR), signed_in(Role.TOWNSHIP)
    said = {"act": "find", "key": COMMUNITY, "note": "东门锁住，张三 13800138000 说没人管"}
    assert supervisor.post(f"/inspections/{number}", said).status_code == 302
    row = FindingRow.objects.get()
    assert "13800138000" not in row.text
    assert row.due_at - row.found_at == timedelta(hours=48)
    assert "东门" not in LedgerLine.objects.get(kind="finding_entered").payload
    clear = {"act": "cleared", "note": "看过"}
    assert supervisor.post(f"/findings/{row.number}", clear).status_code == 422
    assert (
        signed_in(Role.TOWNSHIP, OTHER_COMMUNITY)
        .post(f"/findings/{row.number}", {"act": "put_right", "note": "改了"})
        .status_code
        == 403
    )
    assert township.post(f"/findings/{row.number}", {"act": "put_right", "note": "铁链已剪"}).status_code == 302
    assert township.post(f"/findings/{row.number}", clear).status_code == 403
    assert supervisor.post(f"/findings/{row.number}", {"act": "not_cleared", "note": "又锁上了"}).status_code == 302
    assert kept.finding(row.number).state.value == "open"
    township.post(f"/findings/{row.number}", {"act": "put_right", "note": "换了门"})
    assert supervisor.post(f"/findings/{row.number}", clear).status_code == 302
    done = kept.finding(row.number)
    assert (done.state.value, done.rounds, done.cleared_at is not None) == ("cleared", 2, True)


def test_a_key_outside_the_sample_is_nobodys(town: Town) -> None:
    number = _drawn()
    supervisor = signed_in(Role.SUPERVISOR)
    answer = supervisor.post(f"/inspections/{number}", {"act": "find", "key": "990199001001", "note": "x"})
    assert answer.status_code == 403
    assert supervisor.post(f"/inspections/{number}", {"act": "see", "key": COMMUNITY}).status_code == 302
    assert supervisor.post(f"/inspections/{number}", {"act": "see", "key": COMMUNITY}).status_code == 422


def test_a_campaign_says_who_told_nothing_and_its_bulletin_is_public(town: Town) -> None:
    county, community = signed_in(Role.INSPECTOR), signed_in(Role.COMMUNITY)
    day = now().date()
    wanted = {"title": "消防通道专项", "text": "查消防通道", "check_by": str(day + timedelta(days=9))}
    answer = county.post("/campaigns/", wanted | {"ends_on": str(day + timedelta(days=80))})
    number = str(answer["Location"]).rsplit("/", 1)[1]
    told = {"act": "self_check", "lines": "北侧消防通道堆土\n\n西门立桩"}
    assert community.post(f"/campaigns/{number}", told).status_code == 302
    assert FindingRow.objects.filter(campaign=number, own=True).count() == 2
    page = county.get(f"/campaigns/{number}").content.decode()
    assert "没有报告自查的乡镇" in page
    assert visitor().get(f"/bulletins/{number}").status_code == 404
    assert community.post(f"/campaigns/{number}", {"act": "bulletin"}).status_code == 403
    assert county.post(f"/campaigns/{number}", {"act": "bulletin"}).status_code == 302
    public = visitor().get(f"/bulletins/{number}").content.decode()
    assert "消防通道专项" in public
    assert "堆土" not in public
    for form, head in (("docx", b"PK"), ("pdf", b"%PDF")):
        assert visitor().get(f"/bulletins/{number}.{form}").content.startswith(head)
    assert visitor().get(f"/bulletins/{number}.exe").status_code == 404


def test_what_was_entered_stays_text_and_english_pages_are_english(town: Town) -> None:
    number = _drawn()
    supervisor = signed_in(Role.SUPERVISOR)
    supervisor.post(f"/inspections/{number}", {"act": "find", "key": COMMUNITY, "note": "<script>alert(1)</script>"})
    client = signed_in(Role.INSPECTOR, OTHER_COMMUNITY, language="en")
    client.post(f"/inspections/{number}", {"act": "bulletin"})
    for address in ("/inspections/", f"/inspections/{number}", "/bulletins/", f"/bulletins/{number}"):
        html = client.get(address).content.decode()
        assert "<script>alert" not in html, address
        assert not [text for text in Page(html).own if HAN.search(text)], address
    assert client.post("/inspections/", DRAW | {"size": "x"}).status_code == 422
    assert client.post("/inspections/", DRAW | {"frame": "x"}).status_code == 422
    assert client.post("/findings/none", {"act": "cleared"}).status_code == 404
