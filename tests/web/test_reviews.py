"""Quarterly reviews and goals: public, the same in every format, in one language, and honest about what is unknown."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.utils import timezone

from clearway.core.baseline import Baseline
from clearway.core.decisions import Decision
from clearway.core.events import MeasureRegistered
from clearway.core.people import Role, machine
from clearway.evaluate.review.quarter import quarter_of
from clearway.law.load import load_rulebook
from clearway.loop.desk import Desk
from clearway.loop.judge_in_force import judge_in_force
from clearway.loop.stage_goals import goals_of
from clearway.record.door import commit
from clearway.record.feeds import store_baseline
from tests.examples import COUNTY, ZONE, a_load, a_measure
from tests.web.pages import HAN, Page
from tests.web.town import Town, build_town, found_closure, open_case, signed_in, visitor

pytestmark = pytest.mark.django_db


def _address() -> str:
    return f"/reviews/{COUNTY}/{quarter_of(timezone.now().astimezone(ZONE).date())}"


def test_the_list_leads_to_a_review_that_tells_what_closed(town: Town) -> None:
    closure = found_closure(town)
    assert _address() in visitor().get("/reviews/").content.decode()
    html = visitor().get(_address()).content.decode()
    for told in (closure, town.measure, "谁受了苦", "谁要绕路", "换来了什么", "无法识别", "退出", "<svg", "满意率未知"):
        assert told in html, told


def test_page_docx_and_pdf_tell_the_same(town: Town) -> None:
    closure = found_closure(town)
    written = docx.Document(BytesIO(visitor().get(f"{_address()}/review.docx").content))
    cells = {cell.text for table in written.tables for row in table.rows for cell in row.cells}
    assert {closure, town.measure, "退出"} <= cells
    assert len(written.inline_shapes) >= 2, "charts stand in the document"
    assert visitor().get(f"{_address()}/review.pdf").content.startswith(b"%PDF")
    assert visitor().get(f"{_address()}/review.odt").status_code == 404


def test_what_is_no_quarter_or_no_region_is_refused_in_words(town: Town) -> None:
    for wrong in ("2026Q9", "2099Q1", "quarter"):
        assert visitor().get(f"/reviews/{COUNTY}/{wrong}").status_code in (400, 404, 422), wrong
    quarter = _address().rsplit("/", 1)[1]
    for region in ("110000000000", "x", f"{COUNTY}-C01"):
        assert visitor().get(f"/reviews/{region}/{quarter}").status_code == 404, region


def test_reviews_and_goals_speak_one_language(town: Town) -> None:
    open_case(town, until="closed")
    for address in ("/reviews/", _address(), "/goals/"):
        page = Page(visitor("en").get(address).content.decode())
        assert not [text for text in page.own if HAN.search(text)], address


def test_goals_nobody_measured_are_unknown_never_nought(town: Town) -> None:
    found_closure(town)
    found = goals_of(COUNTY, Desk(by=machine(COUNTY), at=timezone.now(), rulebook=load_rulebook(), zone=ZONE))
    known = {one.goal.id: one.measured for one in found.standings}
    assert known["satisfied"] is None
    assert known["complaints_satisfied"] is None
    assert known["rectified"] is not None
    assert known["rectified"].value == 0.0
    assert found.score.low < found.score.high
    html = visitor().get("/goals/").content.decode()
    assert "未知" in html
    assert 'data-claim="accuracy"' in html


def test_an_exit_opens_the_lifting_from_the_review(town: Town) -> None:
    desk = Desk(by=machine(COUNTY), at=timezone.now(), rulebook=load_rulebook(), zone=ZONE)
    judge_in_force(desk)
    html = visitor().get(_address()).content.decode()
    assert f'href="/measures/{town.measure}"' in html
    assert signed_in(Role.COUNTY_GOVERNMENT).get(f"/measures/{town.measure}").status_code == 200


def test_a_hostile_name_stays_text(db: None) -> None:
    town = build_town(hostile='<script>alert("x")</script>')
    found_closure(town)
    assert "<script>alert" not in visitor().get(_address()).content.decode()
    assert "<script>alert" not in visitor().get("/goals/").content.decode()


def test_the_command_writes_every_format(town: Town, tmp_path, capsys, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from clearway.cli import review as command
    from clearway.cli.main import main
    from clearway.record import opening

    assert command.FORMS == (".pdf", ".docx", ".html")
    monkeypatch.setattr(opening, "open_record", lambda **_: None)
    closure = found_closure(town)
    for form in command.FORMS:
        assert main(["review", "--region", COUNTY, "--out", str(tmp_path / f"R{form}"), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert closure in [one["id"] for one in told["closures"]]
        assert told["satisfied"]["value"] is None
    assert closure in (tmp_path / "R.html").read_text(encoding="utf-8")
    assert main(["review", "--region", COUNTY, "--out", str(tmp_path / "R.odt")]) != 0


def test_what_was_counted_before_the_ledger_tells_a_fall(town: Town) -> None:
    assert "clearway load baseline" in visitor().get(f"/goals/?region={COUNTY}").content.decode()
    now = timezone.now()
    began = now - timedelta(days=60)
    standing = a_measure(number="L-first", registered=False, starts_at=began, ends_at=None)
    commit(Decision((MeasureRegistered(subject="L-first", measure=standing),)), by=machine(COUNTY), at=began)
    before = Baseline(
        place_code=COUNTY, first=began.date() - timedelta(days=119), last=began.date(), closures=40, source="12345"
    )
    store_baseline([before], load=a_load("baseline"), by=machine(COUNTY), at=now)
    desk = Desk(by=machine(COUNTY), at=now, rulebook=load_rulebook(), zone=ZONE)
    found = goals_of(COUNTY, desk).measured["closures_fallen"]
    assert found.value == pytest.approx(1 - 2 * 1 / 40, abs=0.02)
    assert found.low < (found.value or 0) < found.high
