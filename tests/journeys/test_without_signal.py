"""A phone without signal: report and visit are written, survive a closed browser, and are sent exactly once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import _ARGUMENTS, _chromium
from tests.journeys.site import Site
from tests.journeys.test_from_report_to_closed import _report, _send_somebody
from tests.journeys.visitor import PHONE, at_browser, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
TEXT = "西门用铁链锁住，请打13812345678，透析病人出不去"
#: A picture made anew, or a send, on a machine that draws maps with its processor.
_SLOW_MS = 30_000
NOTE = "两道铁链，旁边有值守，无公告"


@contextmanager
def _phone(browser: Browser, site: Site, home: Path) -> Iterator[Page]:
    """A phone whose browser keeps what it keeps in ``home``: closed and opened again, it is the same phone."""
    context = browser.browser_type.launch_persistent_context(
        home,
        executable_path=_chromium(),
        args=list(_ARGUMENTS),
        base_url=site.address,
        viewport={"width": PHONE["width"], "height": PHONE["height"]},
        has_touch=True,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def _lose_signal(page: Page) -> BrowserContext:
    """Wait until the site can be opened without signal, then switch the network off."""
    page.wait_for_function("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.context.set_offline(True)
    return page.context


def _photo(folder: Path) -> Path:
    """A photo as a phone takes it: large, and saying where it was taken."""
    place, path = Image.Exif(), folder / "gate.jpg"
    place[0x010F] = "SecretCamera"
    Image.effect_noise((2400, 1800), 80).convert("RGB").save(path, quality=90, exif=place)
    return path


def test_a_report_written_without_signal_survives_a_closed_browser_and_is_sent_once(
    browser: Browser, site: Site, tmp_path: Path, more_pictures: Path
) -> None:
    home, before = tmp_path / "phone", _how_often(browser, site, "透析病人出不去")
    with _phone(browser, site, home) as page:
        page.goto("/report/")
        _lose_signal(page)
        page.reload()
        page.locator("#report-form[data-ready]").wait_for()
        page.locator("#text").fill(TEXT)
        page.locator("#service-medical").check()
        page.set_input_files("#photos", _photo(tmp_path))
        expect(page.locator(".album li")).to_have_count(1, timeout=_SLOW_MS)
        _cover(page)
        page.locator(f'#report-form[data-saved="{len(TEXT)}/1"]').wait_for()
    with _phone(browser, site, home) as page:
        page.context.set_offline(True)
        page.goto("/report/")
        page.locator("#report-form[data-ready]").wait_for()
        expect(page.locator("#text")).to_have_value(TEXT)
        expect(page.locator("#service-medical")).to_be_checked()
        expect(page.locator(".album li")).to_have_count(1)
        page.locator("#place_code").select_option(index=2)
        page.locator("#report-form button[type=submit]").click()
        expect(page.locator(".kept-text")).not_to_contain_text("13812345678")
        page.locator("#look [data-act=send]").click()
        # The browser's switch holds the page; a service worker started since may find a way: then it is sent.
        expect(page.locator("#outgoing[data-waiting-count='1'], #outgoing[data-sent-count='1']")).to_be_visible()
        page.screenshot(path=more_pictures / "waits-for-a-signal.png")
    with _phone(browser, site, home) as page:
        page.goto("/report/")
        expect(page.locator("#outgoing[data-sent-count='1']")).to_be_visible(timeout=_SLOW_MS)
        expect(page.locator("#report-form #text")).to_have_value("")
        number = re.search(r"R\d{8}-\d+", page.locator(".out-title").inner_text())
        assert number
        page.reload()
        expect(page.locator("#outgoing[data-sent-count='1'][data-waiting-count='0']")).to_be_visible()
        page.locator("#outgoing a").click()
        expect(page.locator("main")).to_contain_text(number.group())
        expect(page.locator("main")).not_to_contain_text("13812345678")
        picture = page.request.get(page.locator("main .evidence").get_attribute("src") or "").body()
        assert b"SecretCamera" not in picture
    assert _how_often(browser, site, "透析病人出不去") == before + 1


def _cover(page: Page) -> None:
    """Rub over the middle of the photo, where a face may be."""
    page.locator(".album button").first.click()
    canvas = page.locator("#cover canvas")
    page.wait_for_function("() => document.querySelector('#cover canvas').width > 400")
    before = _middle(page)
    box = canvas.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x - 20, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=6)
    page.mouse.up()
    assert _middle(page) < before / 2, "the noise under the finger is coarse now"
    page.locator("#cover [data-act=done]").click()
    expect(page.locator("#cover")).to_be_hidden(timeout=_SLOW_MS)


def _middle(page: Page) -> float:
    """How different neighbouring pixels in the middle of the photo are, on average."""
    script = """() => {
      const canvas = document.querySelector('#cover canvas');
      const at = canvas.getContext('2d').getImageData(canvas.width / 2 - 10, canvas.height / 2 - 10, 20, 20).data;
      let sum = 0;
      for (let index = 4; index < at.length; index += 4) sum += Math.abs(at[index] - at[index - 4]);
      return sum / (at.length / 4);
    }"""
    return float(page.evaluate(script))


def _how_often(browser: Browser, site: Site, words: str) -> int:
    """In how many reports of the whole county these words stand, as its hotline sees them on the board."""
    with at_browser(browser, site, role="hotline") as page:
        page.goto("/board/")
        return page.locator(".card", has_text=words).count()


def test_a_visit_written_without_signal_is_sent_when_there_is_one(
    browser: Browser, site: Site, tmp_path: Path, more_pictures: Path
) -> None:
    _report(browser, site, more_pictures)
    case = _send_somebody(browser, site)
    home = tmp_path / "inspector"
    with _phone(browser, site, home) as page:
        sign_in(page, site, "township")
        page.goto("/inspect/")
        page.locator("main .card", has_text=case).locator('a[href^="/inspect/"]').click()
        page.locator("#visit-form[data-ready]").wait_for()
        _lose_signal(page)
        page.reload()
        page.locator("#visit-form[data-ready]").wait_for()
        page.locator("#outcome-unregistered").check()
        page.locator("#barrier").select_option("chained_gate")
        page.locator("#passable-no").check()
        page.locator("#barrier_gone-no").check()
        page.locator("#note").fill(NOTE)
        page.set_input_files("#before", _photo(tmp_path))
        page.locator(f'#visit-form[data-saved="{len(NOTE)}/1"]').wait_for()
        page.screenshot(path=more_pictures / "visit-phone.png", full_page=True)
        page.reload()
        page.locator("#visit-form[data-ready]").wait_for()
        expect(page.locator("#note")).to_have_value(NOTE)
        page.locator("#visit-form button[type=submit]").click()
        expect(page.locator("#outgoing[data-waiting-count='1']")).to_be_visible()
        page.context.set_offline(False)
        expect(page.locator("#outgoing[data-sent-count='1']")).to_be_visible(timeout=_SLOW_MS)
        page.locator("#outgoing a").first.click()
        expect(page.locator(".steps [aria-current=step]")).to_have_text("立案")
        expect(page.locator("main")).to_contain_text(NOTE)
        expect(page.locator("main .evidence")).to_have_count(1)
