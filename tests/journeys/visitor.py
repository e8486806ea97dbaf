"""Somebody at a browser: a screen, a language, an office or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.journeys.site import Site

DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
_MAP_MS = _TOLD_MS = 30_000
#: Notes of the graphics driver, and refusals: their status is what we want.
_NOISE = ("GL Driver Message", "WebGL", "status of 422")


@contextmanager
def at_browser(
    browser: Browser,
    site: Site,
    *,
    role: str = "",
    phone: bool = False,
    language: str = "zh",
    policy: bool = True,
    forgiven: tuple[str, ...] = (),
) -> Iterator[Page]:
    """A page in a browser of its own; complaints on its console fail the test. ``policy`` False lets tests inject,
    ``forgiven`` names complaints a test brings about itself."""
    context = browser.new_context(
        base_url=site.address,
        viewport=PHONE if phone else DESKTOP,
        has_touch=phone,
        locale=LOCALES[language],
        timezone_id="Asia/Shanghai",
        bypass_csp=not policy,
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: _note(message, complaints, forgiven))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        if role:
            sign_in(page, site, role)
        yield page
        assert not complaints, complaints
    finally:
        context.close()


def sign_in(page: Page, site: Site, role: str) -> None:
    """Sign in with the demo account of the role."""
    page.goto("/accounts/login/")
    page.locator("#id_login").fill(f"demo-{role}")
    page.locator("#id_password").fill(site.passwords[role])
    page.locator("main button[type=submit]").click()
    expect(page.locator("header form button")).to_be_visible()


def map_drawn(page: Page) -> None:
    """Wait until the map stands still with all its tiles."""
    page.locator("#map[data-state=idle]").wait_for(timeout=_MAP_MS)
    assert page.locator("#map").get_attribute("data-fault") is None


def told(page: Page) -> None:
    """Wait until the verdict beside the form is that of the form as it stands."""
    expect(page.locator(".live")).not_to_have_attribute("aria-busy", "true", timeout=_TOLD_MS)


def picture(page: Page, folder: Path, name: str, *, whole: bool = False) -> None:
    """A screenshot, once the map (if there is one) stands still."""
    if page.locator("#map").count():
        map_drawn(page)
    page.screenshot(path=folder / f"{name}.png", full_page=whole)


def _note(message: ConsoleMessage, complaints: list[str], forgiven: tuple[str, ...]) -> None:
    if message.type in ("error", "warning") and not any(word in message.text for word in (*_NOISE, *forgiven)):
        complaints.append(message.text)
