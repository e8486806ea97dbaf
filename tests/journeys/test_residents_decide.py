"""Residents are asked about a closure: the negative list is no question, a failed quorum no consent, a pass a step.

No vote is ever the basis of a closure: the organ with the power decides after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as site

from clearway.core.people import Role
from clearway.core.proposals import ChainStep, ProposalState, StepOutcome
from clearway.core.refusals import Missing
from clearway.core.residents import Body, OptionKind, Outcome, VoteDraft
from clearway.loop import handle_measure, hold_vote
from clearway.loop.refer import OfAnother
from clearway.record import reading
from clearway.record.models import LedgerLine, MeasureRow
from clearway.record.reading import votes
from clearway.respond.measures.refusals import MapNotAsked, OnNegativeList, OutOfOrder, TooLong
from clearway.respond.measures.stepping import Said
from clearway.respond.residents.refusals import OptionsMissing, RollNotClosed
from tests.examples import AT
from tests.journeys.streets import Streets, laid
from tests.loop.test_handle_measure import a_draft, enacted, step
from tests.residents import (
    AFTER,
    COMPOUND,
    FLATS,
    HOME,
    OPTIONS,
    a_vote,
    announced,
    cast,
    confirmed_roll,
    desk_of,
    paper,
    roll_file,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(site.ENVIRONMENT.home) as known:
        yield known


def _proposal(streets: Streets) -> str:
    """A closure of the south gate, reviewed, waiting for the residents."""
    draft = a_draft(streets, asks_residents=True, starts_at=AT + timedelta(days=4), ends_at=AT + timedelta(days=9))
    return enacted(draft, AT, until=ChainStep.REVIEWED)


def _question(folder: Path, proposal: str | None, doors: int = 30) -> VoteDraft:
    roll = confirmed_roll(folder, FLATS * (doors // 2))
    return a_vote(roll, question="南门是否临时管控五天", options=OPTIONS, proposal=proposal)


def _residents_step(proposal: str, vote: str, at: datetime, outcome: StepOutcome = StepOutcome.PASSED) -> None:
    said = Said(outcome=outcome, note="表决结果如下")
    handle_measure.take_step(proposal, ChainStep.RESIDENTS, said, HOME, desk_of(Role.TOWNSHIP, at), named=vote)


def test_a_way_of_the_negative_list_cannot_even_be_put_to_a_vote(streets: Streets, tmp_path: Path) -> None:
    roll = confirmed_roll(tmp_path, FLATS * 15)
    before = LedgerLine.objects.count()
    draft = a_vote(
        roll, question="是否管控", options=OPTIONS, closure=a_draft(streets, road_links=(streets.hospital_road,))
    )
    with pytest.raises(OnNegativeList) as refused:
        hold_vote.call_vote(draft, HOME, desk_of(Role.COMMUNITY))
    assert "医院路" in refused.value.text.zh
    assert "5.1" in refused.value.text.en
    named = a_vote(roll, question="是否封闭小区消防车通道，只留人行小门")
    with pytest.raises(OnNegativeList) as refused:
        hold_vote.call_vote(named, HOME, desk_of(Role.COMMUNITY))
    assert "消防法第28条" in refused.value.text.zh
    assert LedgerLine.objects.count() == before


def test_a_closure_that_was_not_drawn_on_the_map_is_not_passed_by_the_reviewer(
    streets: Streets, tmp_path: Path
) -> None:
    roll = confirmed_roll(tmp_path, FLATS * 15)
    draft = a_vote(roll, question="是否管控", options=OPTIONS, closure=a_draft(streets, road_links=()))
    number = hold_vote.call_vote(draft, HOME, desk_of(Role.COMMUNITY))
    with pytest.raises(MapNotAsked):
        hold_vote.review_question(number, True, "可以", HOME, desk_of(Role.LEGAL_REVIEW))
    hold_vote.review_question(number, False, "请在地图上画出路段", HOME, desk_of(Role.LEGAL_REVIEW))


def test_time_slots_and_no_closure_stand_beside_every_closure_on_a_ballot(streets: Streets, tmp_path: Path) -> None:
    question = _question(tmp_path, _proposal(streets))
    with pytest.raises(OptionsMissing) as refused:
        hold_vote.call_vote(replace(question, options=OPTIONS[::2]), HOME, desk_of(Role.COMMUNITY))
    assert refused.value.data["missing"] == OptionKind.TIME_SLOTS.value
    fortnight = a_draft(streets, ends_at=AT + timedelta(days=20))
    with pytest.raises(TooLong):
        hold_vote.call_vote(replace(question, proposal=None, closure=fortnight), HOME, desk_of(Role.COMMUNITY))


def test_a_vote_waits_for_a_confirmed_roll(streets: Streets, tmp_path: Path) -> None:
    kept = hold_vote.keep_roll(roll_file(tmp_path, FLATS * 15), COMPOUND, Body.OWNERS, HOME, desk_of(Role.COMMUNITY))
    with pytest.raises(RollNotClosed):
        hold_vote.call_vote(a_vote(kept.number), HOME, desk_of(Role.COMMUNITY))


def test_a_vote_that_fails_its_quorum_consents_to_nothing(streets: Streets, tmp_path: Path) -> None:
    proposal = _proposal(streets)
    number, printed = announced(_question(tmp_path, proposal))
    for line in list(printed.codes)[:19]:
        cast(number, printed.codes[line], "close")
    result = hold_vote.announce(number, desk_of(Role.COMMUNITY, AFTER))
    assert (result.outcome, result.adopted) == (Outcome.QUORUM_FAILED, None)
    with pytest.raises(Missing):
        _residents_step(proposal, number, AFTER)
    with pytest.raises(OutOfOrder):
        step(proposal, ChainStep.DECIDED, AFTER)
    _residents_step(proposal, number, AFTER, StepOutcome.REFUSED)
    assert reading.proposal(proposal).state is ProposalState.REFUSED
    assert not MeasureRow.objects.exists()


def test_a_vote_that_passes_on_both_channels_is_a_step_and_the_county_still_decides(
    streets: Streets, tmp_path: Path
) -> None:
    proposal = _proposal(streets)
    number, printed = announced(_question(tmp_path, proposal))
    lines = list(printed.codes)
    for line in lines[:19]:
        cast(number, printed.codes[line], "close")
    for line in lines[19:22]:
        paper(number, printed, line, "slots")
    result = hold_vote.announce(number, desk_of(Role.COMMUNITY, AFTER))
    assert (result.outcome, result.adopted, dict(result.counts)) == (
        Outcome.ADOPTED, "close", {"open": 0, "slots": 3, "close": 19},
    )  # fmt: skip
    assert [one.met for one in result.policy] == [False], "19 of 30 is short of the plan's two thirds of all owners"
    assert not MeasureRow.objects.exists()
    _residents_step(proposal, number, AFTER)
    taken = reading.proposal(proposal).done(ChainStep.RESIDENTS)
    assert taken is not None
    assert taken.reference is not None
    assert (taken.reference.consents, taken.reference.number) == (True, number)
    assert not MeasureRow.objects.exists()
    for which in (ChainStep.DECIDED, ChainStep.REPORTED, ChainStep.NOTICED):
        step(proposal, which, AFTER)
    assert reading.proposal(proposal).state is ProposalState.ENACTED


def test_residents_who_choose_time_slots_have_not_consented_to_closing(streets: Streets, tmp_path: Path) -> None:
    proposal = _proposal(streets)
    number, printed = announced(_question(tmp_path, proposal))
    for line in list(printed.codes)[:24]:
        cast(number, printed.codes[line], "slots")
    result = hold_vote.announce(number, desk_of(Role.COMMUNITY, AFTER))
    assert (result.outcome, result.adopted_kind, result.consents) == (Outcome.ADOPTED, OptionKind.TIME_SLOTS, False)
    with pytest.raises(Missing):
        _residents_step(proposal, number, AFTER)


def test_a_vote_on_something_else_carries_no_step(streets: Streets, tmp_path: Path) -> None:
    proposal = _proposal(streets)
    number, printed = announced(a_vote(confirmed_roll(tmp_path, FLATS * 15)))
    for code in printed.codes.values():
        cast(number, code, "yes")
    with pytest.raises(OfAnother):
        _residents_step(proposal, number, AFTER)
    assert votes.results_of(proposal) == ()
