"""First answers: a hotline's calls stand on the same clock as what is told here, old history without a storm."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from clearway.core.intake import Feed
from clearway.core.people import Actor, Role
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.rules import Rulebook
from clearway.environment import read_environment
from clearway.loop.answer_reports import answer
from clearway.loop.desk import Desk
from clearway.loop.first_answers import first_answers
from clearway.loop.keep_time import keep_time
from clearway.loop.late_now import late_now
from clearway.loop.load import load
from clearway.record import feeds
from clearway.record.models import LedgerLine, ReportRow
from tests.examples import AT, COMMUNITY, COUNTY, ZONE, a_load

pytestmark = pytest.mark.django_db
BACK = timedelta(days=30)
HEADER = "工单编号,受理时间,诉求内容,地点代码,首次答复时间,办结时间"


@pytest.fixture
def desk(rulebook: Rulebook) -> Desk:
    """The county's government, Monday 09:00, with its one place loaded."""
    place = Place(code=COMMUNITY, kind=PlaceKind.COMMUNITY, name="柳林社区", point=Point(34.75, 113.62))
    by = Actor(name="县府", role=Role.COUNTY_GOVERNMENT, region=COUNTY)
    feeds.store_places([place], load=a_load("places"), by=by, at=AT)
    return Desk(by=by, at=AT, rulebook=rulebook, zone=ZONE)


def imported(
    folder: Path, desk: Desk, *rows: tuple[str, float, float | None, float | None], came: datetime = AT
) -> None:
    """Calls so many hours ago, answered and closed so many hours after (None: not told)."""
    lines = [HEADER]
    for number, ago, answered, closed in rows:
        told = AT - timedelta(hours=ago)
        after = ["" if hours is None else _local(told + timedelta(hours=hours)) for hours in (answered, closed)]
        lines.append(f"{number},{_local(told)},南门锁了出不去{number},{COMMUNITY},{after[0]},{after[1]}")
    path = folder / "热线.csv"
    path.write_text("\n".join(lines) + "\n", encoding="gb18030")
    load(Feed.COMPLAINTS, [path], by=desk.by, at=came)


def _local(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y/%m/%d %H:%M}"


def test_answers_the_hotline_gave_count_from_the_call_and_open_overdue_calls_are_late(
    desk: Desk, tmp_path: Path
) -> None:
    imported(
        tmp_path, desk,
        ("1", 100, 3, 90),       # answered in time
        ("2", 100, None, 5),     # its result is its first answer
        ("3", 100, 30, None),    # answered late
        ("4", 50, None, None),   # open, overdue since 26 hours
        ("5", 10, None, None),   # open, not due yet
    )  # fmt: skip
    found = first_answers(COUNTY, AT - BACK, desk)
    assert (found.rate.on_time, found.rate.closed, found.rate.open_overdue) == (2, 3, 1)
    assert found.rate.rate == 0.5
    assert [(one.at, one.due_at) for one in found.late] == [(AT - timedelta(hours=50), AT - timedelta(hours=26))]
    assert found.history == 0
    assert late_now(COUNTY, desk).answers == found.rate


def test_what_is_answered_here_ends_the_clock_of_an_imported_call(desk: Desk, tmp_path: Path) -> None:
    imported(tmp_path, desk, ("4", 20, None, None))
    clerk = replace(desk, by=Actor(name="热线", role=Role.HOTLINE, region=COUNTY))
    answer(ReportRow.objects.get().number, "已派人核查", clerk)
    later = replace(desk, at=AT + timedelta(hours=40))
    found = first_answers(COUNTY, later.at - BACK, later)
    assert (found.rate.on_time, found.rate.closed, found.rate.open_overdue) == (1, 1, 0)


def test_a_later_table_with_the_answer_closes_what_an_earlier_one_left_open(desk: Desk, tmp_path: Path) -> None:
    imported(tmp_path, desk, ("4", 50, None, None))
    imported(tmp_path, desk, ("4", 50, 2, None))
    imported(tmp_path, desk, ("4", 50, 2, None))
    assert ReportRow.objects.get().came_at == AT
    found = first_answers(COUNTY, AT - BACK, desk)
    assert (found.rate.on_time, found.rate.closed, found.rate.open_overdue) == (1, 1, 0)
    assert LedgerLine.objects.filter(kind="feed_loaded", subject="complaints").count() == 2


def test_old_history_counts_and_sets_off_no_storm(desk: Desk, tmp_path: Path) -> None:
    old = [(f"old-{number}", 24.0 * 20 + number, None, None) for number in range(40)]
    imported(tmp_path, desk, *old, ("new", 24 + 71, None, None))
    lines = LedgerLine.objects.count()
    found = first_answers(COUNTY, AT - BACK, desk)
    assert (found.rate.open_overdue, found.rate.rate) == (41, 0.0)
    assert (len(found.late), found.history) == (1, 40)
    assert keep_time(desk).escalated == ()
    assert LedgerLine.objects.count() == lines


def test_a_call_that_came_in_time_stays_listed_however_long_nobody_answers(desk: Desk, tmp_path: Path) -> None:
    imported(tmp_path, desk, ("live", 1, None, None))
    later = replace(desk, at=AT + timedelta(days=20))
    assert len(first_answers(COUNTY, later.at - BACK, later).late) == 1


def test_an_answer_before_the_call_or_after_now_is_rejected_by_row(desk: Desk, tmp_path: Path) -> None:
    imported(tmp_path, desk, ("1", 10, -5, None), ("2", 10, 30, None), ("3", 10, 0, None))
    assert [row.external_id for row in ReportRow.objects.all()] == ["3"]
    told = (read_environment().home / "rejects" / "complaints-热线.csv.csv").read_text(encoding="utf-8")
    assert ["before_the_call" in told, "future" in told] == [True, True]
