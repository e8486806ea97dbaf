"""A resident reports a locked gate on a phone; offices check, order, clear, check again, close; the public sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import Site
from tests.journeys.visitor import at_browser, map_drawn, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
TEXT = "小区东门被铁链锁住，老人去医院透析出不去，救护车也进不来"


def test_a_blocked_gate_from_the_first_report_to_the_open_way(
    browser: Browser, site: Site, more_pictures: Path
) -> None:
    pictures = more_pictures
    follow = _report(browser, site, pictures)
    number = _send_somebody(browser, site)
    _record_finding(browser, site, number, pictures)
    closure = _public_page(browser, site, number, "未经登记")
    _move(browser, site, number, "county_government", "dispatch", "二十四小时内拆除铁链，恢复通行。")
    _move(browser, site, number, "community", "start", "")
    _move(browser, site, number, "community", "reply", "铁链已经拆除，东门敞开。")
    _move(browser, site, number, "inspector", "verify", "现场复核：行人、轮椅和救护车都能通过。")
    _move(browser, site, number, "county_government", "close", "已恢复通行，结案。")
    _is_lifted(browser, site, closure, follow)
    _history(browser, site, number, pictures)


def _report(browser: Browser, site: Site, pictures: Path) -> str:
    """A resident on a phone, without an account; returns the address that follows the report."""
    with at_browser(browser, site, phone=True) as page:
        page.goto("/")
        page.get_by_role("link", name="反映道路被堵").click()
        picture(page, pictures, "report-phone")
        page.get_by_role("button", name="下一步").click()
        expect(page.locator(".error-summary")).to_be_focused()
        page.locator("#text").fill(TEXT)
        page.get_by_label("看病就医").check()
        page.locator("#barrier").select_option("chained_gate")
        page.locator("#since").select_option("yesterday")
        home = _home(page, site)
        page.locator("#place_code").select_option(home)
        map_drawn(page)
        page.locator("#pin-centre").click()
        chosen = page.locator(f'#place_code option[value="{home}"]')
        expect(page.locator("#map")).to_have_attribute("data-pin", re.compile(r"."))
        pinned = [float(part) for part in (page.locator("#map").get_attribute("data-pin") or "").split(",")]
        assert pinned == pytest.approx(
            [float(chosen.get_attribute(f"data-{part}") or "nan") for part in ("lon", "lat")], abs=1e-4
        )
        page.get_by_role("button", name="下一步").click()
        expect(page.locator(".kept-text")).to_contain_text("铁链锁门")
        page.get_by_role("button", name="提交").click()
        expect(page.locator("h1")).to_have_text("已收到")
        return page.url.partition("?")[0]


def _home(page: Page, site: Site) -> str:
    """A compound of the community the demo accounts answer for."""
    community = site.regions["community"]
    code = page.locator(f'#place_code option[value^="{community}-"]').first.get_attribute("value")
    assert code
    return code


def _send_somebody(browser: Browser, site: Site) -> str:
    """The township reads the report on its board and opens a check; returns the case's number."""
    with at_browser(browser, site, role="township") as page:
        page.goto("/board/")
        page.locator(".card", has_text="老人去医院透析").get_by_role("link").first.click()
        page.get_by_role("button", name="派人现场核查").click()
        expect(page.locator(".caption")).to_contain_text("案件")
        return page.url.rpartition("/")[2]


def _record_finding(browser: Browser, site: Site, number: str, pictures: Path) -> None:
    """The township looks on the spot: a chain nobody registered."""
    with at_browser(browser, site, role="township") as page:
        page.goto(f"/cases/{number}")
        picture(page, pictures, "case-open-desktop")
        page.get_by_label("封堵未经登记").check()
        page.locator("#barrier").select_option("chained_gate")
        page.locator("#imposed_by").select_option("property")
        page.locator("#note").fill("现场所见：东门两道铁链，无公告，物业自行设置。")
        page.get_by_role("button", name="提交核查结论").click()
        expect(page.locator(".steps [aria-current=step]")).to_have_text("立案")


def _public_page(browser: Browser, site: Site, number: str, badge: str) -> str:
    """The closure's public page, found from the case by an office, read by a visitor; returns its address."""
    with at_browser(browser, site, role="township") as page:
        page.goto(f"/cases/{number}")
        address = page.locator('dd a[href^="/measures/M"]').get_attribute("href")
    assert address
    with at_browser(browser, site) as page:
        page.goto(address)
        expect(page.locator("main .badge").first).to_have_text(badge)
        map_drawn(page)
    return address


def _move(browser: Browser, site: Site, number: str, role: str, move: str, note: str) -> None:
    """One office makes its move with the form on the case page."""
    with at_browser(browser, site, role=role) as page:
        page.goto(f"/cases/{number}")
        form = page.locator(f'form:has(input[name=move][value="{move}"])')
        if note:
            form.locator("textarea").fill(note)
        form.locator("button[type=submit]").click()
        expect(page.locator(".error-summary")).to_have_count(0)
        expect(page.locator(f'form:has(input[name=move][value="{move}"])')).to_have_count(0)


def _is_lifted(browser: Browser, site: Site, closure: str, follow: str) -> None:
    """The public page says so, and so does the resident's own page."""
    with at_browser(browser, site, language="en") as page:
        page.goto(closure)
        expect(page.locator("main .badge").first).to_have_text("lifted")
        expect(page.locator("main")).to_contain_text("The closure was lifted: the way is open again.")
        page.goto(follow)
        expect(page.locator(".steps [aria-current=step]")).to_have_text("closed")


def _history(browser: Browser, site: Site, number: str, pictures: Path) -> None:
    """Every act is in the case's history, under its office."""
    with at_browser(browser, site, role="county_government") as page:
        page.goto(f"/cases/{number}")
        for told in ("案件受理", "核查属实，立案", "责令整改并派遣", "开始处置", "报告已拆除", "复核通过", "结案"):
            expect(page.locator(".history")).to_contain_text(told)
        picture(page, pictures, "case-closed-desktop", whole=True)
