"""CAP 1.2: the official XSD, its prose rules, and one chain of messages a measure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from lxml import etree

from clearway.publish.cap import CAP, cap, messages
from clearway.publish.cap_atom import cap_atom
from clearway.publish.published import Change, ChangeKind, Edition, Published
from tests.examples import AT
from tests.publish.editions import STANDARDS, an_edition, an_item, editions, failures, lifted, needs_standards

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d\Z")
_NAMES = re.compile(r"[^\s,<&]+\Z")


def _every(edition: Edition) -> list[tuple[Published, etree._Element, bytes]]:
    written = [(item, cap(edition, item, message)) for item in edition.items for message in messages(item)]
    return [(item, etree.fromstring(document), document) for item, document in written]


def _said(root: etree._Element, name: str) -> list[str]:
    return [element.text or "" for element in root.iter(f"{{{CAP}}}{name}")]


@pytest.mark.shared
@needs_standards
@given(edition=editions())
@settings(max_examples=60, deadline=None)
def test_whatever_a_measure_says_its_messages_are_valid(edition: Edition) -> None:
    schema = etree.XMLSchema(etree.parse(STANDARDS / "cap-1.2" / "CAP-v1.2.xsd"))
    for _, root, _ in _every(edition):
        assert schema.validate(root), schema.error_log


@pytest.mark.shared
@needs_standards
@given(edition=editions())
@settings(max_examples=25, deadline=None)
def test_the_validator_finds_nothing_wrong(edition: Edition) -> None:
    for _, _, document in _every(edition):
        assert failures("cap", document) == []


@given(edition=editions())
@settings(max_examples=80, deadline=None)
def test_times_have_an_offset_names_no_space_and_each_message_is_in_two_languages(edition: Edition) -> None:
    for item, root, _ in _every(edition):
        for name in ("sent", "effective", "onset", "expires"):
            assert all(_TIME.match(text) for text in _said(root, name))
        assert all(_NAMES.match(text) for text in (*_said(root, "identifier"), *_said(root, "sender")))
        assert _said(root, "language") == ["zh-CN", "en-US"]
        sent = datetime.fromisoformat(_said(root, "sent")[0])
        assert all(datetime.fromisoformat(text) > sent for text in _said(root, "expires"))
        for pair in (pair for ring in _said(root, "polygon") for pair in ring.split()):
            assert abs(float(pair.split(",")[0])) <= 90, item


def test_a_lifting_cancels_and_names_every_message_before_it() -> None:
    item = an_item()
    adjusted = Change(key="8", kind=ChangeKind.ADJUSTED, at=AT - timedelta(days=1), ends_at=item.measure.ends_at)
    item = lifted(replace(item, changes=(*item.changes, adjusted)))
    roots = [root for _, root, _ in _every(an_edition(item))]
    assert [_said(root, "msgType")[0] for root in roots] == ["Alert", "Update", "Cancel"]
    named = [f"{_said(root, 'sender')[0]},{_said(root, 'identifier')[0]},{_said(root, 'sent')[0]}" for root in roots]
    assert _said(roots[2], "references") == [" ".join(named[:2])]
    assert _said(roots[2], "responseType") == ["AllClear", "AllClear"]


def test_a_term_that_runs_out_needs_no_message_but_a_release_clock_met_early_does() -> None:
    item = an_item()
    ends_at = item.measure.ends_at
    over = Change(key="end", kind=ChangeKind.ENDED, at=AT, ends_at=ends_at)
    assert len(messages(replace(item, changes=(*item.changes, over)))) == 1
    early = replace(over, ends_at=AT)
    assert [one.type for one in messages(replace(item, changes=(*item.changes, early)))] == ["Alert", "Cancel"]


def test_positions_are_latitude_first() -> None:
    (_, root, _), (_, spot, _) = _every(
        an_edition(an_item(), an_item(measure=replace(an_item().measure, number="M-2"), stretches=()))
    )
    corner = _said(root, "polygon")[0].split()[0].split(",")
    assert float(corner[0]) == pytest.approx(34.75, abs=0.01)
    assert _said(spot, "circle")[0] == "34.750000,113.620000 0.1"


def test_a_demo_raises_no_alarm() -> None:
    real, demo = an_edition(an_item()), an_edition(an_item(), simulated=True)
    assert [_said(root, "status")[0] for edition in (real, demo) for _, root, _ in _every(edition)] == [
        "Actual",
        "Exercise",
    ]


def test_a_zone_of_utc_is_written_as_an_offset() -> None:
    (_, root, _) = _every(an_edition(an_item(), zone=UTC))[0]
    assert _said(root, "sent") == ["2026-11-21T01:00:00-00:00"]


def test_the_index_leads_to_every_message() -> None:
    item = lifted(an_item())
    index = etree.fromstring(cap_atom(an_edition(item)))
    leads = [link.get("href") for link in index.iterfind("{*}entry/{*}link[@rel='enclosure']")]
    assert leads == [f"https://county.example/feeds/cap/{one.identifier}.xml" for one in reversed(messages(item))]
