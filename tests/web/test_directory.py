"""The directory of pages: every entry opens, and none that a viewer may not open is shown to them."""

from __future__ import annotations

import pytest

from clearway.core.people import Role
from clearway.web.directory import STAGES, stages
from tests.web.town import Town, signed_in, visitor

pytestmark = pytest.mark.django_db


def test_a_visitor_sees_only_pages_a_visitor_may_open(town: Town) -> None:
    client = visitor()
    for stage in stages(office=False):
        for entry in stage.entries:
            assert client.get(entry.address).status_code == 200, entry.address


def test_every_page_of_the_directory_exists_for_the_county(town: Town) -> None:
    client = signed_in(Role.COUNTY_GOVERNMENT)
    for stage in STAGES:
        for entry in stage.entries:
            assert client.get(entry.address).status_code in (200, 302, 403), entry.address


def test_the_navigation_leads_to_it(town: Town) -> None:
    assert 'href="/all/"' in visitor().get("/").content.decode()
    html = signed_in(Role.TOWNSHIP).get("/all/").content.decode()
    assert "人员与物资" in html
    assert "人员与物资" not in visitor().get("/all/").content.decode()
