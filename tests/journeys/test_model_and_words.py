"""The pages of the model and of the word list: no serious barrier, small screens, and the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.site import Site
from tests.journeys.test_looked_at import _NARROWEST, AXE, no_serious_barrier
from tests.journeys.visitor import at_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
EDITOR = "county_government"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_findsno_serious_barrier(browser: Browser, site: Site, language: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci")
    with at_browser(browser, site, role=EDITOR, language=language, policy=False) as page:
        for address in ("/model/", "/lexicon/", "/board/"):
            no_serious_barrier(page, address)


def test_both_pages_fit_a_narrow_screen_with_larger_text(browser: Browser, site: Site) -> None:
    with at_browser(browser, site, role=EDITOR, policy=False) as page:
        page.set_viewport_size(_NARROWEST)
        page.goto("/preferences/?text=larger")
        for address in ("/model/", "/lexicon/", "/board/"):
            page.goto(address)
            width = page.evaluate("() => document.documentElement.scrollWidth")
            assert width <= _NARROWEST["width"], (address, width)


def test_a_word_is_taught_and_taken_back_by_keyboard_alone(browser: Browser, site: Site) -> None:
    with at_browser(browser, site, role=EDITOR, language="en") as page:
        page.goto("/lexicon/")
        page.locator("#word").focus()
        page.keyboard.type("璇玑")
        page.keyboard.press("Tab")
        expect(page.locator("#label")).to_be_focused()
        page.keyboard.type("access to medical")
        page.keyboard.press("Tab")
        expect(page.locator("#weight")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        row = page.locator("tr", has_text="璇玑")
        expect(row).to_contain_text("access to medical care")
        row.get_by_role("button").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("No word was added yet.")).to_be_visible()


def test_the_public_reads_the_figures_and_their_table(browser: Browser, site: Site) -> None:
    with at_browser(browser, site, phone=True, language="en") as page:
        page.goto("/model/")
        expect(page.get_by_role("heading", level=1)).to_have_text("How good the warnings are")
        expect(page.get_by_text("claimed in its source")).to_be_visible()
        expect(page.locator("dl.summary-list")).to_contain_text("Warning accuracy")
