"""The demo's residents: a vote that passed, one without quorum, one in which the reader can vote."""

from __future__ import annotations

import json

import pytest

from clearway.core.people import Role
from clearway.core.places import PlaceKind
from clearway.core.residents import Outcome
from clearway.loop import hold_vote
from clearway.loop.demo.votes import KEPT, hold_votes
from clearway.record.reading import assemblies, votes
from clearway.record.verifying import verify
from tests.examples import AT, COMMUNITY, COUNTY, ZONE, a_place
from tests.residents import HOME, desk_of

pytestmark = pytest.mark.django_db


def test_the_demo_holds_three_votes_a_hearing_and_asks_an_expert() -> None:
    places = (a_place(), a_place(code=f"{COMMUNITY}-C01", kind=PlaceKind.COMPOUND, name="春天家园"))
    hold_votes(HOME, places, COMMUNITY, desk_of(Role.COUNTY_GOVERNMENT))
    found = sorted(votes.votes(), key=lambda one: one.draft.closes_at)
    assert [one.result.outcome if one.result else None for one in found] == [
        Outcome.QUORUM_FAILED, Outcome.ADOPTED, None,
    ]  # fmt: skip
    slips = json.loads((HOME / KEPT).read_text())
    assert found[-1].open_at(AT)
    assert slips["vote"] == found[-1].number
    assert hold_vote.cast(slips["vote"], slips["codes"][0], "adopt", COUNTY, at=AT, zone=ZONE)
    assert assemblies.consultations()[0].complete
    assert assemblies.hearings()[0].speakers[0].statement
    assert (HOME / KEPT).stat().st_mode & 0o077 == 0
    assert verify().ok


def test_a_county_without_compounds_holds_none() -> None:
    hold_votes(HOME, (a_place(),), COMMUNITY, desk_of(Role.COUNTY_GOVERNMENT))
    assert votes.votes() == ()
