"""The verdict beside a form, on a line that is slow, answers out of order, and breaks."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.site import Site
from tests.journeys.visitor import at_browser, told

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("journeys")]
ASKED = "**/propose/verdict"


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    with at_browser(browser, site, role="township", forgiven=("net::ERR_FAILED",)) as opened:
        opened.goto("/propose/")
        yield opened


def _choose(page: Page, site: Site) -> None:
    option = page.locator(f'#place_code option[value^="{site.regions["township"][:9]}"]').last
    page.locator("#place_code").select_option(option.get_attribute("value"))


def test_an_answer_to_what_the_form_no_longer_says_is_never_shown(page: Page, site: Site) -> None:
    held: list[Route] = []
    page.route(ASKED, lambda route: held.append(route), times=1)
    with page.expect_request(ASKED):
        _choose(page, site)
    page.locator("#scope").fill("北门")
    with page.expect_response(ASKED):
        page.locator("#reason").fill("三天内报告聚集性感染")
    told(page)
    latest = page.locator("#verdict").inner_text()
    assert "考虑过的较轻措施" in latest
    assert held[0].request.failure  # the page itself took the older question back


def test_a_way_ticked_while_an_answer_is_under_way_stays_ticked_and_is_judged(page: Page, site: Site) -> None:
    _choose(page, site)
    told(page)
    arrived = threading.Event()

    def later(route: Route) -> None:
        answer = route.fetch()
        way.check()
        route.fulfill(response=answer)
        arrived.set()

    way = page.locator("#links input").first
    page.route(ASKED, later, times=1)
    with page.expect_response(ASKED):
        page.locator("#help_phone").fill("12345")
    told(page)
    assert arrived.is_set()
    expect(way).to_be_checked()


def test_a_question_lost_on_the_way_is_told_and_asked_again(page: Page, site: Site) -> None:
    page.route(ASKED, lambda route: route.abort(), times=1)
    _choose(page, site)
    expect(page.locator("#live-note")).to_contain_text("没有收到答复")
    told(page)
    expect(page.locator("#live-note")).to_be_hidden()
    expect(page.locator("#verdict")).to_contain_text("逐条结论")
