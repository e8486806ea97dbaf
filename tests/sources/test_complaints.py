"""Complaints: placed, masked, classified; who called is hashed and never repeated."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from clearway.core.barriers import Service, Topic
from clearway.core.cases import ClaimType
from clearway.core.places import Place, PlaceKind, Point
from clearway.sources import understanding
from clearway.sources.complaints import read_complaints
from clearway.sources.rejects import write_rejects
from clearway.sources.understanding import understand
from tests.sources.files import AT, ZONE, file

PLACES = (
    Place(code="990102001001", kind=PlaceKind.COMMUNITY, name="柳林社区", point=Point(34.750, 113.620)),
    Place(code="990102001002", kind=PlaceKind.COMMUNITY, name="东关社区", point=Point(34.770, 113.640)),
)
HEADER = "编号,来电时间,诉求内容,lat,lon,地址,地点代码,来电号码\n"
NOON = "2026-11-20T12:00:00+08:00"


def read(folder: Path, *rows: str, key: bytes = b"k"):  # type: ignore[no-untyped-def]
    path = file(folder, HEADER + "".join(row + "\n" for row in rows))
    return read_complaints(path, zone=ZONE, at=AT, places=PLACES, key=key)


def test_the_place_is_the_code_else_the_point_else_what_address_or_words_name(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        f"1,{NOON},门锁了,34.7501,113.6201,,990102001002,",
        f"2,{NOON},门锁了,34.7501,113.6201,东关社区,,",
        f"3,{NOON},门锁了,,,东关社区3号楼,,",
        f"4,{NOON},柳林社区的门锁了,,,,,",
        f"5,{NOON},门锁了,,,,,",
        f"6,{NOON},门锁了,30.0,100.0,,,",
    )
    assert [report.place_code for report in intake.rows] == [
        "990102001002",
        "990102001001",
        "990102001002",
        "990102001001",
        None,
        None,
    ]
    assert "2 complaints name no place" in intake.notes[0].en


def test_a_text_is_read_for_topic_and_service(tmp_path: Path) -> None:
    (report,) = read(tmp_path, f"1,{NOON},小区大门被锁，老人去医院透析出不去,34.75,113.62,,,").rows
    assert report.reading.topic is Topic.MEDICAL
    assert report.service is Service.MEDICAL
    assert (report.external_id, report.channel, report.claim_type) == ("1", "hotline", ClaimType.COMPLAINT)
    assert report.number == ""


@pytest.mark.parametrize("written", ["13812345678", "138 1234 5678", "+86-138-1234-5678", "１３８１２３４５６７８"])
def test_one_caller_has_one_hash_however_the_number_is_written(tmp_path: Path, written: str) -> None:
    one, other = read(tmp_path, f"1,{NOON},门锁了,,,x,,13812345678", f"2,{NOON},门锁了,,,x,,{written}").rows
    assert one.caller == other.caller
    assert one.caller is not None
    assert "138" not in one.caller[:3] + one.text
    assert len(one.caller) == 32


def test_another_key_gives_another_hash_and_no_caller_gives_none(tmp_path: Path) -> None:
    row = f"1,{NOON},门锁了,,,x,,13812345678"
    assert read(tmp_path, row).rows[0].caller != read(tmp_path, row, key=b"other").rows[0].caller
    assert read(tmp_path, f"1,{NOON},门锁了,,,x,,").rows[0].caller is None


def test_a_phone_in_the_text_is_masked(tmp_path: Path) -> None:
    (report,) = read(tmp_path, f"1,{NOON},大门锁了，请回电13812345678,34.75,113.62,,,").rows
    assert "13812345678" not in report.text


def test_rejects_never_repeat_what_is_personal_even_from_a_shifted_row(tmp_path: Path) -> None:
    intake = read(
        tmp_path,
        f"1,{NOON},,34.75,113.62,柳林社区3号楼,,13812345678",
        f"2,13812345678,门锁了,{NOON},,x,,",
        f"3,{NOON},门锁了,138 1234 5678,113.62,x,,",
        f"4,{NOON},门锁了,,,x,13812345678,",
        f"5,{NOON},张三 13812345678 住三号楼,,,x,12,,extra",
        f"7,{(AT + timedelta(days=3)).isoformat()},门锁了,,,x,,13812345678",
        f"8,{NOON},门锁了,,,x,990102009999,13812345678",
    )
    out = tmp_path / "rejects.csv"
    write_rejects(out, [(intake.file, reject) for reject in intake.rejects])
    told = out.read_text(encoding="utf-8")
    assert [reject.code for reject in intake.rejects] == [
        "empty",
        "not_a_moment",
        "not_a_number",
        "not_a_place_code",
        "ragged",
        "future",
        "unknown_place",
    ]
    assert "1234" not in told
    assert "张三" not in told
    rows = list(csv.DictReader(told.splitlines()))
    assert rows[6]["found"] == "990102009999"


def test_a_hotlines_own_table_is_written_by_the_countys_clock(tmp_path: Path) -> None:
    (report,) = read(tmp_path, "6,2026-11-20 12:00:00,门锁了,,,柳林社区,,").rows
    assert report.at == datetime(2026, 11, 20, 12, tzinfo=ZONE)
    english = tmp_path / "english.csv"
    english.write_text("id,at,text,address\n6,2026-11-20 12:00:00,门锁了,柳林社区\n", encoding="utf-8")
    assert [reject.code for reject in read_complaints(english, zone=ZONE).rejects] == ["no_zone"]


def test_the_same_complaint_twice_is_one(tmp_path: Path) -> None:
    row = f"1,{NOON},门锁了,,,柳林社区,,13812345678"
    intake = read(tmp_path, row, row, row.replace("门锁了", "门开了"))
    assert (len(intake.rows), intake.unchanged, [reject.code for reject in intake.rejects]) == (
        1,
        0,
        ["superseded"] * 2,
    )
    assert "门开了" in intake.rows[0].text


def test_many_texts_are_read_on_all_processors_as_one_would(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"柳林社区{number}号楼被锁，电话1381234{number:04d}" for number in range(40)]
    alone = understand(texts)
    monkeypatch.setattr(understanding, "MANY", 10)
    monkeypatch.setattr(understanding, "CHUNK", 7)
    shares: list[float] = []
    assert understand(texts, shares.append) == alone
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert all("1381234" not in one.masked for one in alone)


def test_without_processes_texts_are_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object, **__: object) -> None:
        raise OSError("no semaphores here")

    monkeypatch.setattr(understanding, "MANY", 1)
    monkeypatch.setattr(understanding, "ProcessPoolExecutor", none_left)
    assert [one.reading.topic for one in understand(["小区大门被锁，老人去医院透析出不去"])] == [Topic.MEDICAL]
