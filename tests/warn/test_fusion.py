"""Episodes and calls become incidents: one place, one incident; false discoveries held."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import h3
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.evidence import FlowState
from clearway.core.places import Point
from clearway.warn.episodes import LinkEpisode
from clearway.warn.fusion import e_bh, fuse
from clearway.warn.signals import BURST, THREE_DAYS, ComplaintSignal

T0 = datetime(2026, 11, 16, 1, tzinfo=UTC)
HERE, BESIDE, FAR = Point(34.75, 113.62), Point(34.752, 113.62), Point(34.80, 113.62)


def episode(
    link: str,
    point: Point = HERE,
    *,
    hours: float = 0,
    state: FlowState = FlowState.CONFIRMED,
    partner: str | None = None,
    ended: float | None = None,
) -> LinkEpisode:
    since = T0 + timedelta(hours=hours)
    return LinkEpisode(
        link=link,
        point=point,
        cell=h3.latlng_to_cell(point.lat, point.lon, 9),
        since=since,
        raised_at=since + timedelta(minutes=30),
        ended_at=None if ended is None else T0 + timedelta(hours=ended),
        state=state,
        nats=8.0,
        probability={FlowState.CONFIRMED: 0.93, FlowState.SILENT: 0.05, FlowState.UNDECIDED: 0.3}[state],
        expected=30.0,
        passed=1,
        interval_minutes=5,
        partner=partner,
    )


def signal(point: Point = HERE, *, hours: float = 0, trigger: str = BURST, nats: float = 8.0) -> ComplaintSignal:
    at = T0 + timedelta(hours=hours)
    return ComplaintSignal(
        trigger=trigger,
        cell=h3.latlng_to_cell(point.lat, point.lon, 9),
        point=point,
        place_code="410102001001",
        since=at,
        raised_at=at + timedelta(hours=1),
        last_at=at + timedelta(hours=1),
        nats=nats,
        callers=3,
        reports=("R1", "R2", "R3"),
    )


LATER = T0 + timedelta(days=2)


def test_both_directions_and_neighbours_within_500_m_and_6_h_are_one_incident() -> None:
    found = fuse([episode("1", partner="-1"), episode("-1", partner="1"), episode("2", BESIDE, hours=2)], (), LATER)
    assert [one.links for one in found] == [("-1", "1", "2")]


def test_far_away_or_much_later_is_another_incident() -> None:
    found = fuse([episode("1"), episode("2", FAR), episode("3", BESIDE, hours=9)], (), LATER)
    assert len(found) == 3


def test_a_link_that_falls_again_while_its_incident_lasts_stays_one_row() -> None:
    found = fuse([episode("1", ended=5), episode("1", hours=8, ended=12)], (), LATER)
    assert len(found) == 1
    assert [one.link for one in found[0].episodes] == ["1"]


def test_an_undecided_link_beside_a_closure_merely_feels_it() -> None:
    found = fuse([episode("1"), episode("2", BESIDE, hours=1, state=FlowState.UNDECIDED)], (), LATER)
    assert [one.links for one in found] == [("1",)]


def test_callers_confirm_what_the_counts_left_undecided() -> None:
    alone = fuse([episode("1", state=FlowState.UNDECIDED)], (), LATER)
    together = fuse([episode("1", state=FlowState.UNDECIDED)], [signal(BESIDE, hours=2)], LATER)
    assert alone[0].state is FlowState.UNDECIDED
    assert together[0].state is FlowState.CONFIRMED
    assert together[0].probability > 0.9
    assert together[0].triggers == ("flow_drop", "complaint_burst")
    assert together[0].episodes[0].raised_at == T0 + timedelta(hours=3)


def test_a_dead_sensor_adds_no_evidence_to_calls() -> None:
    found = fuse([episode("1", state=FlowState.SILENT)], [signal()], LATER)
    assert len(found) == 1
    assert found[0].nats == 8.0
    assert found[0].state is FlowState.UNDECIDED


def test_the_three_day_rule_stands_without_any_statistic() -> None:
    found = fuse([], [signal(trigger=THREE_DAYS, nats=0.0)], LATER)
    assert found[0].triggers == ("three_days",)
    assert found[0].probability >= 0.5


def test_nothing_raised_later_is_seen() -> None:
    assert fuse([episode("1", hours=5)], [signal(hours=5)], T0 + timedelta(hours=1)) == ()


def test_every_incident_says_why_in_two_languages() -> None:
    found = fuse([episode("1"), episode("2", FAR, state=FlowState.SILENT)], [signal()], LATER)
    assert all(reason.zh and reason.en for one in found for reason in one.reasons)
    assert [len(one.reasons) for one in found] == [2, 1]


@given(st.lists(st.floats(0, 1e6), max_size=30), st.floats(0.01, 0.5))
def test_e_bh_keeps_the_largest_and_more_at_a_laxer_rate(values: list[float], rate: float) -> None:
    kept = e_bh(values, rate)
    if any(kept):
        least = min(value for value, keep in zip(values, kept, strict=True) if keep)
        assert all(keep for value, keep in zip(values, kept, strict=True) if value > least)
        assert least >= 1 / rate
    assert sum(e_bh(values, min(1.0, rate * 2))) >= sum(kept)


def test_e_bh_holds_its_rate_under_dependence() -> None:
    rng = np.random.default_rng(4)
    shares = []
    for _ in range(300):
        common = rng.normal()
        null = np.exp(1.5 * (0.8 * common + 0.6 * rng.normal(size=40)) - 1.125)
        kept = e_bh(null.tolist(), 0.1)
        shares.append(float(any(kept)))
    assert np.mean(shares) <= 0.1
