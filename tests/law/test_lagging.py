"""Measures that lag: past their term, past the clock, past the ceiling, or late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from clearway.core.epidemic import InfectionCount
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.rules import Force, Rulebook
from clearway.warn.lagging import Lag, lagging

ZONE = ZoneInfo("Asia/Shanghai")
PLACE = "410102001001"
START = datetime(2022, 11, 20, tzinfo=ZONE)


def listing(days: int, level: RiskLevel = RiskLevel.HIGH, start: datetime = START, number: str = "L1") -> Measure:
    """An official listing of ``days`` days."""
    return Measure(
        number=number,
        kind=MeasureKind.LISTING,
        place_code=PLACE,
        place_text="",
        starts_at=start,
        ends_at=start + timedelta(days=days),
        level=level,
    )


def closure(days: int, start: datetime) -> Measure:
    """A registered closure of a place."""
    return replace(listing(days, start=start), kind=MeasureKind.CLOSE_PLACE, level=None, number="M1")


def kinds(measure: Measure, rulebook: Rulebook, at: datetime) -> list[Lag]:
    return [finding.kind for finding in lagging([measure], rulebook, at)]


def test_a_listing_lags_from_its_release_day_on(rulebook: Rulebook) -> None:
    measure = listing(30)
    assert kinds(measure, rulebook, datetime(2022, 11, 24, 23, 59, tzinfo=ZONE)) == []
    (finding,) = lagging([measure], rulebook, datetime(2022, 11, 25, 12, tzinfo=ZONE))
    assert finding.kind is Lag.RELEASE_DUE
    assert finding.since == datetime(2022, 11, 25, tzinfo=ZONE)
    assert finding.by == timedelta(hours=12)
    assert (finding.rule, finding.force) == ("closing.release_clock", Force.POLICY)
    assert "unless new infections are shown" in finding.reason.en


def test_the_local_day_counts_not_the_day_in_utc(rulebook: Rulebook) -> None:
    before, after = datetime(2022, 11, 24, 15, 59, tzinfo=UTC), datetime(2022, 11, 24, 16, 0, tzinfo=UTC)
    assert (kinds(listing(30), rulebook, before), kinds(listing(30), rulebook, after)) == ([], [Lag.RELEASE_DUE])


def test_fourteen_days_to_the_second_pass_the_ceiling(rulebook: Rulebook) -> None:
    measure = closure(20, datetime(2026, 11, 1, 8, tzinfo=ZONE))
    assert kinds(measure, rulebook, datetime(2026, 11, 15, 7, 59, tzinfo=ZONE)) == []
    assert kinds(measure, rulebook, datetime(2026, 11, 15, 8, 0, tzinfo=ZONE)) == [Lag.CEILING_PASSED]


def test_what_was_found_unregistered_passes_the_ceiling_too(rulebook: Rulebook) -> None:
    measure = replace(closure(5, datetime(2026, 11, 1, tzinfo=ZONE)), registered=False, ends_at=None)
    assert kinds(measure, rulebook, datetime(2026, 11, 20, tzinfo=ZONE)) == [Lag.CEILING_PASSED]


def test_a_measure_past_its_term_lags_only_if_seen_standing_after_its_end(rulebook: Rulebook) -> None:
    measure = closure(5, datetime(2026, 11, 1, tzinfo=ZONE))
    at, end = datetime(2026, 11, 10, tzinfo=ZONE), datetime(2026, 11, 6, tzinfo=ZONE)
    assert lagging([measure], rulebook, at) == ()
    assert lagging([measure], rulebook, at, standing={"M1": end}) == ()
    (finding,) = lagging([measure], rulebook, at, standing={"M1": end + timedelta(hours=1)})
    assert (finding.kind, finding.since) == (Lag.TERM_OVER, end)


def test_a_lifted_measure_never_lags(rulebook: Rulebook) -> None:
    measure = replace(listing(30), lifted_at=START + timedelta(days=1))
    seen = {"L1": START + timedelta(days=40)}
    assert lagging([measure], rulebook, START + timedelta(days=50), standing=seen) == ()


def test_a_sighting_later_than_the_moment_asked_about_is_not_known_yet(rulebook: Rulebook) -> None:
    measure = closure(5, datetime(2026, 11, 1, tzinfo=ZONE))
    at = datetime(2026, 11, 10, tzinfo=ZONE)
    assert lagging([measure], rulebook, at, standing={"M1": at + timedelta(hours=1)}) == ()


def test_a_place_stepped_down_from_high_is_due_sooner(rulebook: Rulebook) -> None:
    start = datetime(2022, 8, 1, tzinfo=ZONE)
    high = listing(7, start=start, number="H")
    medium = listing(20, RiskLevel.MEDIUM, start + timedelta(days=7), "M")
    at = datetime(2022, 8, 12, tzinfo=ZONE)
    assert [finding.measure for finding in lagging([high, medium], rulebook, at)] == ["M"]
    assert lagging([medium], rulebook, at) == ()


@pytest.mark.parametrize(("hours", "late"), [(47, False), (48, True)])
def test_a_measure_48_hours_after_the_infections_came_late(rulebook: Rulebook, hours: int, late: bool) -> None:
    infected = date(2026, 11, 1)
    start = datetime(2026, 11, 2, tzinfo=ZONE) + timedelta(hours=hours)
    counts = [InfectionCount(place_code=PLACE + "-A3", on=infected, infections=2)]
    found = lagging([closure(5, start)], rulebook, start, infections=counts)
    assert [finding.kind for finding in found] == ([Lag.CAME_LATE] if late else [])


def test_infections_elsewhere_or_of_an_older_outbreak_make_nothing_late(rulebook: Rulebook) -> None:
    start = datetime(2026, 11, 10, tzinfo=ZONE)
    counts = [
        InfectionCount(place_code="410102002001", on=date(2026, 11, 1), infections=5),
        InfectionCount(place_code=PLACE, on=date(2026, 10, 1), infections=5),
        InfectionCount(place_code=PLACE, on=date(2026, 11, 1), infections=0),
    ]
    assert lagging([closure(5, start)], rulebook, start, infections=counts) == ()


def test_a_finding_is_evidence_that_a_rule_speaks_and_no_model(rulebook: Rulebook) -> None:
    at = datetime(2022, 11, 27, tzinfo=ZONE)
    (finding,) = lagging([listing(30)], rulebook, at)
    evidence = finding.evidence(at)
    assert (evidence.weight, evidence.references, evidence.figures) == (0.0, ("L1",), {"days": 2.0})


def test_a_moment_without_zone_is_refused(rulebook: Rulebook) -> None:
    with pytest.raises(ValueError, match="zone"):
        lagging([listing(3)], rulebook, datetime(2022, 11, 25))
