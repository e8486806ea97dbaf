"""How long a report takes on a cheap phone: what the line and the pages take, measured, and what hands and eyes take.

Hands and eyes by the keystroke-level model (Card, Moran & Newell 1980, doi:10.1145/358886.358895): 1.1 s to point,
1.35 s to think before each tap; a phone's key half a second, two keys a Chinese character.
"""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.site import Site
from tests.journeys.visitor import at_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.long, pytest.mark.xdist_group("journeys")]
TEXT = "东门锁了，救护车进不来"
_POINT, _THINK, _KEY, _KEYS_A_CHARACTER = 1.1, 1.35, 0.5, 2
#: A slow third-generation line: bytes a second down and up, milliseconds there and back.
_DOWN, _UP, _DELAY_MS = 400_000 / 8, 400_000 / 8, 400


def test_a_report_from_a_phone_on_a_slow_line_takes_less_than_a_minute(browser: Browser, site: Site) -> None:
    with at_browser(browser, site, phone=True) as page:
        _slow_line(page)
        waited, taps = 0.0, 0
        for act in (_open, _say, _for_whom, _where, _check, _send):
            begun = time.monotonic()
            taps += act(page, site)
            waited += time.monotonic() - begun
    hands = taps * (_POINT + _THINK) + len(TEXT) * _KEYS_A_CHARACTER * _KEY
    print(f"\nline and pages {waited:.0f} s, {taps} taps and {len(TEXT)} characters {hands:.0f} s")
    assert waited + hands < 60


def _slow_line(page: Page) -> None:
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": _DELAY_MS, "downloadThroughput": _DOWN, "uploadThroughput": _UP},
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def _open(page: Page, _: Site) -> int:
    """The link as the notice at the gate has it; nothing else has to be found first."""
    page.goto("/report/", wait_until="commit")
    page.locator("#text").wait_for()
    return 1


def _say(page: Page, _: Site) -> int:
    page.locator("#text").fill(TEXT)
    return 1


def _for_whom(page: Page, _: Site) -> int:
    page.get_by_label("看病就医").check()
    return 1


def _where(page: Page, site: Site) -> int:
    """The list, without a map: open it, choose."""
    place = page.locator(f'#place_code option[value^="{site.regions["community"]}-"]').first
    page.locator("#place_code").select_option(place.get_attribute("value"))
    return 2


def _check(page: Page, _: Site) -> int:
    page.get_by_role("button", name="下一步").click()
    expect(page.locator(".kept-text")).to_contain_text("东门")
    return 1


def _send(page: Page, _: Site) -> int:
    page.get_by_role("button", name="提交").click()
    expect(page.locator("h1")).to_have_text("已收到")
    return 1
