"""Atom (RFC 4287): well-formed, with ids that stay, whatever a measure says."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from hypothesis import given, settings
from lxml import etree

from clearway.publish.cap_atom import cap_atom
from clearway.publish.changes_atom import measure_atom, measures_atom
from clearway.publish.paging import PER_PAGE
from clearway.publish.published import Change, ChangeKind, Edition, number_of
from tests.examples import AT
from tests.publish.editions import an_edition, an_item, editions, lifted

_A = "{http://www.w3.org/2005/Atom}"


def _texts(feed: bytes, path: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(feed).iterfind(path)]


@given(edition=editions())
@settings(max_examples=100, deadline=None)
def test_every_feed_has_what_rfc_4287_asks_of_it(edition: Edition) -> None:
    for document in (measures_atom(edition), cap_atom(edition), *(measure_atom(edition, one) for one in edition.items)):
        root = etree.fromstring(document)
        for element in (root, *root.iterfind(f"{_A}entry")):
            for name in ("id", "title", "updated"):
                (found,) = element.findall(f"{_A}{name}")
                assert found.text
            assert urlsplit(element.findtext(f"{_A}id")).scheme == "urn"
            assert datetime.fromisoformat(element.findtext(f"{_A}updated") or "").tzinfo
            alternates = [
                (link.get("type"), link.get("hreflang"))
                for link in element.iterfind(f"{_A}link")
                if link.get("rel") == "alternate"
            ]
            assert len(alternates) == len(set(alternates)) > 0
        assert root.findtext(f"{_A}author/{_A}name")
        ids = [entry.findtext(f"{_A}id") for entry in root.iterfind(f"{_A}entry")]
        assert len(ids) == len(set(ids))


@given(edition=editions())
@settings(max_examples=100, deadline=None)
def test_a_number_can_be_told_from_its_slug(edition: Edition) -> None:
    for item in edition.items:
        assert number_of(item.slug) == item.measure.number
        assert item.slug.isascii()
        assert "." not in item.slug


def test_an_entry_keeps_its_id_under_every_host_language_and_later_change() -> None:
    item = an_item()
    now = _texts(measures_atom(an_edition(item)), f"{_A}entry/{_A}id")
    later = an_edition(lifted(item), site="https://mirror.example", language="en")
    assert _texts(measures_atom(later), f"{_A}entry/{_A}id")[1:] == now


def test_the_latest_change_comes_first_and_dates_the_feed() -> None:
    item = lifted(an_item())
    feed = measures_atom(an_edition(item))
    assert _texts(feed, f"{_A}updated") == ["2026-11-23T01:00:00Z"]
    assert [entry.get("term") for entry in etree.fromstring(feed).iter(f"{_A}category")] == ["lifted", "announced"]
    assert "已解除，恢复通行" in _texts(feed, f"{_A}entry/{_A}title")[0]
    assert "Lifted, open again" in _texts(measures_atom(an_edition(item, language="en")), f"{_A}entry/{_A}title")[0]


def test_an_entry_tells_the_end_as_it_was_known_then() -> None:
    item = an_item()
    longer = item.changes[0].ends_at + timedelta(days=5)
    change = Change(key="8", kind=ChangeKind.EXTENDED, at=AT, ends_at=longer)
    item = replace(item, measure=replace(item.measure, ends_at=longer), changes=(*item.changes, change))
    new, old = _texts(measures_atom(an_edition(item)), f"{_A}entry/{_A}content")
    assert "2026-12-04 09:00 +08:00" in new
    assert "2026-11-29 09:00 +08:00" in old


def test_an_empty_edition_is_a_feed_too() -> None:
    assert _texts(measures_atom(an_edition()), f"{_A}updated") == ["2026-11-23T00:00:00Z"]


def test_a_long_feed_comes_in_pages_that_lead_to_one_another_and_lose_nothing() -> None:
    item, moments = an_item(), [AT + timedelta(minutes=minute) for minute in range(2 * PER_PAGE + 1)]
    changes = tuple(
        replace(item.changes[0], key=f"c{at:%Y%m%d%H%M}", at=at, kind=ChangeKind.ADJUSTED) for at in moments
    )
    whole = an_edition(replace(item, changes=changes))
    seen, links = [], []
    for sheet in (1, 2, 3, 4):
        document = etree.fromstring(measures_atom(replace(whole, sheet=sheet)))
        seen += [entry.findtext(f"{_A}id") for entry in document.iterfind(f"{_A}entry")]
        found = {link.get("rel"): str(link.get("href")) for link in document.iterfind(f"{_A}link")}
        links.append({rel for rel in found if rel in ("first", "previous", "next", "last")})
        assert found["self"].endswith("?lang=zh" + (f"&page={sheet}" if sheet > 1 else ""))
        assert found["last"].endswith("page=3")
    assert links == [
        {"first", "next", "last"}, {"first", "previous", "next", "last"}, {"first", "previous", "last"},
        {"first", "previous", "last"},
    ]  # fmt: skip
    assert len(seen) == len(set(seen)) == len(changes)
    assert not etree.fromstring(measures_atom(an_edition(item))).findall(f"{_A}link[@rel='next']")
