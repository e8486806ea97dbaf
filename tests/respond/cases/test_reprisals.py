"""A place blocked anew after its people reported is brought to the level above, and names nobody."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from clearway.core.places import Level
from clearway.respond.cases.reprisals import Act, Told, suspected
from tests.examples import AT, COMMUNITY, COUNTY, OTHER_COUNTY

WITHIN = timedelta(days=30)
TOLD = Told(number="R1", place_code=COMMUNITY, at=AT, case="C1")


def _act(hours: float, number: str = "M2", place: str = COMMUNITY) -> Act:
    return Act(number=number, place_code=place, since=AT + timedelta(hours=hours))


def test_a_new_closure_after_a_report_goes_to_the_county() -> None:
    (found,) = suspected([TOLD], [_act(5)], {"M2": "C2"}, WITHIN)
    assert (found.subject, found.act, found.level, found.region) == ("R1", "M2", Level.COUNTY, COUNTY)


def test_the_very_closure_a_report_is_about_and_one_that_stood_before_are_no_reprisal() -> None:
    assert suspected([TOLD], [_act(5)], {"M2": "C1"}, WITHIN) == ()
    assert suspected([TOLD], [_act(-1)], {"M2": "C2"}, WITHIN) == ()


def test_elsewhere_or_long_after_is_none() -> None:
    assert suspected([TOLD], [_act(5, place=OTHER_COUNTY)], {"M2": "C2"}, WITHIN) == ()
    assert suspected([TOLD], [_act(24 * 31)], {"M2": "C2"}, WITHIN) == ()


@given(st.lists(st.floats(-2000, 2000, allow_nan=False), max_size=6))
def test_every_one_found_began_after_the_report_and_within_the_term(hours: list[float]) -> None:
    acts = [_act(hour, f"M{index}") for index, hour in enumerate(hours)]
    found = suspected([TOLD], acts, {act.number: "C9" for act in acts}, WITHIN)
    expected = {act.number for act in acts if AT < act.since <= AT + WITHIN}
    assert {event.act for event in found} == expected
