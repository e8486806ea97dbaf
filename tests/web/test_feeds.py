"""The feeds as others fetch them: addresses, conditional requests, nothing personal, and a lifting told at once."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from time import monotonic

import pytest
from django.http import HttpResponse
from django.test import Client
from icalendar import Calendar
from lxml import etree

from clearway.core.decisions import Decision
from clearway.core.events import MeasureLifted, MeasureRegistered
from clearway.core.measure_events import ExtensionFiled, MeasureAdjusted
from clearway.core.people import Role
from clearway.publish.catalogue import CATALOGUE
from clearway.record import feeds
from clearway.record.door import commit
from clearway.record.models import Account, LedgerLine, ReportRow
from tests.examples import COMMUNITY, POINT, ZONE, a_load, a_measure, a_report
from tests.publish.editions import failures, needs_standards
from tests.web.town import Town, actor_for, build_town, found_closure, now, open_case, visitor

NAMES = [kind.name for kind in CATALOGUE]
_ATOM = "{http://www.w3.org/2005/Atom}"
_CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"


def _get(name: str, **headers: str) -> HttpResponse:
    answer: HttpResponse = Client().get(f"/feeds/{name}", headers=headers)
    return answer


def _register(number: str = "M-2026-9", **changes: object) -> str:
    at = now()
    measure = a_measure(number, **{"starts_at": at - timedelta(hours=1), "ends_at": at + timedelta(days=3), **changes})
    registered = MeasureRegistered(subject=number, measure=measure, point=POINT)
    commit(Decision((registered,)), by=actor_for(Role.COUNTY_GOVERNMENT), at=at)
    return number


def _lift(number: str, at: datetime | None = None) -> None:
    at, by = at or now(), actor_for(Role.COUNTY_GOVERNMENT)
    commit(Decision((MeasureLifted(subject=number, lifted_at=at, lifted_by=by.name, reason="疫情平稳"),)), by=by, at=at)


def _categories(name: str) -> list[str | None]:
    return [one.get("term") for one in etree.fromstring(_get(name).content).iter(f"{_ATOM}category")]


def _cap_addresses() -> list[str]:
    index = etree.fromstring(_get("cap.atom").content)
    return [str(one.get("src")).removeprefix("http://testserver/feeds/") for one in index.iter(f"{_ATOM}content")]


def _cap_types(number: str) -> dict[str, str]:
    addresses = [address for address in _cap_addresses() if address.startswith(f"cap/{number}.")]
    return {address: etree.fromstring(_get(address).content).findtext(f"{_CAP}msgType") or "" for address in addresses}


def _calendar_status(number: str) -> tuple[str, int]:
    events = Calendar.from_ical(_get("measures.ics").content).walk("VEVENT")
    (event,) = [event for event in events if str(event["UID"]).startswith(f"{number}@")]
    return str(event["STATUS"]), int(event["SEQUENCE"])


def _wzdx(number: str) -> list[dict[str, object]]:
    features = json.loads(_get("wzdx.geojson").content)["features"]
    return [event for event in features if event["properties"]["core_details"]["name"] == number]


def _map_status(number: str) -> str:
    features = json.loads(_get("measures.geojson").content)["features"]
    return str(next(one["properties"]["status"] for one in features if one["id"] == number))


@pytest.mark.parametrize("name", NAMES)
def test_every_feed_has_its_address_its_media_type_and_the_host_of_the_request(town: Town, name: str) -> None:
    kind = next(kind for kind in CATALOGUE if kind.name == name)
    answer = Client().get(f"/feeds/{name}", headers={"host": "127.0.0.1:8123"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == kind.media
    assert answer["Access-Control-Allow-Origin"] == "*"
    if name != "wzdx.geojson":
        assert b"http://127.0.0.1:8123/" in answer.content
    assert b"testserver" not in answer.content


def test_the_pages_lead_to_the_feeds_in_both_languages(town: Town) -> None:
    for language, words in (("zh-hans", "用订阅器跟踪此项变更"), ("en", "Follow its changes in a feed reader")):
        client = visitor(language)
        explained = client.get("/feeds/").content.decode()
        assert all(f"/feeds/{name}" in explained for name in NAMES)
        home = client.get("/").content.decode()
        assert 'rel="alternate" type="application/atom+xml"' in home
        assert 'href="/feeds/"' in home
        page = client.get(f"/measures/{town.measure}").content.decode()
        assert words in page
        (address,) = re.findall(r'href="(/feeds/measures/[^"]+)"', page)
        assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert b"Allow: /" in Client().get("/robots.txt").content


def test_what_nobody_published_is_not_found(town: Town) -> None:
    for name in (
        "nothing.atom",
        "measures/none.atom",
        "cap/none.0.xml",
        f"cap/{town.measure}.99.xml",
        "cap/b-!!.0.xml",
    ):
        assert _get(name).status_code == 404


@pytest.mark.parametrize("way", ["registered", "found"])
def test_a_lifted_measure_is_cancelled_everywhere_at_once(town: Town, way: str) -> None:
    number = _register() if way == "registered" else found_closure(town)
    assert len(_wzdx(number)) == 1
    status, sequence = _calendar_status(number)
    assert status != "CANCELLED"
    assert set(_cap_types(number).values()) == {"Alert"}
    _lift(number)
    assert _categories(f"measures/{number}.atom")[0] == "lifted"
    assert _categories("measures.atom")[0] == "lifted"
    assert _calendar_status(number) == ("CANCELLED", sequence + 1)
    assert sorted(_cap_types(number).values()) == ["Alert", "Cancel"]
    assert _wzdx(number) == []
    assert _map_status(number) == "lifted"


def test_a_lifting_is_told_to_whoever_asks_with_an_etag_or_a_date(town: Town) -> None:
    started = monotonic()
    number, old = _register(), {}
    for name in (*NAMES, f"measures/{number}.atom"):
        old[name] = _get(name)
        within = monotonic() - started < 1
        assert not within or "Last-Modified" not in old[name], "within a second a date tells nothing"
    for name, answer in old.items():
        again = _get(name, **{"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b""), name
        assert again["ETag"] == answer["ETag"]
    _lift(number)
    for name, answer in old.items():
        assert _get(name, **{"if-none-match": answer["ETag"]}).status_code == 200, name


def test_what_does_not_concern_the_public_changes_no_etag(town: Town) -> None:
    tags = {name: _get(name)["ETag"] for name in NAMES}
    feeds.store_reports([a_report("R1")], load=a_load("complaints"), by=actor_for(Role.HOTLINE), at=now(), zone=ZONE)
    open_case(town)
    assert {name: _get(name)["ETag"] for name in NAMES} == tags


def test_a_date_is_enough_once_it_can_be_told(db: None) -> None:
    at = now() - timedelta(hours=2)
    feeds.store_measures([a_measure(starts_at=at, ends_at=at + timedelta(days=2))], load=a_load("measures"),
                         by=actor_for(Role.COUNTY_GOVERNMENT), at=at)  # fmt: skip
    dated = _get("measures.atom")["Last-Modified"]
    assert _get("measures.atom", **{"if-modified-since": dated}).status_code == 304
    _register()
    assert _get("measures.atom", **{"if-modified-since": dated}).status_code == 200


def test_one_tag_stands_for_one_document_in_one_language_under_one_host(town: Town) -> None:
    addresses = ("measures.atom", "measures.atom?lang=en", "measures.csv", "measures.csv?bom=1")
    answers = [_get(address) for address in addresses]
    answers.append(Client().get("/feeds/measures.atom", headers={"host": "localhost"}))
    assert len({answer["ETag"] for answer in answers}) == len(answers)
    assert len({answer.content for answer in answers}) == len(answers)


def test_each_change_is_told_with_the_end_it_set(town: Town) -> None:
    number, at, by = _register(), now(), actor_for(Role.COUNTY_GOVERNMENT)
    longer, shorter = at + timedelta(days=5), at + timedelta(days=1)
    filed = ExtensionFiled(subject="E-1", measure=number, ends_at=longer, filed_with="省人民政府")
    adjusted = MeasureAdjusted(subject=number, ends_at=shorter, road_links=(), scope="南门", reason="好转")
    for event in (filed, adjusted):
        commit(Decision((event,)), by=by, at=now())
    assert _categories(f"measures/{number}.atom") == ["adjusted", "extended", "announced"]
    assert [kind for _, kind in sorted(_cap_types(number).items())] == ["Alert", "Update", "Update"]
    assert _calendar_status(number) == ("CONFIRMED", 2)


def test_a_term_ends_by_itself_and_the_feeds_say_so(db: None) -> None:
    at = now()
    over = a_measure("M-1", starts_at=at - timedelta(days=3), ends_at=at - timedelta(hours=1))
    feeds.store_measures(
        [over], load=a_load("measures"), by=actor_for(Role.COUNTY_GOVERNMENT), at=at - timedelta(days=2)
    )
    assert _categories("measures.atom") == ["ended", "announced"]
    assert _wzdx("M-1") == []
    assert list(_cap_types("M-1").values()) == ["Alert"], "the alert said when it expires"
    assert "Z" not in _get("cap/M-1.0.xml").content.decode().split("<expires>")[1].split("</expires>")[0]


def test_nothing_personal_leaves(town: Town) -> None:
    number = found_closure(town)
    report = a_report("R20261123-0001", caller="c" * 64, external_id="call-77", place_code=COMMUNITY)
    feeds.store_reports([report], load=a_load("complaints"), by=actor_for(Role.HOTLINE), at=now(), zone=ZONE)
    _lift(number)
    _lift(_register(reason="柳林村村民李建国家有病例", place_code=None, place_text="村民李建国家3号楼"))
    private = {
        *LedgerLine.objects.values_list("by_name", flat=True),
        *Account.objects.values_list("username", flat=True),
        *ReportRow.objects.values_list("caller", flat=True),
        *ReportRow.objects.values_list("number", flat=True),
        "call-77", "疫情平稳", "李建国",
    } - {None, ""}  # fmt: skip
    assert len(private) > 5
    documents = [_get(name).content.decode() for name in (*NAMES, f"measures/{number}.atom", *_cap_addresses())]
    assert [word for word in private if any(str(word) in document for document in documents)] == []
    assert "〔姓名〕家3号楼" in documents[NAMES.index("measures.csv")], "which door it is stays told"


@pytest.mark.django_db
def test_hostile_texts_break_no_format() -> None:
    build_town(hostile="<![CDATA[&\x0b</name>]]>\r\nBEGIN:VEVENT😀")
    for name in NAMES:
        answer = _get(name)
        assert answer.status_code == 200
        if answer["Content-Type"].startswith("application/atom"):
            etree.fromstring(answer.content)
    assert len(Calendar.from_ical(_get("measures.ics").content).walk("VEVENT")) == 1
    json.loads(_get("measures.geojson").content)


def test_a_number_of_any_characters_can_be_subscribed_to(db: None) -> None:
    at = now()
    odd = a_measure("柳政/2026 <7>&.1", starts_at=at, ends_at=at + timedelta(days=1))
    feeds.store_measures([odd], load=a_load("measures"), by=actor_for(Role.COUNTY_GOVERNMENT), at=at)
    feed = etree.fromstring(_get("measures/%E6%9F%B3%E6%94%BF%2F2026%20%3C7%3E%26.1.atom").content)
    own = feed.find(f"{_ATOM}link[@rel='self']")
    assert own is not None
    assert Client().get(str(own.get("href")).removeprefix("http://testserver")).status_code == 200
    (address,) = _cap_addresses()
    assert etree.fromstring(_get(address).content).findtext(f"{_CAP}msgType") == "Alert"


@pytest.mark.shared
@needs_standards
def test_what_the_site_serves_passes_the_validators(town: Town) -> None:
    _lift(_register())
    found_closure(town)
    assert failures("wzdx", _get("wzdx.geojson").content) == []
    for address in _cap_addresses():
        assert failures("cap", _get(address).content) == []
