"""From counts to episodes: closures found, dead sensors and holidays told from them, everything causal."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from clearway.core.days import CalendarDay, DayKind
from clearway.core.evidence import FlowState
from clearway.warn.flow import scan
from clearway.warn.simulated_town import SLOTS, Town
from tests.warn.towns import LATER, confirmed, episodes, town, true_closure


def _with(where: Town, counts: np.ndarray) -> Town:
    return replace(where, counts=counts.astype(np.int32))


def test_most_closures_with_enough_passages_are_found_and_few_links_are_wrong() -> None:
    where, found = town(), confirmed(episodes())
    clear = [closure for closure in where.closures if closure.expected >= 60]
    hit = [c for c in clear if any(one.link in c.links and true_closure(one, where) for one in found)]
    assert len(hit) >= 0.9 * len(clear)
    assert sum(true_closure(one, where) for one in found) >= 0.8 * len(found)


def test_a_dead_sensor_is_silent_not_closed() -> None:
    where = town()
    busy = int(np.argmax(where.counts[:, : len(where.sensors) // 2].clip(0).sum(axis=0)))
    counts = where.counts.copy()
    counts[9 * SLOTS : 10 * SLOTS, busy] = 0
    name = where.sensors[busy].link
    found = [one for one in scan(_with(where, counts).table(), where.sensors, (), LATER) if one.link == name]
    during = [one for one in found if where.moment(9 * SLOTS) <= one.raised_at <= where.moment(10 * SLOTS)]
    assert FlowState.SILENT in {one.state for one in during}
    assert FlowState.CONFIRMED not in {one.state for one in during}


def test_no_report_is_not_zero() -> None:
    where = town()
    counts = where.counts.copy()
    counts[9 * SLOTS : 10 * SLOTS] = -1
    began = where.moment(9 * SLOTS)
    found = scan(_with(where, counts).table(), where.sensors, (), LATER)
    assert not [one for one in found if began < one.raised_at <= where.moment(10 * SLOTS)]


@pytest.mark.parametrize("days", [8, 10.3, 13])
def test_the_whole_file_says_what_streaming_would_have_said(days: float) -> None:
    where = town()
    at = where.moment(int(days * SLOTS))
    then = {(one.link, one.since): one for one in scan(where.table(), where.sensors, (), at)}
    now = {(one.link, one.since): one for one in episodes() if one.raised_at <= at}
    assert now
    for key, one in now.items():
        earlier = then[key]
        assert (earlier.state, earlier.raised_at, earlier.nats) == (one.state, one.raised_at, one.nats)
    assert {key for key, one in then.items() if one.state is FlowState.CONFIRMED} <= set(now)


def test_late_and_repeated_rows_change_nothing_and_the_last_row_wins() -> None:
    where = town()
    table = where.table()
    wrong = table.slice(0, 5000).set_column(3, "count", pa.array([999] * 5000, pa.int32()))
    order = np.random.default_rng(0).permutation(table.num_rows)
    assert scan(pa.concat_tables([wrong, table.take(order)]), where.sensors, (), LATER) == episodes()


def test_readings_after_the_moment_are_not_looked_at() -> None:
    where = town()
    at = where.moment(10 * SLOTS)
    table = where.table()
    early = table.filter(pc.less(table["at"], pa.scalar(at)))
    assert scan(table, where.sensors, (), at) == scan(early, where.sensors, (), at)


def test_an_empty_table_and_a_short_history_say_nothing() -> None:
    where = town()
    assert scan(where.table().slice(0, 0), where.sensors, (), LATER) == ()
    assert scan(where.table(), where.sensors, (), where.moment(3 * SLOTS)) == ()


def test_links_nobody_placed_are_still_scored() -> None:
    found = confirmed(scan(town().table(), (), (), LATER))
    assert any(true_closure(one, town()) for one in found)
    assert {one.cell for one in found} == {""}


def test_a_town_that_stays_at_home_is_not_thirty_closures() -> None:
    where = town()
    counts = where.counts.copy()
    day = slice(10 * SLOTS, 11 * SLOTS)
    counts[day] = np.where(counts[day] > 0, np.random.default_rng(1).binomial(counts[day].clip(0), 0.25), counts[day])
    found = confirmed(scan(_with(where, counts).table(), where.sensors, (), LATER))
    wrong = [
        one
        for one in found
        if where.moment(10 * SLOTS) <= one.raised_at <= where.moment(11 * SLOTS) and not true_closure(one, where)
    ]
    assert len(wrong) <= 2


def test_a_holiday_in_the_calendar_adds_no_alarm() -> None:
    where = town()
    holiday = CalendarDay(day=date(2022, 3, 17), kind=DayKind.HOLIDAY)
    found = confirmed(scan(where.table(), where.sensors, (holiday,), LATER))
    assert sum(not true_closure(one, where) for one in found) <= sum(
        not true_closure(one, where) for one in confirmed(episodes())
    )


def test_both_directions_of_a_closure_are_named() -> None:
    sure = [one for one in confirmed(episodes()) if true_closure(one, town())]
    links = {one.link for one in sure}
    assert sum(one.partner in links for one in sure) >= 0.9 * len(sure)


def test_an_hourly_feed_runs_through_the_same_code() -> None:
    where = town()
    slots, links = where.counts.shape
    hourly = where.counts.clip(0).reshape(slots // 12, 12, links).sum(axis=1)
    at = np.array([where.moment(12 * i).timestamp() * 10**6 for i in range(len(hourly))], dtype=np.int64)
    table = pa.table(
        {
            "link": np.repeat([sensor.link for sensor in where.sensors], len(hourly)),
            "at": pa.array(np.tile(at, links), pa.timestamp("us", tz="UTC")),
            "minutes": np.full(hourly.size, 60, dtype=np.int32),
            "count": hourly.T.reshape(-1).astype(np.int32),
        }
    )
    found = confirmed(scan(table, where.sensors, (), LATER))
    long = [c for c in where.closures if c.expected >= 200 and c.last - c.first >= 72]
    hit = [c for c in long if any(one.link in c.links and true_closure(one, where) for one in found)]
    assert len(hit) >= 0.7 * len(long)
    assert all((one.raised_at - one.since) >= timedelta(hours=2) for one in found)


def test_a_clock_that_jumped_years_ahead_changes_nothing() -> None:
    where = town()
    stray = where.table().slice(0, 3)
    at = pa.array([datetime(2026, 5, day, tzinfo=UTC) for day in (1, 2, 3)], pa.timestamp("us", tz="UTC"))
    table = pa.concat_tables([where.table(), stray.set_column(1, "at", at)])
    assert scan(table, where.sensors, (), LATER) == episodes()
