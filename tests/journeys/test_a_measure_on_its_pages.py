"""A township proposes, offices take their steps, the person at the barrier reads it, an appeal opens the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import ROOT, Site
from tests.journeys.visitor import at_browser, picture, told

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TEXTS = {
    "#scope": "一个出入口，其余照常通行",
    "#reason": "本小区三天内报告聚集性感染",
    "#alternative": "考虑过分时段通行，因多栋同时出现感染而不足",
    "#help_phone": "12345",
}


def test_a_measure_from_the_proposal_to_the_appeal_that_lifts_it(
    browser: Browser, site: Site, more_pictures: Path
) -> None:
    proposal = _propose(browser, site, more_pictures)
    for role, button in (
        ("county_health", "通过"),
        ("legal_review", "签署通过"),
        ("county_government", "决定采取"),
        ("county_government", "通过"),
        ("county_government", "通过"),
    ):
        _step(browser, site, proposal, role, button, more_pictures)
    _offices_meet_no_barrier(browser, site, proposal)
    measure = _public(browser, site, proposal, more_pictures)
    receipt = _appeal(browser, site, measure, more_pictures)
    _uphold(browser, site, measure)
    with at_browser(browser, site, phone=True) as page:
        page.goto(receipt)
        expect(page.locator("main")).to_contain_text("措施已解除")
        page.goto(f"/here/{measure}")
        expect(page.locator("h1")).to_contain_text("现在应当畅通")


def _propose(browser: Browser, site: Site, pictures: Path) -> str:
    """Fill in the form, see a protected way refused and another allowed, propose; returns the page's address."""
    with at_browser(browser, site, role="township") as page:
        page.goto("/propose/")
        region = site.regions["township"][:9]
        page.locator("#place_code").select_option(
            page.locator(f'#place_code option[value^="{region}"]').last.get_attribute("value")
        )
        told(page)
        for field, text in TEXTS.items():
            page.locator(field).fill(text)
        for box in page.locator("input[name=guarantees]").all():
            box.check()
        page.locator("#means").select_option("fence")
        page.locator("#links .choice:has(.badge.stop) input").first.check()
        told(page)
        expect(page.locator("#verdict-part .notice.stop")).to_contain_text("任何批准、表决或紧急情形都不能使其合法")
        expect(page.locator("#verdict-part")).to_contain_text("检查点")
        picture(page, pictures, "propose-refused", whole=True)
        page.locator("#links .choice:has(.badge.stop) input:checked").first.click()
        page.locator("#links .choice:not(:has(.badge.stop)) input").first.check()
        told(page)
        expect(page.locator("#verdict-part .notice.calm")).to_contain_text("可以提出")
        picture(page, pictures, "propose-lawful", whole=True)
        page.get_by_role("button", name="提出", exact=True).click()
        page.wait_for_url("**/proposals/P*")
        return page.url.removeprefix(site.address)


def _step(browser: Browser, site: Site, proposal: str, role: str, button: str, pictures: Path) -> None:
    with at_browser(browser, site, role=role) as page:
        page.goto(proposal)
        note = page.locator("#note")
        if note.count():
            note.fill("情况属实，同意")
        if role == "legal_review":
            picture(page, pictures, "proposal-review", whole=True)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".error-summary")).to_have_count(0)


def _offices_meet_no_barrier(browser: Browser, site: Site, proposal: str) -> None:
    for phone in (False, True):
        with at_browser(browser, site, role="township", phone=phone, policy=False) as page:
            for address in ("/propose/", "/proposals/", proposal, "/policies/"):
                page.goto(address)
                _no_barrier(page)


def _public(browser: Browser, site: Site, proposal: str, pictures: Path) -> str:
    """The public page and the page at the barrier, on a phone; returns the measure's number."""
    with at_browser(browser, site, role="legal_review") as page:
        page.goto(proposal)
        address = page.locator('main a[href^="/measures/M"]').first.get_attribute("href") or ""
        page.goto(address)
        expect(page.locator("main")).to_contain_text("责任与容错")
        picture(page, pictures, "measure-responsibility", whole=True)
    with at_browser(browser, site, phone=True, policy=False) as page:
        page.goto(address)
        expect(page.locator("main")).to_contain_text("经过哪些步骤")
        _no_barrier(page)
        page.goto(address.replace("/measures/", "/here/"))
        expect(page.locator("h1")).to_contain_text("尚未生效")
        picture(page, pictures, "here-phone", whole=True)
        _no_barrier(page)
    return address.rpartition("/")[2]


def _appeal(browser: Browser, site: Site, measure: str, pictures: Path) -> str:
    with at_browser(browser, site, phone=True) as page:
        page.goto(f"/here/{measure}")
        page.get_by_role("link", name="申诉", exact=True).click()
        page.locator("#text").fill("本小区已无感染，没有必要")
        page.get_by_role("button", name="提交申诉").click()
        expect(page.locator(".panel")).to_contain_text("县政府")
        picture(page, pictures, "appeal-phone")
        return page.url.removeprefix(site.address)


def _uphold(browser: Browser, site: Site, measure: str) -> None:
    with at_browser(browser, site, role="county_government") as page:
        page.goto(f"/measures/{measure}")
        page.locator('textarea[id^="answer-"]').fill("查实，应予解除")
        page.get_by_role("button", name="成立，解除措施").click()
        expect(page.locator(".badge.calm").first).to_contain_text("已解除")


def _no_barrier(page: Page) -> None:
    """No serious barrier by axe, and nothing wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert not serious, [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in serious]
