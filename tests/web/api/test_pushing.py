"""Counts and complaints pushed by other systems: once, however often pushed; bad rows named; results and ratings."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from django.test import Client

from clearway.core.access import Scope
from clearway.core.people import machine
from clearway.record.api_keys import open_key
from clearway.record.models import RatingRow, ReportRow
from clearway.record.models.kept import door_open
from tests.examples import AT, COMMUNITY, COUNTY
from tests.web.town import Town, open_case

pytestmark = pytest.mark.django_db
COMPLAINT = {
    "id": "G-1",
    "at": "2026-11-01T08:00:00+08:00",
    "text": "南门锁了，老人看病出不去，电话13800138000",
    "place_code": COMMUNITY,
    "caller": "13900139000",
}


def key(scope: Scope) -> str:
    """A key."""
    return open_key(scope, "", by=machine(COUNTY), at=AT)[1]


def push(path: str, document: Any, key: str, **headers: str) -> Any:
    """A JSON document, pushed."""
    return Client().post(
        f"/api/v1/{path}",
        json.dumps(document),
        content_type="application/json",
        headers={"authorization": f"Bearer {key}", **headers},
    )


def test_a_complaint_is_pushed_once_however_often_it_comes(town: Town) -> None:
    secret = key(Scope.HOTLINE)
    first, again = push("hotline", COMPLAINT, secret).json(), push("hotline", [COMPLAINT], secret).json()
    assert (first["kept"], again["kept"], again["unchanged"]) == (1, 0, 1)
    row = ReportRow.objects.get(external_id="G-1")
    assert first["numbers"] == again["numbers"] == {"G-1": row.number}
    assert "13800138000" not in row.text
    assert "13900139000" not in str(row.caller)


def test_bad_rows_are_named_and_the_good_ones_kept(town: Town) -> None:
    rows = [COMPLAINT, {**COMPLAINT, "id": "G-2", "place_code": "110000000000"}, {**COMPLAINT, "id": "G-3"}]
    told = push("hotline", rows, key(Scope.HOTLINE)).json()
    assert (told["read"], told["kept"], told["rejected"]) == (3, 2, 1)
    assert (told["rejects"][0]["row"], told["rejects"][0]["column"]) == (2, "place_code")


def test_a_table_in_gbk_is_taken_as_it_is(town: Town) -> None:
    table = f"工单编号,受理时间,诉求内容,地点代码\nT-9,2026-11-01 08:00,东门堵了,{COMMUNITY}\n".encode("gbk")
    answer = Client().post("/api/v1/hotline", table, content_type="text/csv", headers={"x-api-key": key(Scope.HOTLINE)})
    assert answer.json()["kept"] == 1, answer.content
    assert ReportRow.objects.filter(external_id="T-9").exists()


def test_counts_are_pushed_and_none_differs_from_zero(town: Town) -> None:
    from clearway.core.places import Point
    from clearway.core.sensors import SensorLink
    from clearway.record import feeds
    from tests.examples import a_load

    sensor = SensorLink(link="L1", point=Point(34.75, 113.62))
    feeds.store_sensors([sensor], load=a_load("links"), by=machine(COUNTY), at=AT)
    secret = key(Scope.FLOW)
    rows = [
        {"link": "L1", "at": "2026-11-01T08:00:00+08:00", "minutes": 5, "count": None},
        {"link": "L1", "at": "2026-11-01T08:05:00+08:00", "minutes": 5, "count": 0},
        {"link": "L9", "at": "2026-11-01T08:05:00+08:00", "minutes": 5, "count": 1},
    ]
    told = push("flow", rows, secret).json()
    assert told["read"] == 3
    assert told["kept"] + told["rejected"] == 3
    assert push("flow", rows[:2], secret).json()["unchanged"] == 2
    assert push("flow", rows, key(Scope.HOTLINE)).status_code == 403
    assert push("flow", [{**rows[0], "count": -1}], secret).status_code == 422


def test_the_hotline_follows_calls_back_and_rates(town: Town) -> None:
    secret = key(Scope.HOTLINE)
    push("hotline", COMPLAINT, secret)
    bearer = {"authorization": f"Bearer {secret}"}
    assert Client().get("/api/v1/hotline/G-1", headers=bearer).json()["state"] == "received"
    assert push("hotline/G-1/rating", {"grade": 5}, secret).status_code == 422
    with door_open():
        ReportRow.objects.filter(external_id="G-1").update(case=open_case(town, until="closed"))
    assert Client().get("/api/v1/hotline/G-1", headers=bearer).json()["state"] == "closed"
    assert push("hotline/G-1/rating", {"reached": False}, secret).status_code == 200
    (call,) = Client().get("/api/v1/hotline/callbacks", headers=bearer).json()["calls"]
    assert (call["id"], call["calls"]) == ("G-1", 1)
    assert push("hotline/G-1/rating", {"grade": 1}, secret).status_code == 422
    rated = push("hotline/G-1/rating", {"grade": 4, "note": "还行，打我电话13800138000"}, secret)
    assert rated.json()["state"] == "rated"
    assert RatingRow.objects.get().grade == "satisfied"
    assert "13800138000" not in RatingRow.objects.get().note
    assert Client().get("/api/v1/hotline/callbacks", headers=bearer).json()["calls"] == []


def test_what_is_public_is_read_without_a_key_and_cases_with_one(town: Town) -> None:
    get = Client().get
    assert get("/api/v1/measures?status=in_force").json()["measures"][0]["number"] == town.measure
    assert get(f"/api/v1/measures/{town.measure}").json()["measure"]["number"] == town.measure
    assert get("/api/v1/measures/none").status_code == 404
    assert get("/api/v1/measures?limit=-1").status_code == 422
    assert get("/api/v1/places?q=柳林").json()["places"][0]["code"] == COMMUNITY
    case = open_case(town)
    assert get(f"/api/v1/cases/{case}").status_code == 401
    bearer = {"authorization": f"Bearer {key(Scope.READ)}"}
    assert get(f"/api/v1/cases/{case}", headers=bearer).json()["number"] == case
    assert get("/api/v1/cases", headers=bearer).json()["total"] == 1


def _references(document: Any) -> list[str]:
    if isinstance(document, dict):
        own = [document["$ref"]] if isinstance(document.get("$ref"), str) else []
        return own + [one for value in document.values() for one in _references(value)]
    return [one for value in document for one in _references(value)] if isinstance(document, list) else []


def test_the_description_is_whole_and_its_schemas_are_schemas() -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    schemas = told["components"]["schemas"]
    for reference in _references(told):
        assert reference.removeprefix("#/components/schemas/") in schemas
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    names = [one["operationId"] for methods in told["paths"].values() for one in methods.values()]
    assert len(names) == len(set(names))
    for path, methods in told["paths"].items():
        for one in methods.values():
            parts = {part["name"] for part in one["parameters"] if part["in"] == "path"}
            assert all(f"{{{name}}}" in path for name in parts)
            assert path.count("{") == len(parts)


def test_every_answer_fits_its_description(town: Town) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    secret = key(Scope.HOTLINE)
    asked = {
        ("/api/v1/hotline", "post"): push("hotline", COMPLAINT, secret),
        ("/api/v1/places", "get"): Client().get("/api/v1/places"),
        ("/api/v1/measures", "get"): Client().get("/api/v1/measures"),
        ("/api/v1/measures/{number}", "get"): Client().get("/api/v1/measures/none"),
    }
    for (path, method), answer in asked.items():
        described = told["paths"][path][method]["responses"][str(answer.status_code)]["content"]
        schema = described[answer["Content-Type"]]["schema"]
        whole = {**schema, "components": told["components"]}
        jsonschema.validate(answer.json(), whole, jsonschema.Draft202012Validator)
