"""A table of the hotline at once is what its rows one by one are, in any order, in parts, and again."""

from __future__ import annotations

import csv
import random
from datetime import timedelta
from pathlib import Path

import pytest

from clearway.core.intake import Feed
from clearway.core.people import machine
from clearway.loop.hotline_table import HEADER, write_calls, write_places
from clearway.loop.load import load
from clearway.loop.push import push_table
from clearway.record.feeds import content
from clearway.record.feeds import reports as storing
from clearway.record.models import LedgerLine, ReportRow
from clearway.sources import streamed
from tests.examples import AT, COUNTY, ZONE

pytestmark = pytest.mark.django_db
BY = machine(COUNTY)
ROWS = 30


def kept() -> list[dict[str, object]]:
    """Everything of every report but its number and the moment it came."""
    rows = ReportRow.objects.order_by("key").values()
    return [{name: value for name, value in row.items() if name not in ("number", "came_at")} for row in rows]


def emptied() -> None:
    """No reports, as at the beginning."""
    from clearway.record.models.kept import door_open

    with door_open():
        ReportRow.objects.all().delete()


def test_at_once_is_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    rng = random.Random(311)
    write_places(tmp_path / "places.csv")
    load(Feed.PLACES, [tmp_path / "places.csv"], by=BY, at=AT)
    write_calls(tmp_path / "calls.csv", ROWS, until=AT.astimezone(ZONE) - timedelta(days=3))
    lines = list(csv.reader((tmp_path / "calls.csv").read_text(encoding="utf-8").splitlines()))[1:]
    lines += [[*line[:3], line[3] + "后来又打来", *line[4:]] for line in rng.sample(lines, 5)]  # told otherwise later
    lines += [list(line) for line in rng.sample(lines, 5)]
    for line in lines:
        data = ",".join(HEADER) + "\n" + ",".join(line) + "\n"
        push_table(Feed.COMPLAINTS, data.encode("gb18030"), by=BY, at=AT, home=settings.ENVIRONMENT)
    one_by_one = kept()
    emptied()

    for module in (storing, content):
        monkeypatch.setattr(module, "BATCH", 7)
    monkeypatch.setattr(streamed, "STEP", 9)
    whole = tmp_path / "whole.csv"
    with whole.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([HEADER, *lines])
    (first,) = load(Feed.COMPLAINTS, [whole], by=BY, at=AT)
    assert kept() == one_by_one
    assert (first.kept, first.kept + first.unchanged + first.rejected) == (len(one_by_one), len(lines))
    told = LedgerLine.objects.count()
    (again,) = load(Feed.COMPLAINTS, [whole], by=BY, at=AT)
    assert (again.kept, kept(), LedgerLine.objects.count()) == (0, one_by_one, told)
