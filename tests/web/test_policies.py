"""Policies on the page: limits enter, offices below sign, what goes beyond is flagged."""

from __future__ import annotations

from typing import Any

import pytest

from clearway.core.people import Role
from clearway.record import reading
from tests.web.pages import HAN, Page
from tests.web.town import Town, signed_in, visitor

pytestmark = pytest.mark.django_db


def issued(**changes: Any) -> str:
    """A policy of the county sent through the page; returns its number."""
    form = {"title": "不得超过一天", "title_en": "One day at most", "days": "1", "forbidden": ["welded"], **changes}
    answer = signed_in(Role.COUNTY_GOVERNMENT).post("/policies/", form)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).rpartition("/")[2]


def test_a_policy_enters_with_its_limits_and_townships_are_asked_to_sign(town: Town) -> None:
    number = issued()
    assert reading.policy(number).limits.days == 1.0
    client = signed_in(Role.TOWNSHIP)
    assert client.get(f"/policies/{number}").content.decode().count("未签收") == 5
    client.post(f"/policies/{number}")
    assert client.get(f"/policies/{number}").content.decode().count("未签收") == 4
    client.post(f"/policies/{number}")
    assert len([one for one in reading.receipts(reading.policy(number)) if one.read_at]) == 1


def test_an_order_of_a_township_beyond_the_county_is_flagged(town: Town) -> None:
    number = issued()
    form = {"title": "封闭十天", "days": "10", "demands": ["welded"]}
    assert signed_in(Role.TOWNSHIP).post("/policies/", form).status_code == 302
    html = signed_in(Role.INSPECTOR).get(f"/policies/{number}").content.decode()
    assert "期限 10 天，超过《不得超过一天》的 1 天" in html
    assert "采用《不得超过一天》禁止的方式" in html


def test_who_has_no_power_issues_nothing_and_a_policy_without_limit_is_none(town: Town) -> None:
    assert signed_in(Role.COUNTY_HEALTH).post("/policies/", {"title": "通知", "days": "3"}).status_code == 403
    client = signed_in(Role.COUNTY_GOVERNMENT)
    assert client.post("/policies/", {"title": "通知"}).status_code == 422
    assert client.post("/policies/", {"days": "3"}).status_code == 422
    assert client.post("/policies/", {"title": "通知", "days": "三"}).status_code == 422
    assert visitor().get("/policies/").status_code == 302


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_speak_one_language_and_label_every_field(town: Town, language: str) -> None:
    number = issued()
    client = signed_in(Role.CITY, language=language)
    for address in ("/policies/", f"/policies/{number}"):
        page = Page(client.get(address).content.decode())
        assert sum(name == "h1" for name, _ in page.tags) == 1, address
        labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
        for name, attrs in page.tags:
            if name in ("select", "textarea") or (name == "input" and attrs.get("type") != "hidden"):
                assert attrs.get("id") in labelled, (address, attrs)
        if language == "en":
            assert not [text for text in page.own if HAN.search(text)], address
