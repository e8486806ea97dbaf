"""From asking for a pass to its revocation and appeal, as people see it: both languages, a small phone, no barrier."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import ROOT, Site
from tests.journeys.visitor import at_browser, picture

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
LANGUAGES = ("zh", "en")


def _sound(page: Page) -> None:
    """No barrier by axe, and nothing wider than the screen."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] })")
    assert [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def _gate(site: Site) -> int:
    with urllib.request.urlopen(f"{site.address}/gate/data.json") as answer:
        number: int = json.loads(answer.read())["gates"][0]["number"]
        return number


def _asked(site: Site, purpose: str) -> dict[str, str]:
    """A pass asked for at the first gate, by somebody of the county."""
    asked = {"purpose": purpose, "place_code": site.regions["community"], "gates": [_gate(site)]}
    request = urllib.request.Request(
        f"{site.address}/api/v1/passes", json.dumps(asked).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        told: dict[str, str] = json.loads(answer.read())
        return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_asking_with_the_keyboard_on_a_small_phone(
    browser: Browser, site: Site, more_pictures: Path, language: str
) -> None:
    with at_browser(browser, site, phone=True, language=language, policy=False) as page:
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto("/passes/")
        _sound(page)
        picture(page, more_pictures, f"passes-{language}", whole=True)
        page.locator("#purpose-medicine").focus()
        page.keyboard.press("Space")
        places = page.locator("#place_code option").evaluate_all("all => all.map((one) => one.value)")
        here = next(code for code in places if code.startswith(site.regions["community"]))
        page.locator("#place_code").select_option(here)
        page.locator("main form button[type=submit]").press("Enter")
        page.wait_for_load_state()
        if page.locator(".error-summary").count():
            expect(page.locator(".error-summary")).to_contain_text("no_gate_on_the_way")
        page.goto(_asked(site, "medicine")["page"])
        expect(page.locator(".pass-code img")).to_be_visible()
        _sound(page)
        picture(page, more_pictures, f"pass-{language}", whole=True)


def test_a_request_a_refusal_of_the_second_signature_and_an_appeal(
    browser: Browser, site: Site, more_pictures: Path
) -> None:
    told = _asked(site, "school")
    with at_browser(browser, site, role="community", policy=False) as clerk:
        clerk.goto("/board/")
        expect(clerk.locator(f'a[href="/passes/desk/{told["number"]}"]')).to_be_visible()
        clerk.goto(f"/passes/desk/{told['number']}")
        _sound(clerk)
        picture(clerk, more_pictures, "pass-case-zh", whole=True)
        clerk.locator('button[value="approve"]').click()
        clerk.locator("summary").click()
        clerk.locator("#reason").select_option("purpose_ended")
        clerk.locator("details button").click()
        clerk.locator('button[value="confirm"]').click()
        expect(clerk.locator(".error-summary")).to_contain_text("另一人")
        _sound(clerk)
    with at_browser(browser, site, role="township", policy=False) as second:
        second.goto(f"/passes/desk/{told['number']}")
        second.locator('button[value="confirm"]').click()
        expect(second.locator(".badge").first).to_have_text("已撤销")
        second.goto("/passes/desk/")
        _sound(second)
        picture(second, more_pictures, "passes-desk-zh", whole=True)
    with at_browser(browser, site, phone=True, policy=False) as holder:
        holder.goto(told["page"])
        expect(holder.locator("main")).to_contain_text("事由已结束")
        holder.locator("#text").fill("考试改期，还要再去一次")
        holder.locator("main form button").last.click()
        expect(holder.locator("main")).to_contain_text("申诉")
        _sound(holder)
        picture(holder, more_pictures, "pass-revoked-zh", whole=True)
        holder.goto("/passes/figures/")
        _sound(holder)
