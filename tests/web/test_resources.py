"""Materials from the county's store to a village, a gift, a fund and a course: on the pages, by those who may."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from clearway.core.people import Role
from clearway.core.resources import Item
from clearway.loop.train import exercise
from clearway.record.reading import resources as kept
from clearway.web.desk import desk_of
from tests.examples import COMMUNITY, COUNTY, TOWNSHIP
from tests.web.pages import HAN, Page
from tests.web.town import Town, actor_for, now, signed_in, visitor

pytestmark = pytest.mark.django_db


def act(client: Client, name: str, **form: object) -> int:
    """Send an act; returns the status."""
    answer = client.post("/resources/", {"act": name, **form})
    return answer.status_code


def count(client: Client, place: str, item: str, quantity: int) -> None:
    assert act(client, "count_stock", place_code=place, item=item, quantity=quantity) == 302


def test_goods_travel_one_level_at_a_time_and_are_signed_for(town: Town) -> None:
    county, township, village = (signed_in(role) for role in (Role.COUNTY_HEALTH, Role.TOWNSHIP, Role.COMMUNITY))
    count(county, COUNTY, "barrier_set", 30)
    skipped = {"place_code": COMMUNITY, "item": "barrier_set", "quantity": 5, "reason": "急用"}
    assert act(county, "order_dispatch", **skipped) == 422
    assert act(county, "order_dispatch", **skipped | {"place_code": TOWNSHIP, "quantity": 31}) == 422
    assert act(county, "order_dispatch", **skipped | {"place_code": TOWNSHIP, "quantity": 20}) == 302
    (dispatch,) = kept.dispatches(COUNTY)
    assert act(township, "receive_dispatch", number=dispatch.number, quantity=20) == 422
    assert act(county, "send_dispatch", number=dispatch.number) == 302
    assert kept.held_at(COUNTY, Item.BARRIER_SET) == 10
    assert act(county, "receive_dispatch", number=dispatch.number, quantity=20) == 403
    assert act(township, "receive_dispatch", number=dispatch.number, quantity=18) == 302
    assert kept.held_at(TOWNSHIP, Item.BARRIER_SET) == 18
    assert "少 2" in township.get("/resources/").content.decode()
    assert act(township, "order_dispatch", **skipped) == 302
    (to_village, _) = kept.dispatches(COUNTY)
    act(township, "send_dispatch", number=to_village.number)
    assert act(village, "receive_dispatch", number=to_village.number, quantity=5) == 302
    assert act(village, "issue_stock", item="barrier_set", quantity=6, purpose="村口") == 422
    assert act(village, "issue_stock", item="barrier_set", quantity=2, purpose="村口") == 302
    assert kept.held_at(COMMUNITY, Item.BARRIER_SET) == 3


def test_what_is_ordered_cannot_be_ordered_twice(town: Town) -> None:
    county = signed_in(Role.COUNTY_HEALTH)
    count(county, COUNTY, "emergency_light", 10)
    order = {"place_code": TOWNSHIP, "item": "emergency_light", "quantity": 8, "reason": "补齐"}
    assert act(county, "order_dispatch", **order) == 302
    assert act(county, "order_dispatch", **order) == 422
    (one,) = kept.dispatches(COUNTY)
    assert act(county, "cancel_dispatch", number=one.number, reason="写错") == 302
    assert act(county, "order_dispatch", **order) == 302


def test_the_system_proposes_and_the_office_orders(town: Town) -> None:
    county = signed_in(Role.COUNTY_HEALTH)
    count(county, COUNTY, "test_device", 2)
    count(county, TOWNSHIP, "test_device", 0)
    html = county.get("/resources/").content.decode()
    assert "系统建议的分配" in html
    assert not kept.dispatches(COUNTY)
    key = f"{TOWNSHIP}:test_device"
    too_many = {"marked": key, f"quantity-{key}": 3, "reason": "补齐"}
    assert act(county, "order_marked", **too_many) == 422
    assert act(county, "order_marked", **too_many | {f"quantity-{key}": 2}) == 302
    assert [one.quantity for one in kept.dispatches(COUNTY)] == [2]


def test_a_gift_goes_where_it_is_missing_and_is_signed_for(town: Town) -> None:
    county, village = signed_in(Role.COUNTY_HEALTH), signed_in(Role.COMMUNITY)
    count(village, COMMUNITY, "emergency_light", 4)
    assert act(county, "enter_gift", giver="柳河灯具厂", item="emergency_light", quantity=6) == 302
    (gift,) = kept.gifts(COUNTY)
    assert COMMUNITY in county.get("/resources/").content.decode()
    assert act(county, "allot_gift", number=gift.number, place_code=COMMUNITY) == 302
    assert act(village, "receive_dispatch", number=gift.number, quantity=6) == 302
    assert kept.held_at(COMMUNITY, Item.EMERGENCY_LIGHT) == 10


def test_volunteers_are_counted_and_never_named(town: Town) -> None:
    village = signed_in(Role.COMMUNITY)
    form = {"place_code": COMMUNITY, "people": 3, "hours": 7.5, "work": "送药"}
    assert act(village, "record_time", **form) == 302
    assert act(village, "record_time", **form | {"hours": 100}) == 422
    assert "3 人 7.5 小时" in village.get("/resources/").content.decode()


def test_a_fund_never_spends_what_it_does_not_hold(town: Town) -> None:
    client = signed_in(Role.COUNTY_GOVERNMENT)
    answer = client.post("/funds/", {"title": "物资周转金", "form": "revolving", "year": "2026", "planned": "1000"})
    address = str(answer["Location"])
    line = {"entry": "spent", "yuan": "400", "purpose": "隔离墩", "payer": "county", "place_code": TOWNSHIP}
    assert client.post(address, line).status_code == 422
    assert client.post(address, {**line, "entry": "paid_in", "yuan": "500.05"}).status_code == 302
    assert client.post(address, line).status_code == 302
    assert client.post(address, {**line, "yuan": "100.06"}).status_code == 422
    html = client.get(address).content.decode()
    assert "100.05 元" in html
    assert "县级 100%" in html
    assert "不给出相关系数" in client.get("/funds/").content.decode()


def test_who_keeps_no_money_moves_none(town: Town) -> None:
    assert signed_in(Role.TOWNSHIP).post("/funds/", {"title": "x", "year": "2026", "planned": "1"}).status_code == 403
    assert visitor().get("/funds/").status_code == 302
    assert signed_in(Role.RESIDENT).get("/resources/").status_code == 403


def test_an_exercise_is_judged_by_the_rules_of_today(town: Town) -> None:
    client = signed_in(Role.TOWNSHIP)
    html = client.get("/training/law").content.decode()
    seed = int(re.search(r'name="seed" value="(\d+)"', html).group(1))  # type: ignore[union-attr]
    nothing = client.post("/training/law", {"seed": seed}).content.decode()
    assert "题答对" in nothing
    questions = exercise(seed, desk_of(actor_for(Role.TOWNSHIP), now()))
    answers = {f"q{number}": list(question.failing) for number, question in enumerate(questions)}
    assert "已合格" in client.post("/training/law", {"seed": seed, **answers}).content.decode()
    assert "有效至" in client.get("/training/").content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_speak_one_language_and_label_every_field(town: Town, language: str) -> None:
    client = signed_in(Role.COUNTY_GOVERNMENT, language=language)
    count(client, COUNTY, "test_device", 2)
    count(client, TOWNSHIP, "test_device", 0)
    fund = client.post("/funds/", {"title": "Fund", "form": "risk", "year": "2026", "planned": "1"})["Location"]
    for address in ("/resources/", "/funds/", str(fund), "/training/", "/training/law", "/training/risk"):
        page = Page(client.get(address).content.decode())
        assert sum(name == "h1" for name, _ in page.tags) == 1, address
        labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
        for name, attrs in page.tags:
            if name in ("select", "textarea") or (name == "input" and attrs.get("type") != "hidden"):
                assert attrs.get("id") in labelled, (address, attrs)
        if language == "en":
            assert not [text for text in page.own if HAN.search(text)], address
