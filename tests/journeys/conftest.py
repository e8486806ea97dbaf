"""The browser, the site, and where pictures go."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.databases import PICTURES
from tests.journeys.site import BUILT, Site, demo_site

#: A loaded machine takes its time; what never comes still fails.
expect.set_options(timeout=20_000)

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def _chromium() -> str:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium: apt-get install chromium")
    if not BUILT.exists():
        pytest.skip("the front end is not built: npm ci && npm run build")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium of the system."""
    program = _chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        try:
            yield started
        finally:
            started.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo county, served."""
    with demo_site(tmp_path_factory.mktemp("journey")) as running:
        yield running


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the README's pictures go: ``CLEARWAY_SCREENSHOTS``, else a temporary folder."""
    wanted = os.environ.get(PICTURES)
    folder = Path(wanted) if wanted else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def more_pictures(pictures: Path) -> Path:
    """Where all other pictures go: to be looked at, not to be kept."""
    folder = pictures / "more"
    folder.mkdir(exist_ok=True)
    return folder
