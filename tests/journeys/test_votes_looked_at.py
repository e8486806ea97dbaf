"""A vote in real browsers: offices at a desk, a resident on a cheap phone; no barrier (axe), the keyboard is enough."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.examples import ZONE
from tests.journeys.site import ROOT, Site
from tests.journeys.visitor import at_browser, picture
from tests.residents import FLATS, roll_file

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
QUESTION = "小区北门夜间是否由专人值守"
_NARROWEST = {"width": 320, "height": 640}


def test_a_vote_from_the_roll_to_a_ballot_on_a_phone(
    browser: Browser, site: Site, pictures: Path, tmp_path: Path
) -> None:
    roll = _roll(browser, site, tmp_path)
    vote = _called(browser, site, roll)
    _reviewed(browser, site, vote)
    code = _printed(browser, site, vote)
    _cast(browser, site, vote, code, pictures)
    for address in (vote, f"{vote}/sheet", "/votes/", "/hearings/", "/experts/"):
        _no_barrier(browser, site, address, role="")
    for address, role in ((vote, "community"), ("/votes/", "community"), (roll, "township"), ("/rolls/", "township")):
        _no_barrier(browser, site, address, role=role)


def _roll(browser: Browser, site: Site, folder: Path) -> str:
    """The community loads a table; the township confirms it. Returns the roll's address."""
    with at_browser(browser, site, role="community") as page:
        page.goto("/rolls/")
        home = page.locator(f'#place_code option[value^="{site.regions["community"]}-"]').first.get_attribute("value")
        page.locator("#place_code").select_option(home)
        page.locator("#file").set_input_files(roll_file(folder, FLATS * 10))
        page.get_by_role("button", name="载入").click()
        expect(page.locator("h1")).to_contain_text("名册")
        address = page.url.removeprefix(site.address)
    with at_browser(browser, site, role="township") as page:
        page.goto(address)
        page.get_by_role("button", name="确认名册").click()
        expect(page.locator(".digest")).to_be_visible()
    return address


def _called(browser: Browser, site: Site, roll: str) -> str:
    """The community puts a question; returns the vote's address."""
    now = datetime.now(ZONE)
    with at_browser(browser, site, role="community") as page:
        page.goto("/votes/")
        page.locator("#roll").select_option(roll.rpartition("/")[2])
        page.locator("#question").fill(QUESTION)
        page.locator("#kind").select_option("plain")
        page.locator("#option_adopt").fill("值守")
        page.locator("#option_reject").fill("不值守")
        page.locator("#opens_at").fill(f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}")
        page.locator("#closes_at").fill(f"{now + timedelta(days=1):%Y-%m-%dT%H:%M}")
        page.get_by_role("button", name="送合法性审查").click()
        expect(page.locator("h1")).to_have_text(QUESTION)
        return page.url.removeprefix(site.address)


def _reviewed(browser: Browser, site: Site, vote: str) -> None:
    with at_browser(browser, site, role="legal_review") as page:
        page.goto(vote)
        page.locator("#note").fill("事项合法，不涉及封闭。")
        page.get_by_role("button", name="可以表决").click()
        expect(page.locator("main .badge").first).to_have_text("已公告")


def _printed(browser: Browser, site: Site, vote: str) -> str:
    """The township prints slips and sheets; returns the first code."""
    with at_browser(browser, site, role="township") as page:
        page.goto(vote)
        page.get_by_role("button", name="印制").click()
        return str(page.locator(".card .number").first.inner_text())


def _cast(browser: Browser, site: Site, vote: str, code: str, pictures: Path) -> None:
    """A resident votes on a phone with the keyboard alone, without an account."""
    with at_browser(browser, site, phone=True) as page:
        page.goto(vote)
        picture(page, pictures, "vote-phone", whole=True)
        page.locator("#code").focus()
        page.keyboard.type(code.lower())
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        expect(page.locator("#option-adopt")).to_be_checked()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("已投票")
        expect(page.locator(".big.number")).to_be_visible()


def _no_barrier(browser: Browser, site: Site, address: str, role: str) -> None:
    """axe finds nothing serious, and nothing needs scrolling sideways on the narrowest phone."""
    if not AXE.exists():
        pytest.skip("no axe-core: npm ci")
    with at_browser(browser, site, role=role, phone=True, policy=False) as page:
        page.set_viewport_size(_NARROWEST)
        page.goto(address)
        for details in page.locator("details:not([open]) > summary").all():
            details.click()
        _looked_at(page, address)


def _looked_at(page: Page, address: str) -> None:
    page.add_script_tag(path=AXE)
    found: Any = page.evaluate("async () => (await axe.run()).violations")
    serious = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
    assert not serious, (address, serious)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, (address, wide)
