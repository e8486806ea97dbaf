"""The counts: what truly happens can be seen in them, and silence is not zero."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pyarrow.parquet as pq
import pytest
from numpy.typing import NDArray

from clearway.world import WorldSummary
from tests.world.reading import rows

Floats = NDArray[np.float64]


@pytest.fixture(scope="module")
def series(county: WorldSummary) -> dict[str, Floats]:
    """Counts by sensor over all steps; NaN where there is no report or no row."""
    table = pq.read_table(county.feeds / "flow.parquet")
    steps = int((county.until - county.since) / timedelta(minutes=15))
    at = table["at"].to_numpy().astype("datetime64[us]")
    start = np.datetime64(county.since.replace(tzinfo=None), "us")
    step = ((at - start) / np.timedelta64(15, "m")).astype(int)
    link = table["link"].to_numpy(zero_copy_only=False)
    count = table["count"].to_numpy(zero_copy_only=False).astype(float)
    found = {name: np.full(steps, np.nan) for name in np.unique(link)}
    for name, values in found.items():
        here = link == name
        values[step[here]] = count[here]
    return found


def span(county: WorldSummary, since: str, until: str) -> slice:
    """The steps from one moment to another (empty: to the end)."""
    first = datetime.fromisoformat(since) - county.since
    last = (datetime.fromisoformat(until) if until else county.until) - county.since
    quarter = timedelta(minutes=15)
    return slice(-(-first // quarter), last // quarter)


def test_counts_are_never_negative_and_cover_every_sensor(county: WorldSummary, series: dict[str, Floats]) -> None:
    assert set(series) == {row["link"] for row in rows(county.feeds / "links.csv")}
    assert 200 <= len(series) <= 260
    assert all(np.nanmin(values) >= 0 for values in series.values())


def test_a_closure_empties_its_sensors_and_its_end_fills_them(county: WorldSummary, series: dict[str, Floats]) -> None:
    closed = [row for row in rows(county.truth / "closures.csv") if row["links"] and float(row["leak"]) < 0.1]
    assert len(closed) >= 8
    week = 7 * 96
    for row in closed:
        during = span(county, row["since"], row["until"])
        for link in row["links"].split():
            usual = np.nanmean([series[link][during.start - n * week : during.stop - n * week] for n in (3, 4)])
            assert np.nanmean(series[link][during]) < 0.2 * usual
        if row["until"] and during.stop + week < len(series[link]):
            assert np.nanmean(series[link][during.stop : during.stop + week]) > 0.5 * usual


def test_a_closure_moves_traffic_to_ways_around_it(county: WorldSummary, series: dict[str, Floats]) -> None:
    """Somewhere a sensor that is not closed counts far more than before."""
    week, grown = 7 * 96, 0
    for row in rows(county.truth / "closures.csv"):
        during = span(county, row["since"], row["until"])
        for values in series.values():
            before, after = (
                np.nansum(values[during.start - 3 * week : during.stop - 3 * week]),
                np.nansum(values[during]),
            )
            grown += bool(before > 500 and after > 1.6 * before)
    assert grown > 0


def test_dead_sensors_count_zero_and_silent_ones_nothing(county: WorldSummary, series: dict[str, Floats]) -> None:
    faults = rows(county.truth / "faults.csv")
    assert {row["kind"] for row in faults} == {"zeros", "null", "missing"}
    for row in faults:
        during = span(county, row["since"], row["until"])
        for link in row["links"].split():
            values = series[link][during]
            assert np.all(values == 0) if row["kind"] == "zeros" else np.all(np.isnan(values))


def test_no_report_is_written_as_null_and_as_no_row(county: WorldSummary) -> None:
    table = pq.read_table(county.feeds / "flow.parquet")
    steps = int((county.until - county.since) / timedelta(minutes=15))
    assert table.column_names == ["link", "at", "minutes", "count"]
    assert table["count"].null_count > 0
    assert table.num_rows < steps * county.sensors
    assert table.num_rows == county.readings


def test_the_holiday_shows_in_the_morning_rush(county: WorldSummary, series: dict[str, Floats]) -> None:
    holidays = [row for row in rows(county.feeds / "calendar.csv") if row["name"] == "县庆日"]
    day = date.fromisoformat(holidays[0]["date"])
    rush = [span(county, f"{d}T07:00:00+08:00", f"{d}T09:00:00+08:00") for d in (day, day - timedelta(days=7))]
    holiday, workday = (sum(np.nansum(values[hours]) for values in series.values()) for hours in rush)
    assert holiday < 0.5 * workday
