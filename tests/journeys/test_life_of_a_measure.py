"""A measure from proposal to its end, by every path the law knows and those it forbids."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings as site

from clearway.core.barriers import Barrier
from clearway.core.measures import MeasureKind, MeasureStatus
from clearway.core.people import Role
from clearway.core.proposals import ChainStep, ProposalState, StepOutcome
from clearway.core.refusals import Missing, NotAllowed, NotFound
from clearway.loop import handle_appeal, handle_measure
from clearway.record import reading
from clearway.record.models import LedgerLine, MeasureRow, OutboxRow
from clearway.respond.measures.refusals import (
    MapNotAsked,
    NoPower,
    NotLighter,
    NotStanding,
    OnNegativeList,
    OutOfOrder,
    StillFails,
    TooLong,
)
from clearway.respond.measures.stepping import Said
from tests.examples import AT, COMMUNITY, COUNTY
from tests.journeys.streets import Streets, laid
from tests.loop.test_handle_measure import STATED, a_draft, asked, desk_of, enacted, heard, step

pytestmark = pytest.mark.django_db
HOME = site.ENVIRONMENT.home


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(HOME) as known:
        yield known


def _registered(draft, at=AT):  # type: ignore[no-untyped-def]
    """The measure a draft becomes, by all its steps."""
    number = reading.proposal(enacted(draft, at)).measure
    found = reading.measure(str(number))
    assert found is not None
    return found


def test_a_lawful_closure_goes_through_every_step_and_ends_by_itself(streets: Streets) -> None:
    measure = _registered(a_draft(streets, asks_residents=True, asks_expert=True))
    assert measure.status(AT + timedelta(days=1)) is MeasureStatus.NOT_YET
    assert measure.in_force(AT + timedelta(days=3))
    assert measure.status(AT + timedelta(days=7)) is MeasureStatus.ENDED
    assert (measure.deciding_organ, measure.public_notice_id[:1]) == ("县人民政府", "N")
    steps = reading.proposal(str(MeasureRow.objects.get(number=measure.number).proposal)).steps
    assert [one.step.value for one in steps] == [
        "proposed", "assessed", "reviewed", "expert_view", "residents", "decided", "reported", "noticed",
    ]  # fmt: skip
    assert {finding.verdict.value for finding in steps[2].findings} <= {"pass", "unknown"}


def test_closing_the_road_to_the_hospital_is_refused_with_its_reason_and_article(streets: Streets) -> None:
    draft = a_draft(streets, road_links=(streets.hospital_road,))
    with pytest.raises(OnNegativeList) as refused:
        handle_measure.propose(draft, HOME, desk_of(Role.TOWNSHIP))
    assert "医院路" in refused.value.text.zh
    assert "5.1" in refused.value.text.en
    assert LedgerLine.objects.count() == 0


def test_no_emergency_and_no_vote_opens_the_negative_list(streets: Streets) -> None:
    draft = a_draft(streets, road_links=(streets.hospital_road,), emergency=True, asks_residents=True, starts_at=AT)
    with pytest.raises(OnNegativeList):
        handle_measure.propose(draft, HOME, desk_of(Role.COUNTY_GOVERNMENT))


def test_both_gates_together_leave_nobody_a_way_and_are_refused(streets: Streets) -> None:
    with pytest.raises(OnNegativeList) as refused:
        handle_measure.propose(
            a_draft(streets, road_links=(streets.south, streets.north)), HOME, desk_of(Role.TOWNSHIP)
        )
    assert "医院" in refused.value.text.zh


def test_a_door_welded_shut_is_a_closed_exit_whatever_the_map_says(streets: Streets) -> None:
    draft = a_draft(streets, means=Barrier.WELDED, road_links=(), place_code=f"{COMMUNITY}-C01-1-2")
    with pytest.raises(OnNegativeList) as refused:
        handle_measure.propose(draft, HOME, desk_of(Role.TOWNSHIP))
    assert "消防法第28条" in refused.value.text.zh


def test_where_no_way_was_drawn_nobody_can_sign(streets: Streets) -> None:
    number = handle_measure.propose(a_draft(streets, road_links=()), HOME, desk_of(Role.TOWNSHIP))
    step(number, ChainStep.ASSESSED, AT)
    with pytest.raises(MapNotAsked):
        step(number, ChainStep.REVIEWED, AT)


@pytest.mark.parametrize("role", [Role.COMMUNITY, Role.TOWNSHIP, Role.COUNTY_HEALTH])
def test_an_organ_without_the_power_is_refused_with_the_article(streets: Streets, role: Role) -> None:
    number = enacted(a_draft(streets), AT, until=ChainStep.REVIEWED)
    with pytest.raises(NoPower) as refused:
        step(number, ChainStep.DECIDED, AT, role=role)
    assert "第63条" in refused.value.text.zh


def test_the_county_may_not_control_an_area_but_the_city_may(streets: Streets) -> None:
    draft = a_draft(streets, kind=MeasureKind.QUARANTINE_AREA, organ=Role.CITY, legal_basis="传染病防治法第66条")
    number = enacted(draft, AT, until=ChainStep.REVIEWED)
    with pytest.raises(NoPower) as refused:
        step(number, ChainStep.DECIDED, AT)
    assert "第66条" in refused.value.text.zh
    for which in (ChainStep.DECIDED, ChainStep.REPORTED, ChainStep.NOTICED):
        step(number, which, AT, role=Role.CITY)
    assert reading.proposal(number).state is ProposalState.ENACTED


def test_a_proposal_asked_of_the_wrong_organ_cannot_be_signed(streets: Streets) -> None:
    number = enacted(a_draft(streets, kind=MeasureKind.QUARANTINE_AREA), AT, until=ChainStep.ASSESSED)
    with pytest.raises(StillFails) as refused:
        step(number, ChainStep.REVIEWED, AT)
    assert "第66条" in refused.value.text.zh


def test_steps_out_of_order_are_refused_and_named(streets: Streets) -> None:
    number = handle_measure.propose(a_draft(streets), HOME, desk_of(Role.TOWNSHIP))
    with pytest.raises(OutOfOrder) as refused:
        step(number, ChainStep.DECIDED, AT)
    assert "评估" in refused.value.text.zh


def test_a_vote_refused_cannot_be_passed_on(streets: Streets) -> None:
    number = enacted(a_draft(streets, asks_residents=True), AT, until=ChainStep.REVIEWED)
    township = desk_of(Role.TOWNSHIP)
    with pytest.raises(NotFound):
        handle_measure.take_step(number, ChainStep.RESIDENTS, Said(reference=STATED), HOME, township, named="V-1")
    with pytest.raises(Missing):
        handle_measure.take_step(number, ChainStep.RESIDENTS, Said(reference=STATED), HOME, township)
    refused, view = heard(number, AT, consents=False), asked(number, AT + timedelta(minutes=5))
    with pytest.raises(Missing):
        handle_measure.take_step(number, ChainStep.RESIDENTS, Said(), HOME, township, named=refused)
    with pytest.raises(NotFound):
        handle_measure.take_step(number, ChainStep.RESIDENTS, Said(), HOME, township, named=view)


def test_a_returned_proposal_comes_back_and_starts_anew(streets: Streets) -> None:
    number = enacted(a_draft(streets), AT, until=ChainStep.ASSESSED)
    step(number, ChainStep.REVIEWED, AT, outcome=StepOutcome.RETURNED)
    assert reading.proposal(number).state is ProposalState.RETURNED
    handle_measure.revise(number, a_draft(streets, scope="南门，夜间"), HOME, desk_of(Role.TOWNSHIP))
    again = reading.proposal(number)
    assert (again.round, [one.step.value for one in again.steps]) == (2, ["proposed"])
    with pytest.raises(OutOfOrder):
        step(number, ChainStep.REVIEWED, AT)


def test_nothing_runs_past_the_ceiling(streets: Streets) -> None:
    with pytest.raises(TooLong):
        handle_measure.propose(a_draft(streets, ends_at=AT + timedelta(days=17)), HOME, desk_of(Role.TOWNSHIP))


def test_an_emergency_is_in_force_at_once_and_runs_on_once_reviewed(streets: Streets) -> None:
    number = enacted(a_draft(streets, emergency=True, starts_at=AT), AT, until=ChainStep.NOTICED)
    measure = str(reading.proposal(number).measure)
    at_once = reading.measure(measure)
    step(number, ChainStep.REVIEWED, AT + timedelta(hours=5))
    reviewed = reading.measure(measure)
    assert at_once is not None
    assert reviewed is not None
    assert at_once.in_force(AT)
    assert (at_once.ends_at, reviewed.ends_at) == (AT + timedelta(hours=24), AT + timedelta(days=7))


def test_an_emergency_nobody_reviews_ends_by_itself(streets: Streets) -> None:
    number = enacted(a_draft(streets, emergency=True, starts_at=AT), AT, until=ChainStep.NOTICED)
    measure = reading.measure(str(reading.proposal(number).measure))
    assert measure is not None
    assert measure.in_force(AT + timedelta(hours=23))
    assert not measure.in_force(AT + timedelta(hours=24))
    with pytest.raises(NotStanding):
        step(number, ChainStep.REVIEWED, AT + timedelta(hours=25))


def test_an_emergency_found_wrong_afterwards_is_lifted_by_the_review(streets: Streets) -> None:
    number = enacted(a_draft(streets, emergency=True, starts_at=AT), AT, until=ChainStep.NOTICED)
    step(number, ChainStep.REVIEWED, AT + timedelta(hours=3), outcome=StepOutcome.REFUSED)
    measure = reading.measure(str(reading.proposal(number).measure))
    assert measure is not None
    assert measure.lifted_at == AT + timedelta(hours=3)


def test_an_extension_nobody_filed_lapses_and_one_on_file_counts(streets: Streets) -> None:
    first, second = (_registered(a_draft(streets)).number for _ in range(2))
    later = AT + timedelta(days=6)
    for number in (first, second):
        handle_measure.extend(number, AT + timedelta(days=10), "仍有新增感染", desk_of(Role.COUNTY_GOVERNMENT, later))
    filed = reading.extensions(second)[0]
    handle_measure.file_extension(filed.number, desk_of(Role.PROVINCE, later))
    after = AT + timedelta(days=8)
    assert [reading.measure(number).in_force(after) for number in (first, second)] == [False, True]  # type: ignore[union-attr]
    assert [one.number for one in reading.measures_in_force(after)] == [second]
    with pytest.raises(NotStanding):
        handle_measure.file_extension(reading.extensions(first)[0].number, desk_of(Role.PROVINCE, after))


def test_an_appeal_upheld_lifts_the_measure_in_the_same_transaction(streets: Streets) -> None:
    measure, at = _registered(a_draft(streets)), AT + timedelta(days=3)
    receipt = handle_appeal.make_appeal(
        measure.number, "我叫张伟，电话13812345678，南门并无感染", COUNTY, desk_of(Role.MACHINE, at)
    )
    assert reading.appeal(receipt.number).due_at == at + timedelta(hours=24)
    assert "13812345678" not in "".join(LedgerLine.objects.values_list("payload", flat=True))
    before = OutboxRow.objects.count()
    handle_appeal.answer_appeal(receipt.number, True, "查实，应予解除", desk_of(Role.COUNTY_GOVERNMENT, at))
    found = reading.measure(measure.number)
    assert found is not None
    assert found.status(at) is MeasureStatus.LIFTED
    assert list(OutboxRow.objects.order_by("seq").values_list("kind", flat=True))[before:] == [
        "appeal_decided",
        "measure_lifted",
    ]


def test_the_release_clock_ends_a_measure_early_and_stands_still_on_silence(streets: Streets) -> None:
    from clearway.core.epidemic import InfectionCount
    from clearway.core.people import machine
    from clearway.record import feeds
    from tests.examples import a_load

    draft = a_draft(streets, release_days=2)
    measure = _registered(draft)
    first = (AT + timedelta(days=2)).date()
    counts = [
        InfectionCount(place_code=draft.place_code, on=first + timedelta(days=n), infections=0) for n in (0, 2, 3)
    ]
    feeds.store_infections(counts, load=a_load("cases"), by=machine(COUNTY), at=AT)
    found = reading.measure(measure.number)
    assert found is not None
    assert found.ends_at is not None
    assert found.ends_at.astimezone(AT.tzinfo).date() == first + timedelta(days=4)
    assert reading.measures_in_force(AT + timedelta(days=3)) != ()
    assert reading.measures_in_force(AT + timedelta(days=6, hours=16)) == ()


def test_the_county_cannot_lift_what_the_city_decided_but_the_province_can(streets: Streets) -> None:
    draft = a_draft(streets, kind=MeasureKind.QUARANTINE_AREA, organ=Role.CITY, legal_basis="传染病防治法第66条")
    number = enacted(draft, AT, until=ChainStep.REVIEWED)
    for which in (ChainStep.DECIDED, ChainStep.REPORTED, ChainStep.NOTICED):
        step(number, which, AT, role=Role.CITY)
    measure, at = str(reading.proposal(number).measure), AT + timedelta(days=3)
    with pytest.raises(NotAllowed):
        handle_measure.lift(measure, "不再需要", desk_of(Role.COUNTY_GOVERNMENT, at))
    receipt = handle_appeal.make_appeal(measure, "不合理", COUNTY, desk_of(Role.MACHINE, at))
    with pytest.raises(NotAllowed):
        handle_appeal.answer_appeal(receipt.number, True, "成立", desk_of(Role.COUNTY_GOVERNMENT, at))
    handle_measure.lift(measure, "不再需要", desk_of(Role.PROVINCE, at))


def test_a_measure_can_be_made_lighter_and_never_heavier(streets: Streets) -> None:
    number, at = _registered(a_draft(streets)).number, AT + timedelta(days=3)
    desk = desk_of(Role.COUNTY_GOVERNMENT, at)
    with pytest.raises(NotLighter):
        handle_measure.adjust(number, AT + timedelta(days=9), (), "", "更长", desk)
    with pytest.raises(NotLighter):
        handle_measure.adjust(number, AT + timedelta(days=5), (streets.south, streets.north), "", "更多", desk)
    handle_measure.adjust(number, AT + timedelta(days=5), (), "夜间", "更轻", desk)
    lighter = reading.standing(number)
    assert (lighter.measure.ends_at, lighter.road_links, lighter.measure.scope) == (AT + timedelta(days=5), (), "夜间")
