"""Open311 GeoReport v2 as its specification says it, in XML and in JSON."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from clearway.core.access import Scope
from clearway.core.people import Role, machine
from clearway.publish.open311_services import ATTRIBUTES, SERVICES
from clearway.record.api_keys import open_key, revoke_key
from clearway.record.models import ContactRow, LedgerLine, ReportRow, ServiceRequestRow
from tests.examples import AT, COMMUNITY, COUNTY, POINT
from tests.web.town import Town, signed_in

pytestmark = pytest.mark.django_db
BASE = "/open311/v2"
WORDS = "南门用铁链锁了，老人去不了医院，联系张伟 13800138000"


@pytest.fixture
def key() -> str:
    return open_key(Scope.OPEN311, "neighbour", by=machine(COUNTY), at=AT)[1]


def post(key: str | None, form: str = "json", **changes: Any) -> Any:
    """A new request."""
    said = {
        "service_code": "medical",
        "lat": str(POINT.lat),
        "long": str(POINT.lon),
        "description": WORDS,
        "email": "zhang@example.org",
        "phone": "13900139000",
        "first_name": "伟",
        "last_name": "张",
    }
    if key is not None:
        said["api_key"] = key
    said = {name: value for name, value in {**said, **changes}.items() if value is not None}
    body = "&".join(f"{quote(name)}={quote(str(value))}" for name, value in said.items())
    return Client().post(f"{BASE}/requests.{form}", body, content_type="application/x-www-form-urlencoded")


def get(address: str, **headers: str) -> Any:
    """A document."""
    return Client().get(BASE + address, headers=headers)


def test_the_list_of_services_says_the_same_in_both_forms() -> None:
    listed, tree = get("/services.json").json(), etree.fromstring(get("/services.xml").content)
    assert isinstance(listed, list)
    assert tree.tag == "services"
    assert [one.findtext("service_code") for one in tree] == [one["service_code"] for one in listed]
    assert {one["type"] for one in listed} == {"realtime"}
    assert all(one["metadata"] is True for one in listed)
    assert len(listed) == len(SERVICES)


def test_media_types_and_declaration_are_those_of_the_specification() -> None:
    answer = get("/services.xml")
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.content.lower().startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    assert get("/services.json")["Content-Type"] == "application/json; charset=utf-8"
    assert get("/services", accept="application/json")["Content-Type"].startswith("application/json")
    assert get("/services", accept="*/*")["Content-Type"].startswith("text/xml")


def test_a_definition_asks_what_every_list_of_values_offers() -> None:
    told = get("/services/medical.json").json()
    tree = etree.fromstring(get("/services/medical.xml").content)
    assert told["service_code"] == tree.findtext("service_code") == "medical"
    assert [one["order"] for one in told["attributes"]] == list(range(1, len(ATTRIBUTES) + 1))
    assert tree.findall("attributes/attribute/values/value/key")
    for one in told["attributes"]:
        assert ("values" in one) == one["datatype"].endswith("valuelist")


def test_discovery_names_this_host() -> None:
    told = get("/discovery.json").json()
    assert told["endpoints"][0]["url"] == "http://testserver/open311/v2"
    assert told["endpoints"][0]["formats"] == ["text/xml", "application/json"]
    tree = etree.fromstring(get("/discovery.xml").content)
    assert tree.findtext("endpoints/endpoint/specification") == "http://wiki.open311.org/GeoReport_v2"


def test_a_new_request_is_listed_at_once_as_open_without_its_words(town: Town, key: str) -> None:
    answer = post(key)
    assert answer.status_code == 201
    (made,) = answer.json()
    assert set(made) == {"service_request_id", "service_notice", "account_id"}
    (listed,) = get("/requests.json").json()
    assert listed["service_request_id"] == made["service_request_id"]
    assert listed["status"] == "open"
    assert listed["description"] is None
    assert (listed["lat"], listed["long"]) == (POINT.lat, POINT.lon)
    (alone,) = get(f"/requests/{made['service_request_id']}.json").json()
    assert alone == listed
    moment = datetime.fromisoformat(listed["requested_datetime"])
    assert moment.utcoffset() is not None


def test_the_same_in_xml(town: Town, key: str) -> None:
    tree = etree.fromstring(post(key, "xml").content)
    number = tree.findtext("request/service_request_id")
    listed = etree.fromstring(get("/requests.xml").content)
    assert listed.tag == "service_requests"
    assert listed.findtext("request/service_request_id") == number
    assert listed.findtext("request/status") == "open"
    assert listed.find("request/description") is not None
    assert not listed.findtext("request/description")


def test_nothing_of_whoever_told_is_ever_given_out(town: Town, key: str) -> None:
    number = post(key, address_string="柳林路 王芳 13700137000").json()[0]["service_request_id"]
    page = signed_in(Role.COUNTY_GOVERNMENT)
    page.post("/moderation/", {"report": number, "act": "show", "text": ReportRow.objects.get(number=number).text})
    given = get("/requests.json").content.decode() + get(f"/requests/{number}.xml").content.decode()
    for private in ("13800138000", "13900139000", "13700137000", "zhang@", "张伟", "王芳"):
        assert private not in given
        assert not LedgerLine.objects.filter(payload__contains=private).exists()
    assert ContactRow.objects.filter(report=number).exists()


def test_a_description_is_shown_once_a_named_person_let_it(town: Town, key: str) -> None:
    number = post(key).json()[0]["service_request_id"]
    page = signed_in(Role.COUNTY_GOVERNMENT)
    assert number in page.get("/moderation/").content.decode()
    page.post("/moderation/", {"report": number, "act": "show", "text": "南门上了锁"})
    assert get(f"/requests/{number}.json").json()[0]["description"] == "南门上了锁"
    page.post("/moderation/", {"report": number, "act": "withhold"})
    assert get(f"/requests/{number}.json").json()[0]["description"] is None


def test_a_token_leads_to_its_request(town: Town, key: str) -> None:
    made = post(key).json()[0]
    token = made["service_notice"].rsplit("/", 1)[1]
    assert get(f"/tokens/{token}.json").json() == [{"service_request_id": made["service_request_id"], "token": token}]
    assert etree.fromstring(get(f"/tokens/{token}.xml").content).findtext("request/token") == token
    assert get("/tokens/none.json").status_code == 404


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"service_code": None}, 400),
        ({"service_code": ""}, 400),
        ({"service_code": "nope"}, 404),
        ({"lat": None, "long": None}, 400),
        ({"lat": "", "long": ""}, 400),
        ({"long": None}, 400),
        ({"lat": "91"}, 400),
        ({"lat": "nan"}, 400),
        ({"description": "x" * 4_001}, 400),
        ({"media_url": "javascript:alert(1)"}, 400),
        ({"attribute[BARRIER]": "magic"}, 400),
        ({"attribute[PEOPLE]": "many"}, 400),
        ({"attribute[SINCE]": "yesterday"}, 400),
        ({"jurisdiction_id": "elsewhere.example"}, 404),
        ({"api_key": "wrong"}, 403),
        ({"api_key": ""}, 403),
    ],
)
def test_a_request_that_does_not_fit_is_an_error_list(
    town: Town, key: str, changes: dict[str, Any], status: int
) -> None:
    for form in ("json", "xml"):
        answer = post(key, form, **changes)
        assert answer.status_code == status
        if form == "json":
            assert [error["code"] for error in answer.json()] == [status]
        else:
            assert etree.fromstring(answer.content).findtext("error/code") == str(status)
    assert not ServiceRequestRow.objects.exists()


def test_what_the_definition_asks_is_kept_and_four_thousand_characters_are(town: Town, key: str) -> None:
    answer = post(key, **{"description": "锁" * 4_000, "attribute[BARRIER]": "chained_gate", "attribute[PEOPLE]": ""})
    assert answer.status_code == 201
    assert ServiceRequestRow.objects.get().attributes == {"BARRIER": "chained_gate"}
    body = f"api_key={key}&service_code=food&address_id={COMMUNITY}&attribute[AFFECTED][]=elderly"
    body += "&attribute[AFFECTED][]=patients"
    Client().post(f"{BASE}/requests.xml", body, content_type="application/x-www-form-urlencoded")
    assert ServiceRequestRow.objects.get(service_code="food").attributes == {"AFFECTED": ["elderly", "patients"]}


def test_an_address_alone_is_a_place(town: Town, key: str) -> None:
    assert post(key, lat=None, long=None, address_string="柳林社区南门").status_code == 201
    assert ReportRow.objects.get(channel="open311").place_code == COMMUNITY
    assert post(key, lat=None, long=None, address_string="某处").status_code == 201


def test_a_revoked_key_and_a_key_for_something_else_are_refused(town: Town) -> None:
    made, text = open_key(Scope.OPEN311, "", by=machine(COUNTY), at=AT)
    assert post(text).status_code == 201
    revoke_key(made.number, by=machine(COUNTY), at=AT)
    assert post(text).status_code == 403
    assert post(open_key(Scope.FLOW, "", by=machine(COUNTY), at=AT)[1]).status_code == 403
    assert post(None).status_code == 403


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("start_date=yesterday", 400),
        ("start_date=2026-13-01T00:00:00Z", 400),
        ("start_date=2026-01-01T00:00:00", 400),
        ("end_date=0001-01-01T00:00:00Z", 400),
        ("start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:01Z", 400),
        ("start_date=2026-04-01T00:00:00Z&end_date=2026-01-01T00:00:00Z", 400),
        ("start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:00Z", 200),
        ("start_date=2026-01-01T00:00:00%2B08:00", 200),
        ("start_date=2026-01-01T00:00:00+08:00", 200),
        ("start_date=&end_date=&status=&service_code=", 200),
        ("status=open,closed", 200),
        ("status=lost", 400),
        ("service_code=nope", 404),
        ("service_request_id=R1", 404),
        ("jurisdiction_id=elsewhere.example", 404),
        ("jurisdiction_id=testserver", 200),
        ("page=0", 400),
    ],
)
def test_a_query_is_answered_or_refused_as_specified(town: Town, key: str, query: str, status: int) -> None:
    answer = get(f"/requests.json?{query}")
    assert answer.status_code == status, answer.content
    assert isinstance(answer.json(), list)


def test_filters_give_what_fits_and_numbers_override_them(town: Town, key: str) -> None:
    one, two = (post(key, service_code=code).json()[0]["service_request_id"] for code in ("medical", "food"))

    def numbers(query: str) -> set[str]:
        return {row["service_request_id"] for row in get(f"/requests.json?{query}").json()}

    assert numbers("service_code=food") == {two}
    assert numbers("service_code=food,medical") == {one, two}
    assert numbers("service_code=food&service_code=medical") == {one, two}
    assert numbers("status=open") == {one, two}
    assert numbers("status=closed") == set()
    assert numbers(f"service_request_id={one}&service_code=food&start_date=yesterday") == {one}
    past = (timezone.now() - timedelta(days=10)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert numbers(f"end_date={past}") == set()
    assert numbers("page=2&page_size=1") == {one}


def test_a_request_is_closed_when_its_case_is(town: Town, key: str) -> None:
    from clearway.record.models.kept import door_open
    from tests.web.town import open_case

    number = post(key).json()[0]["service_request_id"]
    case = open_case(town, until="closed")
    with door_open():
        ReportRow.objects.filter(number=number).update(case=case)
    (row,) = get("/requests.json?status=closed").json()
    assert (row["service_request_id"], row["status"]) == (number, "closed")
    assert get("/requests.json?status=open").json() == []


def test_the_same_idempotency_key_is_one_request(town: Town, key: str) -> None:
    body = f"api_key={key}&service_code=food&lat=34.75&long=113.62&description=x"
    media = "application/x-www-form-urlencoded"
    first, again = (
        Client().post(f"{BASE}/requests.json", body, content_type=media, headers={"idempotency-key": "k1"})
        for _ in range(2)
    )
    assert first.json() == again.json()
    assert ServiceRequestRow.objects.count() == 1


def test_what_is_not_there_is_an_error_list_too(key: str) -> None:
    for address in ("/nothing", "/requests/R0.json", "/services/none.xml", "/tokens/none.xml"):
        assert get(address).status_code == 404
    assert get("/services.yaml").status_code == 400
    assert Client().put(f"{BASE}/requests.json").status_code == 405
    answer = Client().post(f"{BASE}/requests.json", json.dumps({"api_key": key}), content_type="application/json")
    assert answer.status_code == 400
