"""Rolls, hearings, councils, compacts and experts in a browser."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clearway.core.people import Role
from clearway.core.refusals import WrongState
from clearway.core.residents import RollState
from clearway.law.load import load_rulebook
from clearway.loop import hold_hearing, hold_vote
from clearway.loop.residents_said import reference_of
from clearway.record.models import HearingRow, LedgerLine
from clearway.record.reading import assemblies, votes
from clearway.respond.residents.hearings import Minutes
from tests.examples import COMMUNITY, COUNTY, ZONE
from tests.residents import FLATS, HOME, a_vote, roll_file
from tests.web.pages import HAN, Page
from tests.web.town import OTHER_COMMUNITY, Town, desk, now, signed_in, visitor

pytestmark = pytest.mark.django_db
COMPOUND = f"{COMMUNITY}-C01"


def _called(town: Town, *, in_minutes: int = 60) -> str:
    held = now() + timedelta(minutes=in_minutes)
    return hold_hearing.call_hearing("南门拟分时段管控", COMPOUND, "社区活动室", held, None, desk(Role.TOWNSHIP))


def _moved(number: str) -> None:
    """The hour of the hearing has come."""
    from clearway.record.models.kept import door_open

    with door_open():
        HearingRow.objects.filter(number=number).update(held_at=now() - timedelta(minutes=1))


def test_a_hearing_from_its_announcement_to_its_minutes(town: Town) -> None:
    number, resident, host = _called(town), visitor(), signed_in(Role.TOWNSHIP)
    page = f"/hearings/{number}"
    told = resident.post(page, {"act": "register_speaker", "public": "no", "name": "李四"}).content.decode()
    assert "您的发言编号" in told
    said = "我家老人每周三次透析，李四13800138000，请不要锁南门"
    assert resident.post(page, {"act": "make_statement", "speaker": "1", "text": said}).status_code == 302
    _moved(number)
    close = {
        "act": "close_hearing",
        "minutes": "到会十二人，逐项听取意见",
        "result": "建议分时段",
        "attended": "12",
        "consents": "no",
    }
    unanswered = host.post(page, close)
    assert unanswered.status_code == 422
    assert "1 号发言的答复" in unanswered.content.decode()
    assert host.post(page, {"act": "answer_statement", "speaker": "1", "text": "透析病人全天放行"}).status_code == 302
    assert host.post(page, close).status_code == 302
    shown = visitor("en").get(page)
    assert "What came of it" in shown.content.decode()
    assert not [text for text in Page(shown.content.decode()).own if HAN.search(text)]
    kept = assemblies.hearing(number)
    assert "13800138000" not in kept.speakers[0].statement
    assert kept.speakers[0].name == ""
    ledger = "\n".join(LedgerLine.objects.values_list("payload", flat=True))
    assert "透析，" not in ledger
    assert "李四" not in ledger
    assert reference_of(number, at=now(), rulebook=load_rulebook(), zone=ZONE).consents is False
    assert resident.post(page, {"act": "register_speaker", "public": "no"}).status_code == 422


def test_a_hearing_that_was_not_held_is_no_reference(town: Town) -> None:
    number = _called(town)
    with pytest.raises(WrongState):
        hold_hearing.close_hearing(number, Minutes(minutes="x", result="y", attended=1), desk(Role.TOWNSHIP))
    with pytest.raises(WrongState):
        reference_of(number, at=now(), rulebook=load_rulebook(), zone=ZONE)


def test_only_offices_of_the_place_host_a_hearing(town: Town) -> None:
    number = _called(town)
    form = {"act": "answer_statement", "speaker": "1", "text": "x"}
    assert visitor().post(f"/hearings/{number}", form).status_code == 403
    assert signed_in(Role.TOWNSHIP, OTHER_COMMUNITY).post(f"/hearings/{number}", form).status_code == 403
    call = {"act": "call_hearing", "topic": "x", "where": "y", "place_code": COMPOUND, "held_at": "2099-01-01T10:00"}
    assert visitor().post("/hearings/", call).status_code == 403
    assert signed_in(Role.INSPECTOR).post("/hearings/", call).status_code == 403


def test_a_council_is_called_with_its_agenda_and_minuted_once(town: Town) -> None:
    client = signed_in(Role.COMMUNITY)
    when = (now().astimezone(ZONE) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    form = {"act": "call_council", "place_code": COMPOUND, "held_at": when, "agenda": "门岗\n\n夜间照明"}
    assert client.post("/hearings/", form).status_code == 302
    meeting = assemblies.meetings()[0]
    assert meeting.agenda == ("门岗", "夜间照明")
    minute = {
        "act": "minute_council",
        "number": meeting.number,
        "attended": "9",
        "minutes": "同意",
        "recommendations": "a\nb",
    }
    assert client.post("/hearings/", minute).status_code == 422
    later = desk(Role.COMMUNITY, now() + timedelta(hours=2))
    hold_hearing.minute_council(meeting.number, 9, "同意增设门岗", ["增设门岗"], later)
    with pytest.raises(WrongState):
        hold_hearing.minute_council(meeting.number, 9, "再记一次", [], later)
    page = visitor().get("/hearings/").content.decode()
    assert "到会 9 人" in page
    assert "决定为建议" in page


def test_a_compact_with_a_barrier_is_refused_until_the_township_has_looked(town: Town, tmp_path: Path) -> None:
    form = {
        "act": "write_compact",
        "place_code": COMPOUND,
        "title": "邻里公约",
        "clauses": "互助代购药品\n夜间东门用铁链锁住",
    }
    refused = signed_in(Role.COMMUNITY).post("/hearings/", form | {"confirmed": "on"})
    assert "[compact_barriers]" in refused.content.decode()
    fine = form | {"clauses": "互助代购药品\n消防通道不得堆放杂物"}
    assert signed_in(Role.TOWNSHIP).post("/hearings/", fine).status_code == 302
    compact = assemblies.compacts(COMPOUND)[0]
    assert (compact.version, compact.flagged, compact.adopted_at) == (1, (), None)
    _adopt(compact.number, tmp_path)
    assert assemblies.compacts(COMPOUND)[0].adopted_at is not None
    assert "已通过" in visitor().get("/hearings/").content.decode()


def _adopt(compact: str, folder: Path) -> None:
    from clearway.core.residents import Body

    kept = hold_vote.keep_roll(roll_file(folder, FLATS * 5), COMPOUND, Body.OWNERS, HOME, desk(Role.COMMUNITY))
    hold_vote.close_roll(kept.number, desk(Role.TOWNSHIP))
    draft = a_vote(kept.number, compact=compact, opens_at=now(), closes_at=now() + timedelta(hours=5))
    number = hold_vote.call_vote(draft, HOME, desk(Role.COMMUNITY))
    hold_vote.review_question(number, True, "可以", HOME, desk(Role.LEGAL_REVIEW))
    printed = hold_vote.issue_ballots(number, desk(Role.TOWNSHIP))
    for code in printed.codes.values():
        hold_vote.cast(number, code, "yes", COUNTY, at=now(), zone=ZONE)
    hold_vote.announce(number, desk(Role.COMMUNITY, now() + timedelta(hours=6)))


def test_an_expert_declares_before_signing_and_a_conflict_stays_out(town: Town) -> None:
    client = signed_in(Role.COUNTY_HEALTH)
    for name, profession, retired in (("王医生", "doctor", "on"), ("赵律师", "lawyer", "")):
        form = {"act": "list_expert", "name": name, "profession": profession, "retired": retired, "since": "2026-01-01"}
        assert client.post("/experts/", form | {"until": "2099-12-31"}).status_code == 302
    doctor, lawyer = (one.number for one in assemblies.experts())
    ask = {"act": "ask_experts", "question": "分时段是否足够", "place_code": COMPOUND, "expert": [doctor, lawyer]}
    assert client.post("/experts/", ask).status_code == 302
    number = assemblies.consultations()[0].number
    part = {"number": number, "expert": doctor}
    sign = part | {"act": "sign_opinion", "favours": "yes", "opinion": "分时段足够"}
    assert "[interest_not_declared]" in client.post("/experts/", sign).content.decode()
    assert client.post("/experts/", part | {"act": "declare_interest", "conflict": "no"}).status_code == 302
    assert client.post("/experts/", sign).status_code == 302
    with pytest.raises(WrongState):
        reference_of(number, at=now(), rulebook=load_rulebook(), zone=ZONE)
    out = {"act": "declare_interest", "number": number, "expert": lawyer, "conflict": "yes", "interest": "物业公司顾问"}
    assert client.post("/experts/", out).status_code == 302
    refused = client.post("/experts/", {**sign, "expert": lawyer})
    assert "[conflict_of_interest]" in refused.content.decode()
    assert (
        "1 experts signed: 1 in favour"
        in reference_of(number, at=now(), rulebook=load_rulebook(), zone=ZONE).summary.en
    )
    assert "王医生" not in "".join(LedgerLine.objects.values_list("payload", flat=True))
    assert client.post("/experts/", {**ask, "expert": ["X-none"]}).status_code == 422


def test_a_roll_is_loaded_corrected_and_confirmed_on_its_pages(town: Town, tmp_path: Path) -> None:
    client = signed_in(Role.COMMUNITY)
    table = roll_file(tmp_path, FLATS * 5).read_bytes() + "户主900,9栋1单元101室,很大,\r\n".encode()
    form = {"place_code": COMPOUND, "body": "owners", "file": SimpleUploadedFile("名册.csv", table)}
    told = client.post("/rolls/", form).content.decode()
    assert "读取 11 行，载入 10 人" in told
    assert "户主900" not in told
    number = votes.rolls()[0].number
    correct = {"act": "correct", "line": "2", "eligible": "no", "reason": "尚未交付", "area": ""}
    assert client.post(f"/rolls/{number}", correct).status_code == 302
    assert (
        client.post(f"/rolls/{number}", {"act": "correct", "line": "3", "area": "99.5", "reason": "重测"}).status_code
        == 302
    )
    assert client.post(f"/rolls/{number}", {"act": "close"}).status_code == 403
    assert signed_in(Role.TOWNSHIP).post(f"/rolls/{number}", {"act": "close"}).status_code == 302
    roll = votes.roll(number)
    assert (roll.state, len(roll.eligible), roll.lines[2].area) == (RollState.CLOSED, 9, 9950)
    assert visitor().get(f"/rolls/{number}").status_code == 302
    assert signed_in(Role.COUNTY_HEALTH).get(f"/rolls/{number}").status_code == 403
    assert signed_in(Role.TOWNSHIP, OTHER_COMMUNITY).get(f"/rolls/{number}").status_code == 403


@pytest.mark.parametrize("body", [b"", b"\x00\x01", b"a,b\n1,2\n"])
def test_a_file_that_is_no_roll_is_refused_politely(town: Town, body: bytes) -> None:
    form = {"place_code": COMPOUND, "body": "owners", "file": SimpleUploadedFile("x.csv", body)}
    answer = signed_in(Role.COMMUNITY).post("/rolls/", form)
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_every_page_of_residents_speaks_one_language_and_labels_its_fields(town: Town, tmp_path: Path) -> None:
    number = _called(town)
    for role in (Role.TOWNSHIP, Role.COUNTY_HEALTH):
        client = signed_in(role, language="en")
        for address in ("/hearings/", f"/hearings/{number}", "/experts/", "/rolls/"):
            page = Page(client.get(address).content.decode())
            assert not [text for text in page.own if HAN.search(text)], address
            labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
            fields = {
                attrs.get("id")
                for name, attrs in page.tags
                if name in ("select", "textarea") or (name == "input" and attrs.get("type") != "hidden")
            }
            assert fields <= labelled, (address, fields - labelled)
