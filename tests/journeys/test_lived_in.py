"""The demo county is lived in: every page of cases, inspections, help and opinion shows its reader something real."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import Site
from tests.journeys.test_looked_at import no_serious_barrier
from tests.journeys.visitor import DESKTOP, at_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]

_SMALL = {"width": 360, "height": 800}
#: Role → page → what must stand on it (of the page's own parts).
_SHOWN = {
    "county_government": {
        "/board/late/": ".task-list .task",
        "/board/meeting/": ".task-list .task",
        "/inspections/": ".cards .card",
        "/support/": ".card.stop .badge",
        "/opinion/": ".card blockquote",
    },
    "hotline": {"/triage/": ".card.stop .badge", "/desk/": ".task-list .task", "/desk/handover/": ".notice"},
    "inspector": {"/inspect/": ".card"},
    "supervisor": {"/inspections/": ".card"},
    "evaluator": {"/inspections/": ".card"},
    "helper": {"/support/": ".card"},
    "": {"/opinion/answers/": ".card blockquote", "/bulletins/": "main a[href^='/bulletins/I']", "/help/": "form"},
}


@pytest.mark.parametrize("role", list(_SHOWN))
def test_every_page_has_something_to_show_and_bars_nobody(browser: Browser, site: Site, role: str) -> None:
    with at_browser(browser, site, role=role, language="en", policy=False) as page:
        for address, part in _SHOWN[role].items():
            page.goto(address)
            expect(page.locator(part).first, address).to_be_visible()
            no_serious_barrier(page, address)
            page.set_viewport_size(_SMALL)
            assert page.evaluate("() => document.documentElement.scrollWidth") <= _SMALL["width"], address
            page.set_viewport_size(DESKTOP)


def test_contrary_orders_and_who_was_blocked_again_are_before_the_county(browser: Browser, site: Site) -> None:
    with at_browser(browser, site, role="county_government", language="zh") as page:
        page.goto("/board/late/")
        expect(page.get_by_role("heading", name="要求相互冲突")).to_be_visible()
        expect(page.get_by_role("heading", name="反映之后又被设障")).to_be_visible()
        page.goto("/board/meeting/")
        expect(page.get_by_text("由县政府裁定").first).to_be_visible()


def test_the_review_of_the_quarter_tells_how_content_reporters_are(browser: Browser, site: Site) -> None:
    with at_browser(browser, site, language="zh") as page:
        page.goto("/reviews/")
        page.locator(f"main a[href^='/reviews/{site.regions['county_government']}/']").first.click()
        expect(page.get_by_text("本季度没有人评价")).to_have_count(0)
        expect(page.locator("main")).to_contain_text(re.compile("满意（非常满意和满意）"))


@pytest.mark.parametrize("role", ["helper", "supervisor", "evaluator"])
def test_who_works_for_no_office_lands_on_their_own_page(browser: Browser, site: Site, role: str) -> None:
    with at_browser(browser, site, role=role) as page:
        assert page.url.endswith("/support/" if role == "helper" else "/inspections/")


def _chosen(page: Page) -> int:
    return page.locator("#sorting input[type=checkbox]:checked").count()


def test_a_clerk_sorts_a_page_of_forty_by_keyboard_and_undoes_it(browser: Browser, site: Site) -> None:
    """From the first box: X, J, X, J … chooses; A chooses all forty; a button makes them one case; one undoes it."""
    with at_browser(browser, site, role="hotline") as page:
        page.goto("/triage/")
        expect(page.locator(".needs-script")).to_be_visible()
        page.locator("#sorting input[type=checkbox]").first.focus()
        for key in ("x", "j", "x", "j", "j", "k", "x"):
            page.keyboard.press(key)
        assert _chosen(page) == 3
        expect(page.locator("#chosen-count")).to_have_text("(3)")
        page.locator("button[value=one]").click()
        expect(page.locator(".notice a[href^='/cases/C']")).to_be_visible()
        page.locator("button[value=undo]").click()
        expect(page.get_by_text("已退回分拣")).to_be_visible()
        page.keyboard.press("a")
        assert _chosen(page) == page.locator("#sorting .sortable").count() == 40
        page.keyboard.press("a")
        assert _chosen(page) == 0
        page.locator("#case").fill("jax")  # while one writes, the keys are letters
        assert _chosen(page) == 0
