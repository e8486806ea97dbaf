"""The pages of notices and of words before they are shown: in both languages, for those who may."""

from __future__ import annotations

import pytest

from clearway.core.access import Scope
from clearway.core.notices import Channel, Notice
from clearway.core.people import Role, machine
from clearway.core.words import Bilingual
from clearway.loop.subscribe import Wanted, subscribe
from clearway.record.api_keys import open_key
from clearway.record.models import NoticeRow
from clearway.record.notices import note_failed, queue
from tests.examples import AT, COUNTY
from tests.web.api.test_open311 import post
from tests.web.pages import HAN, Page
from tests.web.town import Town, signed_in, visitor

pytestmark = pytest.mark.django_db


def _a_dead_letter() -> NoticeRow:
    wanted = Wanted(channel=Channel.WEBHOOK, address="https://x.example/", kinds=("case_moved",), label="12345")
    subscribe(wanted, by=machine(COUNTY), at=AT)
    words = Bilingual("流转", "moved")
    notice = Notice(key="1:S", recipient="S", channel=Channel.WEBHOOK, about="C1", title=words, text=words)
    queue([(notice, AT)], [], AT)
    row = NoticeRow.objects.get()
    note_failed(row.pk, "HTTP 410", AT, final=True)
    return row


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_dead_letters_are_seen_and_sent_again(town: Town, language: str) -> None:
    row = _a_dead_letter()
    client = signed_in(Role.HOTLINE, language=language)
    page = client.get("/notices/").content.decode()
    assert "HTTP 410" in page
    if language == "en":
        assert not [text for text in Page(page).own if HAN.search(text)]
    client.post("/notices/", {"number": str(row.pk)})
    assert NoticeRow.objects.get().dead_at is None
    assert client.post("/notices/", {"number": "x; drop"}).status_code == 302


def test_the_page_before_words_are_shown_speaks_both_languages(town: Town) -> None:
    post(open_key(Scope.OPEN311, "", by=machine(COUNTY), at=AT)[1], description="<script>alert(1)</script>门锁了")
    page = signed_in(Role.TOWNSHIP, language="en").get("/moderation/").content.decode()
    assert "<script>alert" not in page
    assert not [text for text in Page(page).own if HAN.search(text)]


def test_others_are_refused(town: Town) -> None:
    inspector, resident = signed_in(Role.INSPECTOR), signed_in(Role.RESIDENT)
    for address in ("/notices/", "/moderation/"):
        assert visitor().get(address).status_code == 302
        assert inspector.get(address).status_code == 403
        assert resident.get(address).status_code == 403


def test_figures_tell_what_waits(town: Town) -> None:
    _a_dead_letter()
    assert "clearway_notices_dead 1.0" in visitor().get("/metrics").content.decode()
