"""Pages as people see them: pictures at two sizes, no serious barrier for anybody (axe), usable by keyboard."""

from __future__ import annotations

from math import dist
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import ROOT, Site, answers, served, stop
from tests.journeys.visitor import at_browser, map_drawn, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PUBLIC = ("/", "/measures/", "/report/", "/track/", "/law/", "/law/closing.authority", "/docs/", "/design/")
SIGNED_OUT = "/accounts/login/"
#: Further pages of the inspectors' office, each without a number in its address.
OF_INSPECTORS = ("/board/late/", "/board/meeting/", "/inspect/", "/triage/")
_NARROWEST = {"width": 320, "height": 640}


def _warning(site: Site) -> str:
    """The warning whose closure cuts most people off, still standing."""
    warnings: Any = site.printed["warnings"]
    standing = [one for one in warnings if one["ended_at"] is None]
    worst = max(standing, key=lambda one: max((loss["people_cut_off"] for loss in one["access"]), default=0.0))
    return str(worst["number"])


def _office_pages(page: Page, site: Site) -> list[str]:
    """Addresses only an office opens, one of each kind."""
    page.goto("/board/")
    case = page.locator('td a[href^="/cases/"]').first.get_attribute("href")
    assert case
    return ["/board/", case, f"/warnings/{_warning(site)}", "/accounts/2fa/"]


@pytest.mark.parametrize(("language", "suffix"), [("en", ""), ("zh", "-zh")])
def test_the_pictures_of_the_readme(browser: Browser, site: Site, pictures: Path, language: str, suffix: str) -> None:
    with at_browser(browser, site, language=language) as page:
        page.goto("/")
        _look_at_the_town(page)
        picture(page, pictures, f"map{suffix}")
    with at_browser(browser, site, role="county_government", language=language) as page:
        page.set_viewport_size({"width": 1280, "height": 1180})
        page.goto(f"/cases/{_closed_case(site)}")
        expect(page.locator(".history .done").first).to_be_visible()
        picture(page, pictures, f"case{suffix}")


def _look_at_the_town(page: Page) -> None:
    """Look where most closures are: show the one in their midst, then step back."""
    map_drawn(page)
    shown = page.locator("button[data-lon]").all()
    points = [(float(one.get_attribute("data-lon") or 0), float(one.get_attribute("data-lat") or 0)) for one in shown]
    midst = min(range(len(points)), key=lambda one: sum(dist(points[one], other) for other in points))
    shown[midst].click()
    map_drawn(page)
    for _ in range(2):
        page.locator(".maplibregl-ctrl-zoom-out").click()
        map_drawn(page)
    page.locator("h1").scroll_into_view_if_needed()


def _closed_case(site: Site) -> str:
    """The case of a warning that was confirmed on the spot and whose way is open again, with most signs."""
    warnings: Any = site.printed["warnings"]
    confirmed = [one for one in warnings if one["case"] and one["outcome"] == "unregistered"]
    return str(max(confirmed, key=lambda one: (one["ended_at"] is not None, len(one["triggers"])))["case"])


@pytest.mark.parametrize("phone", [False, True])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pictures_of_the_main_pages(
    browser: Browser, site: Site, more_pictures: Path, *, phone: bool, language: str
) -> None:
    size = f"{'phone' if phone else 'desktop'}-{language}"
    with at_browser(browser, site, role="county_government", phone=phone, language=language) as page:
        board, case, warning, _ = _office_pages(page, site)
        for name, address in (("map", "/"), ("board", board), ("case", case), ("warning", warning)):
            page.goto(address)
            picture(page, more_pictures, f"{name}-{size}")
    with at_browser(browser, site, phone=phone, language=language) as page:
        for name, address in (("public-map", "/"), ("report", "/report/")):
            page.goto(address)
            picture(page, more_pictures, f"{name}-{size}")


def test_the_map_shows_the_closures_and_opens_them(browser: Browser, site: Site) -> None:
    with at_browser(browser, site) as page:
        page.goto("/")
        map_drawn(page)
        page.get_by_role("button", name="在地图上看").first.click()
        map_drawn(page)
        box = page.locator("#map canvas").bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(page.locator(".popup-kind")).to_contain_text("未登记封堵")
        page.locator(".popup a").click()
        expect(page.locator("main .badge").first).to_have_text("未经登记")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_no_serious_barrier_on_any_page(browser: Browser, site: Site, language: str) -> None:
    with at_browser(browser, site, language=language, policy=False) as page:
        for address in (*PUBLIC, SIGNED_OUT):
            no_serious_barrier(page, address)
    with at_browser(browser, site, role="inspector", language=language, policy=False) as page:
        for address in (*_office_pages(page, site), *OF_INSPECTORS):
            no_serious_barrier(page, address)


def no_serious_barrier(page: Page, address: str) -> None:
    """Open the page and let axe look at it; anything serious or critical fails."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci")
    page.goto(address)
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations")
    serious = [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
    assert not serious, (address, serious)


def test_every_page_fits_a_narrow_screen_with_larger_text(browser: Browser, site: Site) -> None:
    with at_browser(browser, site, role="inspector", policy=False) as page:
        page.set_viewport_size(_NARROWEST)
        page.goto("/preferences/?text=larger")
        for address in (*PUBLIC, *_office_pages(page, site), *OF_INSPECTORS):
            page.goto(address)
            width = page.evaluate("() => document.documentElement.scrollWidth")
            assert width <= _NARROWEST["width"], (address, width)


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(browser: Browser, site: Site) -> None:
    with at_browser(browser, site) as page:
        page.goto("/report/")
        page.keyboard.press("Tab")
        skip = page.locator(".skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        for number in ("120", "119"):
            page.keyboard.press("Tab")
            expect(page.locator(f'main a[href="tel:{number}"]')).to_be_focused()
        for field in ("#text", "#service-medical", "#barrier", "#since", "#whom", "#photos", "#place_code"):
            page.keyboard.press("Tab")
            expect(page.locator(field)).to_be_focused()


def test_everything_but_the_map_works_without_scripts(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=site.address, java_script_enabled=False, locale="zh-CN")
    try:
        page = context.new_page()
        page.goto("/")
        expect(page.locator(".map-fallback")).to_be_visible()
        expect(page.locator(".list-side .card").first).to_be_visible()
        page.goto("/preferences/?lang=en&text=larger&next=/measures/")
        expect(page.locator("html.larger")).to_have_attribute("lang", "en")
    finally:
        context.close()


def test_the_server_stops_with_all_its_children_when_told(browser: Browser, site: Site) -> None:
    with served(site.environment) as (address, server):
        assert answers(address)
        assert stop(server) == 0
        assert not answers(address)
