"""Every page, in both languages: it opens, says nothing in the other language, and trusts no text it shows."""

from __future__ import annotations

import pytest
from django.test import Client

from clearway.core.people import Role
from clearway.loop.take_report import Told, take_report
from tests.examples import COMMUNITY, COUNTY, ZONE
from tests.web.pages import HAN, Page
from tests.web.town import HOSTILE, Town, build_town, now, open_case, signed_in, visitor

pytestmark = pytest.mark.django_db
PUBLIC = (
    "/",
    "/measures/",
    "/measures/?status=in_force&place=柳林",
    "/measures/?status=lifted",
    "/report/",
    "/track/",
    "/law/",
    "/law/closing.authority",
    "/law/closing.ceiling_days",
    "/docs/",
    "/feeds/",
    "/model/",
    "/design/",
    "/passes/",
    "/passes/figures/",
    "/gate/",
    "/nothing-here",
    "/measures/none",
    "/law/none",
)
SIGNED_OUT = ("/accounts/login/", "/accounts/signup/")


def _addresses(town: Town, client: Client) -> list[str]:
    """Every page an inspector can open, with a case that went the whole way."""
    case = open_case(town, until="closed", note=f"说明{HOSTILE}")
    told = Told(text=f"南门锁住了，看病出不去{HOSTILE}", place_code=COMMUNITY)
    receipt = take_report(told, at=now(), zone=ZONE, region=COUNTY)
    from clearway.record import reading

    return [
        *PUBLIC,
        "/board/",
        "/passes/desk/",
        "/passes/batch/",
        f"/warnings/{town.warning}",
        f"/cases/{case}",
        f"/measures/{town.measure}",
        f"/measures/{reading.case(case).closure}",
        f"/reports/{receipt.number}",
        f"/track/{receipt.token}",
        f"/track/{receipt.token}?new=1",
        f"/desk/reports/{receipt.number}",
        "/board/late/",
        "/board/meeting/",
        "/inspect/",
        "/accounts/2fa/",
    ]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_fails_and_none_leaks_markup(language: str) -> None:
    town = build_town(hostile=HOSTILE)
    client = signed_in(Role.INSPECTOR, language=language)
    for address in _addresses(town, client):
        answer = client.get(address)
        html = answer.content.decode()
        assert answer.status_code in (200, 404), address
        assert "<script>alert" not in html, address
        assert "<img src=x" not in html, address
        assert all(tag != "script" or "src" in attrs for tag, attrs in Page(html).tags), address
        assert all("style" not in attrs and tag != "style" for tag, attrs in Page(html).tags), address
        assert not any(name.startswith("on") for _, attrs in Page(html).tags for name in attrs), address


def test_an_english_page_says_nothing_in_chinese_but_names_and_quotations() -> None:
    town = build_town()
    client = signed_in(Role.INSPECTOR, language="en")
    for address in _addresses(town, client):
        page = Page(client.get(address).content.decode())
        leaks = [text for text in page.own if HAN.search(text)]
        assert not leaks, (address, leaks)


def test_a_chinese_page_says_nothing_in_english_sentences(town: Town) -> None:
    client = visitor()
    for address in ("/", "/measures/", "/report/", "/track/", "/accounts/login/", "/nothing-here"):
        page = Page(client.get(address).content.decode())
        assert HAN.search(page.text), address
        assert not any(word in page.text for word in (" the ", " report ", "Sign in", "measures")), address


def test_every_page_has_one_heading_one_skip_link_and_names_its_language(town: Town) -> None:
    for language, tag in (("zh-hans", "zh-CN"), ("en", "en")):
        for address in (*PUBLIC, *SIGNED_OUT):
            page = Page(visitor(language).get(address).content.decode())
            assert sum(name == "h1" for name, _ in page.tags) == 1, address
            assert page.tags[0] == ("html", {"lang": tag}), address
            assert any(attrs.get("href") == "#content" for name, attrs in page.tags if name == "a"), address


def test_every_field_has_a_label(town: Town) -> None:
    number = open_case(town)
    client = signed_in(Role.TOWNSHIP)
    for address in ("/report/", f"/cases/{number}", f"/warnings/{town.warning}", "/measures/", "/accounts/login/"):
        page = (
            Page(client.get(address).content.decode())
            if "login" not in address
            else Page(visitor().get(address).content.decode())
        )
        labelled = {attrs.get("for") for name, attrs in page.tags if name == "label"}
        for name, attrs in page.tags:
            if name in ("select", "textarea") or (name == "input" and attrs.get("type") != "hidden"):
                assert attrs.get("id") in labelled, (address, attrs)


def test_the_page_speaks_the_browsers_language_and_chinese_where_it_says_none(town: Town) -> None:
    assert 'lang="zh-CN"' in Client().get("/").content.decode()[:60]
    assert 'lang="en"' in Client().get("/", headers={"accept-language": "en-GB,en;q=0.8"}).content.decode()[:60]
    assert 'lang="zh-CN"' in Client().get("/", headers={"accept-language": "zh-CN"}).content.decode()[:60]


def test_language_and_larger_text_are_remembered_and_lead_back_to_this_site_only(town: Town) -> None:
    client = Client()
    answer = client.get("/preferences/?lang=en&text=larger&next=/law/")
    assert (answer.status_code, answer["Location"]) == (302, "/law/")
    html = client.get("/law/").content.decode()
    assert 'lang="en" class="larger"' in html
    assert client.get("/preferences/?next=https://elsewhere.example/")["Location"] == "/"
