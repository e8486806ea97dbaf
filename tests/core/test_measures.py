"""A measure ends by itself: no job has to run."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.measures import Measure, MeasureKind, MeasureStatus

START = datetime(2026, 11, 1, tzinfo=UTC)


def measure(**changes: object) -> Measure:
    facts: dict[str, object] = {
        "number": "M1",
        "kind": MeasureKind.CLOSE_PLACE,
        "place_code": "410102001001",
        "place_text": "",
        "starts_at": START,
        "ends_at": START + timedelta(days=5),
    }
    return Measure(**(facts | changes))  # type: ignore[arg-type]


@given(st.floats(-10, 30))
def test_a_registered_measure_is_in_force_exactly_from_its_start_to_its_end(days: float) -> None:
    at = START + timedelta(days=days)
    assert measure().in_force(at) == (START <= at < START + timedelta(days=5))


def test_a_measure_lifted_early_is_lifted_from_that_moment() -> None:
    lifted = measure(lifted_at=START + timedelta(days=1))
    assert lifted.status(START + timedelta(hours=23)) is MeasureStatus.IN_FORCE
    assert lifted.status(START + timedelta(days=1)) is MeasureStatus.LIFTED


def test_a_registered_measure_without_an_end_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="no end"):
        measure(ends_at=None)


def test_a_closure_found_standing_is_never_in_force() -> None:
    found = measure(registered=False, ends_at=None)
    assert found.status(START + timedelta(days=400)) is MeasureStatus.UNREGISTERED
    assert not found.in_force(START)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        measure(starts_at=datetime(2026, 11, 1))
