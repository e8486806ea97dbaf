"""What closing a gate does, by a tap and by keyboard; an area drawn, and the three zones proposed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import Site
from tests.journeys.visitor import at_browser, map_drawn, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
_PATIENCE_MS = 60_000


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with at_browser(browser, site, role="county_government") as opened:
        yield opened


def roads_open(page: Page) -> None:
    """Wait until the site has opened its roads."""
    page.goto("/readyz")
    page.wait_for_function(
        "async () => ['open', 'failed'].includes((await (await fetch('/readyz')).json()).roads)", timeout=_PATIENCE_MS
    )
    assert page.request.get("/readyz").json()["roads"] == "open"


def worst_gate(page: Page) -> int:
    """The gate whose closing harms most, for the first kind of facility for which any does."""
    for kind in ("hospital", "clinic", "pharmacy", "market", "school", "fire"):
        found = page.request.get(f"/roads/critical.geojson?kind={kind}&gates=1").json()["features"]
        if found:
            return int(found[-1]["properties"]["link"])
    raise AssertionError("the demo has no gate that matters")


def answered(page: Page) -> None:
    expect(page.locator("#map")).to_have_attribute("data-answered", "yes", timeout=_PATIENCE_MS)


def at_gate(page: Page) -> int:
    """A what-if page whose map has the worst gate in its middle, and no way chosen."""
    roads_open(page)
    gate = worst_gate(page)
    page.goto(f"/roads/whatif/?link={gate}")
    map_drawn(page)
    page.locator(f"#closed-{gate}").click()  # not uncheck(): the answer takes the box away, at times at once
    answered(page)
    expect(page.locator("#answer table")).to_have_count(0)
    return gate


def seconds_told(page: Page) -> float:
    text = page.locator("#answer").inner_text()
    found = re.search(r"(?:用时|Worked out in) ([0-9.]+)", text)
    assert found, text
    return float(found.group(1))


def test_a_tap_on_a_gate_tells_in_a_second_who_loses_what(page: Page, pictures: Path) -> None:
    gate = at_gate(page)
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    answered(page)
    expect(page.locator(f"#closed-{gate}")).to_be_checked()
    expect(page.locator("#answer table")).to_contain_text("医院")
    assert seconds_told(page) < 1
    roles = {
        one["properties"]["role"]
        for one in json.loads(page.locator("#drawn").get_attribute("data-shapes") or "")["features"]
    }
    assert {"closed", "before"} <= roles
    picture(page, pictures, "what-if", whole=True)


def test_the_keyboard_alone_chooses_a_gate_and_makes_it_a_soft_barrier(page: Page, pictures: Path) -> None:
    gate = at_gate(page)
    page.locator("#point-centre").focus()
    page.keyboard.press("Enter")
    answered(page)
    expect(page.locator(f"#closed-{gate}")).to_be_checked()
    page.locator("#act").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#answer caption")).to_be_visible()
    answered(page)
    expect(page.locator("#act")).to_have_value("slow")
    expect(page.locator("#act")).to_be_focused()
    expect(page.locator("#answer tbody td:nth-child(3) strong")).to_have_count(0)
    assert "act=slow" in page.url


def test_an_area_drawn_by_keyboard_becomes_three_zones_beside_what_was_asked(page: Page, pictures: Path) -> None:
    roads_open(page)
    gate = worst_gate(page)
    page.goto(f"/roads/whatif/?link={gate}")
    lon, lat = json.loads(page.locator("#drawn").get_attribute("data-shapes") or "")["features"][-1]["geometry"][
        "coordinates"
    ]
    corners = ";".join(f"{lon + east:.6f},{lat + north:.6f}" for east, north in ((0, 0), (0.0005, 0), (0.0005, 0.0005)))
    page.goto(f"/roads/zones/?sealed={corners}")
    map_drawn(page)
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.locator("#area-draw").focus()
    page.keyboard.press("Enter")
    page.locator("#area-corner").press("Enter")
    for east, north in ((120, 0), (120, 100)):
        page.mouse.click(box["x"] + box["width"] / 2 + east, box["y"] + box["height"] / 2 + north)
    page.locator("#area-done").press("Enter")
    answered(page)
    rows = page.locator("#answer tbody tr")
    expect(rows).to_have_count(6)
    expect(page.locator("#answer")).to_contain_text("值守")
    assert "sealed=" in page.url
    picture(page, pictures, "zones", whole=True)


def test_a_proposal_draws_what_closing_its_gates_does(page: Page, site: Site, pictures: Path) -> None:
    roads_open(page)
    page.goto("/propose/")
    option = page.locator(f'#place_code option[value^="{site.regions["township"][:9]}"]').last
    page.locator("#place_code").select_option(option.get_attribute("value"))
    first = page.locator("#links input").first
    first.wait_for(timeout=_PATIENCE_MS)
    first.check()
    expect(page.locator("#closing-title")).to_be_visible(timeout=_PATIENCE_MS)
    picture(page, pictures, "propose", whole=True)
