"""Passes on the site: asked for, minted, checked by the verifier, revoked, published, counted and forgotten."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from clearway.core.inspections import Frame
from clearway.core.measures import Measure, MeasureKind
from clearway.core.passes import RevocationReason
from clearway.core.people import Role, machine
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.refusals import Refusal
from clearway.logs import without_personal
from clearway.loop import issue_pass, revoke_pass
from clearway.loop.forget_passes import REPORT_TYPE, forget_passes
from clearway.loop.inspect_samples import frame_of
from clearway.loop.list_gates import known_gates, list_gates
from clearway.passes import cbor
from clearway.passes.cose import open_sign1, signer
from clearway.passes.jwk import from_jwk
from clearway.passes.keys import Use
from clearway.passes.qr import read_picture
from clearway.passes.status_delta import DELTA_TYPE
from clearway.passes.status_tokens import CWT_TYPE, JWT_TYPE, read_status
from clearway.passes.trust import Trust, trust_of
from clearway.passes.trust_tokens import read_trust
from clearway.passes.used import UsedInMemory
from clearway.passes.verdicts import Answer, Code, Verdict
from clearway.passes.verifying import verify
from clearway.record import feeds
from clearway.record.models import GateHourRow, LedgerLine, PassRow
from clearway.web.issuer import pass_keys
from tests.examples import COMMUNITY, COUNTY, a_load, a_measure
from tests.journeys.streets import Streets, laid
from tests.web.town import desk, now, signed_in, visitor

pytestmark = pytest.mark.django_db
NAME, NUMBER = "王秀兰", "41018519500101002X"
HOSPITAL = {"lat": 34.0, "lon": 113.0098}
Document = dict[str, Any]


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(settings.ENVIRONMENT.home) as known:
        yield known


@pytest.fixture(autouse=True)
def gates(streets: Streets) -> None:
    """A compound whose south gate is under a measure, as is a checkpoint in the community next to it."""
    at = now()
    by = machine(COUNTY)
    places = [
        Place(code=COUNTY, kind=PlaceKind.COUNTY, name="溪宁县"),
        Place(code=COMMUNITY, kind=PlaceKind.COMMUNITY, name="柳林社区", point=Point(33.999, 113.006)),
        Place(code=f"{COMMUNITY}-C09", kind=PlaceKind.COMPOUND, name="双门小区", point=Point(33.9991, 113.0075)),
    ]
    feeds.store_places(places, load=a_load("places"), by=by, at=at)
    feeds.store_measures([_measure("M-1", at), _measure("M-2", at)], load=a_load("measures"), by=by, at=at)
    pass_keys().make_root()


def _measure(number: str, at: datetime, days: int = 5) -> Measure:
    return a_measure(
        number, kind=MeasureKind.CLOSE_PLACE, place_code=f"{COMMUNITY}-C09", starts_at=at - timedelta(days=3),
        ends_at=at + timedelta(days=days), public_notice_id=f"N-{number}",
    )  # fmt: skip


def ask(client: Client, **changes: Any) -> Document:
    """A pass asked for through the interface."""
    asked = {"purpose": "medical", "place_code": f"{COMMUNITY}-C09", "name": NAME, "id_number": NUMBER, **changes}
    answer = client.post("/api/v1/passes", json.dumps(asked), content_type="application/json")
    assert answer.status_code == 201, answer.content.decode()
    told: Document = answer.json()
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatekeeper:
    """A verifier that fetched what anybody can fetch."""

    trust: Trust
    base: str

    def verdict(self, text: str, client: Client, gate: int, at: datetime | None = None) -> Verdict:
        """The verdict with the list as it is now."""
        seconds = int((at or now()).timestamp())
        held = read_status(client.get(f"{self.base}0").content, self.trust, uri=f"{self.base}0", now=seconds)
        lists = {("CN-990102", 0): held}
        return verify(text, trust=self.trust, lists=lists, gate=gate, now=seconds, used=UsedInMemory())


def gatekeeper(client: Client) -> Gatekeeper:
    data = client.get("/gate/data.json").json()
    known = read_trust(client.get("/.well-known/clearway-trust").content, from_jwk(data["root"]))
    assert known.status_base == "http://testserver/passes/status/"
    return Gatekeeper(trust=trust_of(known), base=known.status_base)


def text_of(client: Client, told: Mapping[str, Any]) -> str:
    """The QR text, read from the picture a holder gets."""
    picture = client.get(f"/passes/of/{told['id']}/picture.png")
    assert picture.status_code == 200
    (text,) = read_picture(picture.content)
    return text


def gate_of(told: Mapping[str, Any]) -> int:
    number: int = told["gates"][0]
    return number


def test_a_pass_asked_for_is_accepted_at_the_gates_on_the_way_and_nowhere_else() -> None:
    client = visitor()
    told = ask(client, **HOSPITAL)
    keeper = gatekeeper(client)
    verdict = keeper.verdict(text_of(client, told), client, gate_of(told))
    assert (told["state"], verdict.answer, verdict.code) == ("issued", Answer.ACCEPT, Code.OK)
    assert verdict.claims is not None
    assert (verdict.claims.name, verdict.claims.check is None) == ("王*兰", False)
    assert keeper.verdict(text_of(client, told), client, 9_999).answer is Answer.GATE_NOT_AUTHORISED


def test_a_gate_whose_approval_ended_is_open_whatever_the_pass() -> None:
    client, at = visitor(), now()
    told = ask(client)
    text, gate = text_of(client, told), gate_of(told)
    assert gatekeeper(client).verdict(text, client, gate).answer is Answer.ACCEPT
    over = [_measure("M-1", at, days=-1), _measure("M-2", at, days=-1)]
    feeds.store_measures(over, load=a_load("measures", digest="1" * 64), by=machine(COUNTY), at=at)
    for shown in (text, "CW1:nonsense", ""):
        assert gatekeeper(client).verdict(shown, client, gate).answer is Answer.GATE_NOT_AUTHORISED
    assert "没有。谁都不需要通行证。" in client.get("/passes/").content.decode()


def test_a_way_without_a_controlled_gate_needs_no_pass() -> None:
    at = now()
    over = [_measure("M-1", at, days=-1), _measure("M-2", at, days=-1)]
    feeds.store_measures(over, load=a_load("measures", digest="1" * 64), by=machine(COUNTY), at=at)
    answer = visitor().post(
        "/api/v1/passes",
        json.dumps({"purpose": "medical", "place_code": f"{COMMUNITY}-C09", **HOSPITAL}),
        content_type="application/json",
    )
    assert answer.status_code == 422
    assert answer.json()["code"] == "no_gate_on_the_way"


def test_other_purposes_wait_for_a_person_and_are_on_the_board_with_a_clock() -> None:
    client, clerk = visitor(), signed_in(Role.COMMUNITY)
    told = ask(client, purpose="school")
    assert told["state"] == "asked"
    assert client.get(f"/api/v1/passes/{told['id']}/qr.svg").status_code == 422
    assert told["number"] in clerk.get("/board/").content.decode()
    assert told["number"] in clerk.get("/passes/desk/").content.decode()
    decided = clerk.post(
        f"/api/v1/passes/{told['number']}/approve", json.dumps({"decision": "approve"}), content_type="application/json"
    )
    assert decided.json()["state"] == "issued"
    assert client.get(f"/api/v1/passes/{told['id']}/qr.svg")["Content-Type"] == "image/svg+xml"
    nobody = client.post(f"/api/v1/passes/{told['number']}/approve", "{}", content_type="application/json")
    assert nobody.status_code == 401


def test_a_revocation_takes_two_and_is_in_the_list_at_once_with_a_way_to_appeal() -> None:
    client, first = visitor(), signed_in(Role.COMMUNITY)
    second, county = signed_in(Role.TOWNSHIP), signed_in(Role.COUNTY_GOVERNMENT)
    told = ask(client)
    keeper, text = gatekeeper(client), text_of(client, told)
    before = client.get("/passes/status/0")
    assert first.post(f"/passes/desk/{told['number']}", {"act": "revoke", "reason": "passed_on"}).status_code == 302
    (number,) = re.findall(r"Y\d{8}-\d{4}", first.get(f"/passes/desk/{told['number']}").content.decode())[:1]
    assert first.post(f"/passes/revocations/{number}", {"act": "confirm"}).status_code == 422
    assert keeper.verdict(text, client, gate_of(told)).answer is Answer.ACCEPT
    revoked_at = now()
    assert second.post(f"/passes/revocations/{number}", {"act": "confirm"}).status_code == 302
    assert keeper.verdict(text, client, gate_of(told)).code is Code.REVOKED
    assert now() - revoked_at < timedelta(seconds=2)
    assert client.get("/passes/status/0")["ETag"] != before["ETag"]
    page = client.get(f"/passes/of/{told['id']}").content.decode()
    assert "转给他人使用" in page
    assert (
        client.post(f"/passes/of/{told['id']}/acts", {"act": "appeal", "text": "一直是我本人在用"}).status_code == 302
    )
    (appeal,) = set(re.findall(r"A\d{8}-\d{4}", client.get(f"/passes/of/{told['id']}").content.decode()))
    said = {"act": "answer", "appeal": appeal, "upheld": "yes", "note": "核实为本人使用"}
    assert county.post(f"/passes/desk/{told['number']}", said).status_code == 302
    assert keeper.verdict(text, client, gate_of(told)).answer is Answer.ACCEPT


def test_the_holder_gives_back_without_a_second_person_and_the_delta_tells_it() -> None:
    client = visitor()
    told = ask(client)
    since = int(now().timestamp()) - 60
    given = client.post(
        f"/api/v1/passes/{told['id']}/revoke", json.dumps({"reason": "lost"}), content_type="application/json"
    )
    assert given.json()["standing"] == "done"
    answer = client.get(f"/passes/status/0?since={since}")
    assert answer["Content-Type"] == DELTA_TYPE
    opened = open_sign1(answer.content, typ=DELTA_TYPE)
    signer(opened, gatekeeper(client).trust.keys_for(opened.kid, Use.STATUS))
    claims = cbor.decode(opened.payload)
    row = PassRow.objects.get(number=told["number"])
    assert isinstance(claims, dict)
    assert (claims[-65540], claims[-65541]) == ([row.list_index], [])


def test_a_status_list_comes_as_cwt_and_jwt_for_every_site_and_is_asked_again_cheaply() -> None:
    client = visitor()
    ask(client)
    trust, uri = gatekeeper(client).trust, "http://testserver/passes/status/0"
    for accept, media in ((CWT_TYPE, CWT_TYPE), (f"application/{JWT_TYPE}", f"application/{JWT_TYPE}")):
        answer = client.get("/passes/status/0", headers={"accept": accept})
        assert answer["Content-Type"] == media
        assert answer["Access-Control-Allow-Origin"] == "*"
        read_status(answer.content, trust, uri=uri, now=int(now().timestamp()))
        again = client.get("/passes/status/0", headers={"accept": accept, "if-none-match": answer["ETag"]})
        assert again.status_code == 304
    assert client.get("/passes/status/77").status_code == 404
    keys = client.get("/.well-known/jwks.json").json()["keys"]
    assert {key["cw:use"] for key in keys} == {"pass", "status"}
    assert not any("d" in key for key in keys)


def test_the_eleventh_revocation_of_an_office_within_a_day_waits_for_the_county() -> None:
    client, held = visitor(), 0
    first, second = desk(Role.COMMUNITY), desk(Role.TOWNSHIP)
    for _ in range(11):
        told = ask(client)
        number = revoke_pass.propose(told["number"], RevocationReason.PASSED_ON.value, first)
        held += not revoke_pass.confirm(number, second)
    assert held == 1
    assert PassRow.objects.filter(state="revoked").count() == 10
    with pytest.raises(Refusal):
        revoke_pass.release(number, desk(Role.INSPECTOR))
    revoke_pass.release(number, desk(Role.COUNTY_GOVERNMENT))
    assert PassRow.objects.filter(state="revoked").count() == 11


def test_a_gate_a_day_without_a_network_warns_and_never_locks() -> None:
    client = visitor()
    told = ask(client, to=(now() + timedelta(days=3)).isoformat())
    keeper, text = gatekeeper(client), text_of(client, told)
    held = read_status(
        client.get("/passes/status/0").content, keeper.trust, uri=f"{keeper.base}0", now=int(now().timestamp())
    )
    later = int((now() + timedelta(hours=26)).timestamp())
    verdict = verify(
        text, trust=keeper.trust, lists={("CN-990102", 0): held}, gate=gate_of(told), now=later, used=UsedInMemory()
    )
    assert (verdict.answer, verdict.code) == (Answer.ACCEPT_WARN, Code.STATUS_STALE)


def counts(gate: int, **changes: Any) -> Document:
    hour = now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    one = {"hour": hour.isoformat(), "purpose": 1, "verdict": "accept", "count": 7, **changes}
    return {"gate": gate, "batch": "0f4c2f60-7d7e-4be1-9a63-5f2c8d0f7a11", "counts": [one]}


def test_a_gate_tells_hourly_counts_once_and_nothing_else() -> None:
    client = visitor()
    gate = gate_of(ask(client))

    def post(document: Document) -> Any:
        return client.post("/api/v1/gates/counts", json.dumps(document), content_type="application/json")

    assert post(counts(gate)).json() == {"taken": True}
    assert post(counts(gate)).json() == {"taken": False}
    assert GateHourRow.objects.get().count == 7
    assert post(counts(999_999) | {"batch": "another-one"}).status_code == 404
    for trail in ({"cti": "00"}, {"hour": now().replace(minute=7).isoformat()}, {"verdict": "red"}):
        assert post(counts(gate, **trail) | {"batch": f"batch-{len(str(trail))}"}).status_code == 422
    assert str(7) not in LedgerLine.objects.filter(kind="gate_counted").latest("seq").payload.split('"hour"')[0]


def test_published_counts_hide_small_cells() -> None:
    client = visitor()
    gate = gate_of(ask(client))
    for purpose, number in ((1, 12), (2, 3), (4, 28), (5, 9)):
        document = counts(gate, purpose=purpose, count=number) | {"batch": f"batch-{purpose}-{number}"}
        client.post("/api/v1/gates/counts", json.dumps(document), content_type="application/json")
    hour = GateHourRow.objects.first()
    assert hour is not None
    day = hour.hour.astimezone(settings.ENVIRONMENT.time_zone).date()
    cells = re.findall(r'<td class="figure">(.*?)</td>', client.get(f"/passes/figures/?day={day}").content.decode())
    shown = [int(cell) for cell in cells if cell.isdecimal()]
    assert shown
    assert all(value % 5 == 0 for value in shown)
    assert sum("不公布" in cell for cell in cells) >= 2


TABLE = "事由,出入口,起,止,姓名,身份证号,次数\n"


def _batch(client: Client, rows: str) -> Any:
    sent = SimpleUploadedFile("exam.csv", (TABLE + rows).encode(), content_type="text/csv")
    return client.post("/passes/batch/", {"file": sent})


def test_a_table_becomes_passes_that_open_and_bad_rows_are_named() -> None:
    client, clerk = visitor(), signed_in(Role.COUNTY_GOVERNMENT)
    gate = gate_of(ask(client))
    start, end = (
        f"{now().astimezone(settings.ENVIRONMENT.time_zone) + timedelta(hours=h):%Y-%m-%d %H:%M}" for h in (-1, 9)
    )
    rows = f"考试,{gate},{start},{end},李小明,,1\n考试,{gate},{end},{start},张三,,\n考试,99999,{start},{end},赵四,,\n"
    answer = _batch(clerk, rows)
    assert (answer.status_code, answer["X-Passes-Issued"], answer["X-Rows-Rejected"]) == (200, "1", "2")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    (line,) = csv.DictReader(io.StringIO(archive.read("passes.csv").decode("utf-8-sig")))
    assert read_picture(archive.read(line["picture"])) == (line["qr_text"],)
    assert gatekeeper(client).verdict(line["qr_text"], client, gate).answer is Answer.ACCEPT
    rejects = archive.read("rejects.csv").decode("utf-8-sig")
    assert "99999" in rejects
    assert "赵四" not in rejects
    assert _batch(visitor(), rows).status_code == 302


def test_records_go_a_week_after_the_end_with_a_signed_report_and_nothing_left() -> None:
    client = visitor()
    told = ask(client)
    client.post(f"/passes/of/{told['id']}/acts", {"act": "revoke", "reason": "lost"})
    assert forget_passes(pass_keys(), desk(Role.MACHINE)).report is None
    later = desk(Role.MACHINE, at=now() + timedelta(days=9))
    done = forget_passes(pass_keys(), later)
    assert done.passes == 1
    assert client.get(f"/passes/of/{told['id']}").status_code == 404
    opened = open_sign1(client.get(f"/passes/deletions/{done.report}").content, typ=REPORT_TYPE)
    keys = [key.known for key in pass_keys().known(Use.STATUS) if key.known.kid == opened.kid]
    signer(opened, keys)
    report = json.loads(str(cbor.decode(opened.payload)))
    assert report["deleted"]["passes"] == 1
    assert forget_passes(pass_keys(), later).report is None


def _dump() -> str:
    """Every row of every table, and every file of the home that is not the database itself."""
    with connection.cursor() as cursor:
        lines = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            lines += [f"{table}: {row!r}" for row in cursor.fetchall()]
    for file in settings.ENVIRONMENT.home.rglob("*"):
        if file.is_file() and "roads" not in file.parts and "sqlite3" not in file.name:
            lines.append(file.read_bytes().decode(errors="replace"))
    return "\n".join(lines)


@pytest.mark.parametrize("scans", [60, pytest.param(5_000, marks=pytest.mark.long)])
def test_a_dump_after_many_scans_names_nobody_and_joins_no_two(scans: int) -> None:
    client = visitor()
    passes = [ask(client, note="请通融") for _ in range(3)]
    texts, keeper = [text_of(client, told) for told in passes], gatekeeper(client)
    before = _dump()
    held = read_status(
        client.get("/passes/status/0").content, keeper.trust, uri=f"{keeper.base}0", now=int(now().timestamp())
    )
    for scan in range(scans):
        verdict = verify(
            texts[scan % 3], trust=keeper.trust, lists={("CN-990102", 0): held}, gate=gate_of(passes[0]),
            now=int(now().timestamp()), used=UsedInMemory(),
        )  # fmt: skip
        assert verdict.answer is Answer.ACCEPT
    client.post(
        "/api/v1/gates/counts", json.dumps(counts(gate_of(passes[0]), count=scans)), content_type="application/json"
    )
    after = _dump()
    for secret in (NAME, "王*兰", NUMBER, NUMBER[:17], *(told["id"] for told in passes), *texts):
        assert secret not in after, secret
    new = [line for line in after.splitlines() if line not in set(before.splitlines())]
    assert len([line for line in new if line.startswith("record_gatehourrow")]) == 1
    assert not any(told["number"] in line for line in new for told in passes), "a scan left no mark on a pass"


def test_a_name_reaches_no_ledger_line_and_no_office() -> None:
    client, clerk = visitor(), signed_in(Role.COMMUNITY)
    told = ask(client, purpose="other", note="王秀兰电话13800138000")
    page = clerk.get(f"/passes/desk/{told['number']}").content.decode()
    assert "13800138000" not in page
    assert NAME not in "".join(LedgerLine.objects.values_list("payload", flat=True))
    payloads = [
        json.loads(line) for line in LedgerLine.objects.filter(kind="pass_asked").values_list("payload", flat=True)
    ]
    assert all(set(payload) == {"purpose", "due_at"} for payload in payloads)


def test_a_link_is_kept_nowhere_but_its_hash() -> None:
    told = ask(visitor())
    assert issue_pass.found_by(told["id"]).number == told["number"]
    with pytest.raises(Refusal):
        issue_pass.found_by(told["id"][:-1])


@pytest.mark.parametrize("address", ["/passes/of/{id}/sheet.pdf", "/passes/of/{id}", "/api/v1/passes/{id}/qr.svg"])
def test_a_log_line_holds_no_holders_link(address: str) -> None:
    told = ask(visitor())
    line = without_personal(None, "info", {"request": "GET " + address.format(id=told["id"]) + "?new=1"})
    assert told["id"] not in line["request"]
    assert line["request"].startswith("GET /")


def test_the_pages_open_in_both_languages_and_say_what_is_wrong() -> None:
    for language in ("zh-hans", "en"):
        client = visitor(language)
        assert client.post("/passes/", {"purpose": "medical"}).status_code == 422
        form = {"purpose": "medical", "place_code": f"{COMMUNITY}-C09", "hours": "72", "name": NAME}
        page = client.post("/passes/", form, follow=True)
        assert page.status_code == 200
        link = page.redirect_chain[-1][0].split("/of/")[1].split("?")[0]
        assert client.get(f"/passes/of/{link}/sheet.pdf").content.startswith(b"%PDF")
        assert client.get("/gate/").status_code == 200
    assert datetime.now(UTC) - now() < timedelta(minutes=1)


@pytest.mark.long
def test_an_exam_day_of_ten_thousand_is_issued_from_one_table() -> None:
    client, clerk = visitor(), signed_in(Role.COUNTY_GOVERNMENT)
    gate = gate_of(ask(client))
    local = now().astimezone(settings.ENVIRONMENT.time_zone)
    start, end = (f"{local + timedelta(hours=hours):%Y-%m-%d %H:%M}" for hours in (-1, 9))
    began = now()
    answer = _batch(clerk, "".join(f"考试,{gate},{start},{end},考生{row},,1\n" for row in range(10_000)))
    took = (now() - began).total_seconds()
    assert answer["X-Passes-Issued"] == "10000"
    assert PassRow.objects.values("list_number", "list_index").distinct().count() == 10_001
    print(f"10,000 passes in {took:.1f} s, {len(answer.content) / 1e6:.1f} MB")
    assert took < 120
    assert len(client.get(f"/gate/codes/{gate}.json").json()["entries"]) >= 10_001


def test_gates_of_the_register_are_in_the_frame_of_an_inspection() -> None:
    list_gates(settings.ENVIRONMENT.home, desk(Role.MACHINE))
    frame = frame_of(Frame.GATES, desk(Role.INSPECTOR))
    numbered = {f"gate-{one.number}" for one in known_gates(desk(Role.MACHINE).rulebook)}
    assert numbered
    assert numbered <= {entry.key for entry in frame}
