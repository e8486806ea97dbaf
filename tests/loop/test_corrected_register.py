"""A file that tells a measure otherwise: every feed tells the correction, and what was told before stays readable."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from icalendar import Calendar
from lxml import etree

from clearway.core.decisions import Decision
from clearway.core.events import MeasureRegistered
from clearway.core.intake import Feed
from clearway.core.measures import Measure
from clearway.core.people import machine
from clearway.loop.load import load
from clearway.loop.publish_feeds import Asked, edition, version
from clearway.publish.calendar_feed import calendar
from clearway.publish.cap import cap, messages
from clearway.publish.changes_atom import measure_atom
from clearway.publish.published import ChangeKind, Edition
from clearway.publish.wzdx import wzdx
from clearway.record import feeds, reading
from clearway.record.door import commit
from clearway.record.models import LedgerLine
from tests.examples import AT, COMMUNITY, COUNTY, ZONE, a_load, a_measure
from tests.publish.editions import an_item

pytestmark = pytest.mark.django_db
BY = machine(COUNTY)
DAY = timedelta(days=1)


def _asked(at: datetime) -> Asked:
    return Asked(at=at, site="https://a.example", language="en", zone=ZONE, home=site.ENVIRONMENT.home, simulated=False)


def _listing(**changes: object) -> Measure:
    return replace(a_measure("L-1", starts_at=AT - DAY, ends_at=AT + 5 * DAY), **changes)  # type: ignore[arg-type]


def _load(measure: Measure, at: datetime) -> tuple[int, int]:
    return feeds.store_measures([measure], load=a_load("measures"), by=BY, at=at)


def _told(at: datetime) -> Edition:
    made = edition(_asked(at), "L-1")
    assert made.items
    return made


def _cap_types(made: Edition) -> list[str]:
    return [message.type for message in messages(made.items[0])]


def _event(made: Edition) -> Any:
    return Calendar.from_ical(calendar(made)).walk("VEVENT")[0]


def _corrections() -> int:
    return LedgerLine.objects.filter(kind="measure_corrected").count()


def test_loading_the_same_again_corrects_nothing() -> None:
    _load(_listing(), AT)
    tag = version(_asked(AT)).tag
    assert _load(_listing(), AT + DAY / 2) == (0, 1)
    assert _corrections() == 0
    assert version(_asked(AT)).tag == tag


def test_a_corrected_end_is_an_update_that_names_the_alert_before_it() -> None:
    _load(_listing(), AT)
    _load(_listing(ends_at=AT + 3 * DAY, reason="更正"), AT + DAY)
    made = _told(AT + 2 * DAY)
    (item,) = made.items
    assert [change.kind for change in item.changes] == [ChangeKind.ANNOUNCED, ChangeKind.CORRECTED]
    first, second = (etree.fromstring(cap(made, item, message)) for message in messages(item))
    assert [one.findtext("{*}msgType") for one in (first, second)] == ["Alert", "Update"]
    assert (first.findtext("{*}identifier") or "?") in (second.findtext("{*}references") or "")
    ends = [datetime.fromisoformat(one.findtext("{*}info/{*}expires") or "") for one in (first, second)]
    assert ends == [AT + 5 * DAY, AT + 3 * DAY]
    assert "Corrected: ends 2026-11-28 09:00 +08:00 → 2026-11-26 09:00 +08:00; reason" in measure_atom(
        made, item
    ).decode().replace("\n", " ")


def test_calendar_and_work_zones_carry_the_correction_with_its_moment() -> None:
    _load(_listing(), AT)
    before = _told(AT + DAY)
    _load(_listing(ends_at=AT + 3 * DAY), AT + DAY)
    after = _told(AT + 2 * DAY)
    old, new = _event(before), _event(after)
    assert new["DTSTART"].dt == AT + 3 * DAY
    assert new["SEQUENCE"] > old["SEQUENCE"]
    assert new["LAST-MODIFIED"].dt == AT + DAY
    on_a_road = replace(after, items=(replace(after.items[0], stretches=an_item().stretches),))
    (feature, *_) = json.loads(wzdx(on_a_road))["features"]
    assert datetime.fromisoformat(feature["properties"]["end_date"]) == AT + 3 * DAY
    assert datetime.fromisoformat(feature["properties"]["core_details"]["update_date"]) == AT + DAY


def test_a_corrected_begin_leaves_the_first_message_as_it_was() -> None:
    _load(_listing(starts_at=AT + DAY), AT)
    _load(_listing(starts_at=AT + 2 * DAY), AT + timedelta(hours=1))
    made = _told(AT + timedelta(hours=2))
    onsets = [
        datetime.fromisoformat(etree.fromstring(cap(made, made.items[0], message)).findtext("{*}info/{*}onset") or "")
        for message in messages(made.items[0])
    ]
    assert onsets == [AT + DAY, AT + 2 * DAY]


def test_an_end_corrected_into_the_past_cancels_and_corrected_back_alerts_again() -> None:
    _load(_listing(), AT)
    _load(_listing(ends_at=AT - DAY / 2), AT + DAY)
    over = _told(AT + 2 * DAY)
    assert _cap_types(over) == ["Alert", "Cancel"]
    assert [change.at for change in over.items[0].changes] == [AT, AT + DAY, AT + DAY]
    _load(_listing(ends_at=AT + 9 * DAY), AT + 3 * DAY)
    assert _cap_types(_told(AT + 4 * DAY)) == ["Alert", "Cancel", "Alert"]


def test_a_listing_long_over_when_it_is_loaded_raises_no_alarm() -> None:
    _load(_listing(starts_at=AT - 90 * DAY, ends_at=AT - 80 * DAY), AT)
    made = _told(AT + DAY)
    (message,) = messages(made.items[0])
    document = etree.fromstring(cap(made, made.items[0], message))
    assert document.findtext("{*}info/{*}urgency") == "Past"
    assert document.findtext("{*}info/{*}responseType") == "AllClear"


def test_no_file_changes_what_was_decided_here(tmp_path: Path) -> None:
    measure = a_measure("M-1", starts_at=AT, ends_at=AT + 2 * DAY)
    commit(Decision((MeasureRegistered(subject="M-1", measure=measure, proposal="P-1"),)), by=BY, at=AT)
    path = tmp_path / "measures.csv"
    path.write_text(f"id,place_code,level,from,to\nM-1,{COMMUNITY},high,2026-11-23,2027-11-23\n")
    (result,) = load(Feed.MEASURES, [path], by=BY, at=AT, rejects=tmp_path / "rejects.csv")
    assert (result.kept, result.rejected) == (0, 1)
    assert "change by their own procedure only" in (tmp_path / "rejects.csv").read_text()
    kept = reading.measure("M-1")
    assert kept is not None
    assert kept.ends_at == AT + 2 * DAY
