"""Pages of work on cases, in both languages: full of what people wrote, and no word in the other language."""

from __future__ import annotations

import pytest

from clearway.core.case_events import ReprisalSuspected
from clearway.core.casework import Grade, PauseReason, Stance
from clearway.core.decisions import Decision
from clearway.core.people import Role, machine
from clearway.core.places import Level
from clearway.loop import follow_report, work_case
from clearway.loop.follow_report import Follower
from clearway.loop.handle_case import join
from clearway.loop.keep_time import keep_time
from clearway.loop.take_report import Told, take_report
from clearway.record import reading
from clearway.record.door import commit
from tests.examples import COMMUNITY, COUNTY, ZONE
from tests.web.pages import HAN, Page
from tests.web.town import HOSTILE, Town, build_town, desk, now, open_case, signed_in

pytestmark = pytest.mark.django_db


def _worked_on(town: Town) -> str:
    """A case with a bit of everything: paused, reassigned, a department, contrary orders, what people wrote."""
    case = open_case(town, until="in_handling")
    (task,) = reading.case(case).open_tasks
    work_case.pause_task(task.number, PauseReason.WEATHER, f"暴雪{HOSTILE}", desk(Role.COMMUNITY))
    work_case.reassign_task(
        task.number, Role.TOWNSHIP, COMMUNITY[:9] + "000", f"人手不够{HOSTILE}", desk(Role.TOWNSHIP)
    )
    work_case.ask_part(case, Role.TRANSPORT, COUNTY, f"调拖车{HOSTILE}", 5, desk(Role.COUNTY_GOVERNMENT))
    work_case.take_position(case, Stance.CLOSE, f"封闭管理{HOSTILE}", desk(Role.COUNTY_HEALTH))
    work_case.take_position(case, Stance.KEEP_OPEN, f"保障物流{HOSTILE}", desk(Role.TRANSPORT))
    receipt = take_report(Told(text=f"南门堵{HOSTILE}", place_code=COMMUNITY), at=now(), zone=ZONE, region=COUNTY)
    join(receipt.number, case, desk(Role.TOWNSHIP))
    keep_time(desk(Role.MACHINE))
    return case


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_case_with_everything_on_it_leaks_no_markup_and_speaks_one_language(language: str) -> None:
    town = build_town(hostile=HOSTILE)
    case = _worked_on(town)
    for role in (Role.COUNTY_GOVERNMENT, Role.TOWNSHIP, Role.TRANSPORT, Role.INSPECTOR):
        client = signed_in(role, language=language)
        for address in (f"/cases/{case}", "/board/", "/board/late/"):
            answer = client.get(address)
            assert answer.status_code == 200, (role, address)
            html = answer.content.decode()
            page = Page(html)
            assert "<script>alert" not in html, (role, address)
            leaks = [text for text in page.own if HAN.search(text)] if language == "en" else []
            assert not leaks, (role, address, leaks)
            _labelled(page, address)


def test_every_field_of_every_act_has_a_label_of_its_own(town: Town) -> None:
    case = _worked_on(town)
    page = Page(signed_in(Role.COUNTY_GOVERNMENT).get(f"/cases/{case}").content.decode())
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert sorted(ids) == sorted(set(ids))


def _labelled(page: Page, address: str) -> None:
    labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
    for name, attrs in page.tags:
        if name in ("select", "textarea") or (name == "input" and attrs.get("type") != "hidden"):
            assert attrs.get("id") in labelled, (address, attrs)


def test_acts_from_the_page_do_what_they_say_and_refuse_with_a_sentence(town: Town) -> None:
    case = open_case(town, until="in_handling")
    (task,) = reading.case(case).open_tasks
    township, county = signed_in(Role.TOWNSHIP), signed_in(Role.COUNTY_GOVERNMENT)
    address = f"/cases/{case}/tasks/{task.number}"
    assert township.post(f"{address}/extend", {"hours": "9999", "note": "雨"}).status_code == 422
    assert township.post(f"{address}/extend", {"hours": "1e3", "note": "雨"}).status_code == 422
    assert township.post(f"{address}/extend", {"hours": "24", "note": "雨"}).status_code == 302
    assert township.post(f"{address}/dance", {"note": "x"}).status_code == 422
    assert township.post(f"/cases/{case}/tasks/T1/extend", {"note": "x"}).status_code == 404
    assert county.post(f"{address}/reassign", {"role": "helper", "note": "x"}).status_code == 403
    assert county.post(f"{address}/reassign", {"role": "police", "note": "要拖车"}).status_code == 302
    assert reading.case(case).open_tasks[0].role is Role.POLICE
    assert county.post(f"/cases/{case}/acts/merge", {"into": "C1", "note": "x"}).status_code == 404
    assert county.post(f"/cases/{case}", {"move": "supervise", "note": "太慢"}).status_code == 302
    assert reading.case(case).state.value == "supervised"
    assert signed_in(Role.SUPERVISOR).post(f"{address}/extend", {"hours": "1", "note": "x"}).status_code == 403


def test_a_rating_shows_on_the_case_and_a_call_back_moves_it(town: Town) -> None:
    case = open_case(town, until="verified")
    receipt = take_report(Told(text="南门堵", place_code=COMMUNITY), at=now(), zone=ZONE, region=COUNTY)
    join(receipt.number, case, desk(Role.TOWNSHIP))
    county, inspector = signed_in(Role.COUNTY_GOVERNMENT), signed_in(Role.INSPECTOR)
    county.post(f"/cases/{case}", {"move": "close", "note": "结案"})
    assert inspector.post(f"/cases/{case}", {"move": "revisit", "note": "电话回访，反映人满意"}).status_code == 302
    who = Follower(
        report=receipt.number, at=now(), rulebook=desk(Role.HOTLINE).rulebook, zone=ZONE, by=desk(Role.HOTLINE).by
    )
    follow_report.grade(Grade.SATISFIED, "", who)
    assert "满意" in county.get(f"/cases/{case}").content.decode()
    assert reading.case(case).state.value == "rated"
    assert county.post(f"/cases/{case}", {"move": "redo", "note": "又堵了"}).status_code == 302
    assert reading.case(case).state.value == "accepted"


def test_the_joint_meetings_pack_is_a_page_and_two_documents_for_those_who_sit_in_it(town: Town) -> None:
    case = _worked_on(town)
    county = signed_in(Role.COUNTY_GOVERNMENT)
    assert case in county.get("/board/meeting/").content.decode()
    assert county.get("/board/meeting/pack.docx").content[:2] == b"PK"
    assert county.get("/board/meeting/pack.pdf").content[:4] == b"%PDF"
    assert county.get("/board/meeting/pack.exe").status_code == 404
    assert signed_in(Role.COMMUNITY).get("/board/meeting/").status_code == 403


def test_what_waits_to_be_sorted_is_listed_life_first_and_the_same_words_once(town: Town) -> None:
    for text in ("村口土堆挡路，化肥运不进来", "南门锁了，老人心梗，救护车进不来", "村口土堆挡路，化肥运不进来"):
        take_report(Told(text=text, place_code=COMMUNITY, channel="phone"), at=now(), zone=ZONE, region=COUNTY)
    township = signed_in(Role.TOWNSHIP)
    page = township.get("/triage/").content.decode()
    assert page.index("救护车进不来") < page.index("化肥运不进来")
    assert page.count("化肥运不进来") == 1
    assert "+1" in page
    assert "化肥运不进来" not in township.get("/triage/?channel=web").content.decode()
    assert "化肥运不进来" in township.get("/board/").content.decode()
    assert signed_in(Role.LEGAL_REVIEW).get("/triage/").status_code == 403
    english = Page(signed_in(Role.INSPECTOR, language="en").get("/triage/").content.decode())
    assert not [text for text in english.own if HAN.search(text)]


def test_the_county_is_proposed_an_office_by_what_stands_and_who_put_it_up_and_may_choose_another(town: Town) -> None:
    case = open_case(town, until="filed")
    county = signed_in(Role.COUNTY_GOVERNMENT)
    assert "所在地清除" in county.get(f"/cases/{case}").content.decode()
    form = {"move": "dispatch", "note": "拆除", "rule": "closing.authority"}
    assert county.post(f"/cases/{case}", form | {"role": "inspector"}).status_code == 403
    assert county.post(f"/cases/{case}", form | {"role": "transport"}).status_code == 302
    (task,) = reading.case(case).open_tasks
    assert (task.role, task.region) == (Role.TRANSPORT, COUNTY)
    assert signed_in(Role.TRANSPORT).post(f"/cases/{case}", {"move": "start"}).status_code == 302


def test_an_act_against_a_reporters_place_is_shown_to_the_county_and_to_no_office_below(town: Town) -> None:
    receipt = take_report(Told(text="南门堵", place_code=COMMUNITY), at=now(), zone=ZONE, region=COUNTY)
    suspected = ReprisalSuspected(
        subject=receipt.number, place_code=COMMUNITY, act="M20261123-0009", level=Level.COUNTY, region=COUNTY
    )
    commit(Decision((suspected,)), by=machine(COUNTY), at=now())
    for role, told in (
        (Role.INSPECTOR, True),
        (Role.COUNTY_HEALTH, True),
        (Role.TOWNSHIP, False),
        (Role.COMMUNITY, False),
    ):
        page = signed_in(role).get("/board/late/").content.decode()
        assert ("M20261123-0009" in page) == told, role
        assert receipt.token not in page
