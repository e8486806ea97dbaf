"""Posts and complaints that rise fast become an item with an owner, a clock and an answer everybody reads."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from clearway.core.access import Scope
from clearway.core.intake import Feed
from clearway.core.people import Role, machine
from clearway.core.reports import Report
from clearway.loop.answer_opinion import open_items
from clearway.loop.beside_the_model import raise_beside
from clearway.loop.load import load
from clearway.loop.neighbourhood import Neighbourhood
from clearway.record import reading
from clearway.record.api_keys import open_key
from clearway.record.models import LedgerLine, OpinionItemRow, ReportRow
from clearway.sources.posts import read_posts
from tests.examples import COMMUNITY, COUNTY
from tests.web.pages import HAN, Page
from tests.web.town import OTHER_COMMUNITY, Town, desk, now, signed_in, visitor

ANGRY = "太过分了！东门锁了三天，忍无可忍，打电话没人管"


def _table(path: Path, rows: list[dict[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "at", "text", "place_code", "place", "likes"], restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _post(number: int, text: str, hours: float = 1) -> dict[str, object]:
    at = (now() - timedelta(hours=hours, minutes=number)).isoformat()
    return {"id": f"p{number}", "at": at, "text": text, "place_code": COMMUNITY, "likes": 12}


def _loaded(tmp_path: Path, rows: list[dict[str, object]]) -> tuple[int, int]:
    result = load(Feed.POSTS, [_table(tmp_path / "posts.csv", rows)], by=desk(Role.MACHINE).by, at=now())[0]
    return result.kept, result.rejected


def _rise() -> OpinionItemRow:
    watching = desk(Role.MACHINE)
    places = Neighbourhood({place.code: place for place in reading.places()}, COUNTY)
    raise_beside(tuple(reading.reports()), places, watching)
    open_items(watching)
    assert open_items(watching) == ()
    return OpinionItemRow.objects.get()


def test_copies_of_a_post_are_one_voice_and_names_are_masked(tmp_path: Path) -> None:
    rows = [_post(1, "太过分了！ 找张三 13800138000"), _post(2, "太过分了，找张三13800138000"), _post(3, "另一句")]
    read: tuple[Report, ...] = read_posts(_table(tmp_path / "a.csv", rows), key=b"k" * 32, at=now()).rows
    assert len({one.caller for one in read}) == 2
    assert {one.channel for one in read} == {"post"}
    assert not any("13800138000" in one.text for one in read)


@pytest.mark.django_db
def test_a_rise_becomes_an_item_that_only_its_owner_answers_for_everybody(town: Town, tmp_path: Path) -> None:
    rows = [_post(number, f"{ANGRY}{'一二三四五六'[number]}号楼的人都看着") for number in range(6)]
    assert _loaded(tmp_path, rows) == (6, 0)
    assert _loaded(tmp_path, rows)[0] == 0
    item = _rise()
    assert (item.owner, item.region, item.measure, item.voices) == ("county_government", COUNTY, town.measure, 3)
    raised = LedgerLine.objects.filter(kind="warning_raised").count()
    assert raised == 2
    assert item.due_at - reading.warning(item.warning).raised.raised_at == timedelta(hours=24)  # type: ignore[union-attr]
    said = {"act": "answer", "number": item.number, "text": "东门今晚打开，张三 13800138000 负责"}
    assert signed_in(Role.TOWNSHIP, OTHER_COMMUNITY).post("/opinion/", said).status_code == 403
    assert signed_in(Role.INSPECTOR).post("/opinion/", said).status_code == 403
    county = signed_in(Role.COUNTY_GOVERNMENT)
    assert county.post("/opinion/", said | {"text": " "}).status_code == 422
    assert county.post("/opinion/", said).status_code == 302
    for address in ("/opinion/answers/", f"/measures/{town.measure}"):
        public = visitor().get(address).content.decode()
        assert "东门今晚打开" in public, address
        assert "13800138000" not in public, address


@pytest.mark.django_db
def test_an_item_is_passed_on_with_a_reason_and_its_clock_runs_on(town: Town, tmp_path: Path) -> None:
    _loaded(tmp_path, [_post(number, f"{ANGRY}{number}楼") for number in range(5)])
    item = _rise()
    said = {"act": "pass_on", "number": item.number, "owner": "county_health"}
    county = signed_in(Role.COUNTY_GOVERNMENT)
    assert county.post("/opinion/", said).status_code == 422
    assert county.post("/opinion/", said | {"reason": "涉及诊疗"}).status_code == 302
    after = OpinionItemRow.objects.get()
    assert (after.owner, after.region, after.due_at) == ("county_health", COUNTY, item.due_at)
    page = signed_in(Role.COUNTY_HEALTH, language="en").get("/opinion/").content.decode()
    assert not [text for text in Page(page).own if HAN.search(text)]
    assert visitor().get("/opinion/").status_code == 302


@pytest.mark.django_db
def test_a_resident_finds_an_item_its_answer_and_its_course_on_a_page_the_place_and_a_feed(
    town: Town, tmp_path: Path
) -> None:
    _loaded(tmp_path, [_post(number, f"{ANGRY}{number}楼") for number in range(5)])
    item = _rise()
    address = f"/opinion/answers/{item.number}"
    waiting = visitor().get("/opinion/answers/").content.decode()
    assert address in waiting
    assert "还没有回应" in visitor().get(address).content.decode()
    assert b"<entry>" not in visitor().get("/feeds/answers.atom").content
    county = signed_in(Role.COUNTY_GOVERNMENT)
    for text in ("今晚打开东门", "东门已打开，另设南门通道"):
        county.post("/opinion/", {"act": "answer", "number": item.number, "text": text})
    page = visitor("en").get(address).content.decode()
    assert "今晚打开东门" in page
    assert "东门已打开" in page
    assert "county_government-" not in page  # the office, never the account
    assert not [text for text in Page(page).own if HAN.search(text)]
    assert address in visitor().get(f"/here/{COMMUNITY}").content.decode()
    feed = etree.fromstring(visitor().get("/feeds/answers.atom?lang=en").content)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1
    assert "另设南门通道" in etree.tostring(entries[0], encoding="unicode")
    assert visitor().get("/opinion/answers/OP20990101-0001").status_code == 404


@pytest.mark.django_db
def test_one_person_posting_the_same_all_day_is_no_rise(town: Town, tmp_path: Path) -> None:
    _loaded(tmp_path, [_post(number, ANGRY) for number in range(30)])
    watching = desk(Role.MACHINE)
    places = Neighbourhood({place.code: place for place in reading.places()}, COUNTY)
    assert raise_beside(tuple(reading.reports()), places, watching) == ()


@pytest.mark.django_db
def test_posts_are_pushed_with_a_key_and_bad_rows_are_named(town: Town) -> None:
    key = open_key(Scope.HOTLINE, "", by=machine(COUNTY), at=now())[1]
    rows = [_post(1, ANGRY) | {"place": None}, _post(2, ANGRY) | {"place_code": "990199001001", "place": None}]
    kind = "application/json"
    assert visitor().post("/api/v1/posts", rows, content_type=kind).status_code in (401, 403)
    answer = visitor().post("/api/v1/posts", rows, content_type=kind, headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert (told["kept"], told["rejected"], told["rejects"][0]["code"]) == (1, 1, "unknown_place")
    assert ReportRow.objects.filter(channel="post").count() == 1
