"""Whatever people try, in whatever order: no measure is in force without its steps; rows and ledger agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.conf import settings as site
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from clearway.core.assemblies import Expert, Profession
from clearway.core.barriers import Barrier
from clearway.core.epidemic import DiseaseClass
from clearway.core.measures import MeasureKind
from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at
from clearway.core.proposals import ChainStep, Draft, Reference, StepOutcome
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.loop import ask_experts, handle_appeal, handle_measure, hold_hearing
from clearway.loop.desk import Desk
from clearway.loop.look_at_map import ways_on_map
from clearway.record import reading
from clearway.record.models import LedgerLine, MeasureRow, ProposalRow
from clearway.record.reading import Line
from clearway.record.verifying import verify
from clearway.respond.measures.stepping import Said
from clearway.respond.residents.hearings import Minutes
from tests.examples import AT, COMMUNITY, ZONE
from tests.journeys.streets import Streets, laid

_LEVELS = {
    Role.COMMUNITY: Level.COMMUNITY,
    Role.TOWNSHIP: Level.TOWNSHIP,
    Role.CITY: Level.CITY,
    Role.PROVINCE: Level.PROVINCE,
}
WAY = {
    ChainStep.ASSESSED: Role.COUNTY_HEALTH,
    ChainStep.REVIEWED: Role.LEGAL_REVIEW,
    ChainStep.EXPERT_VIEW: Role.COUNTY_HEALTH,
    ChainStep.RESIDENTS: Role.TOWNSHIP,
    ChainStep.DECIDED: Role.COUNTY_GOVERNMENT,
    ChainStep.REPORTED: Role.COUNTY_GOVERNMENT,
    ChainStep.NOTICED: Role.COUNTY_GOVERNMENT,
}
STATED = Reference(number="V-1", summary=Bilingual("过半同意", "more than half agree"), consents=True)
NEEDS = ("supplies", "medical_access", "vulnerable_groups", "help_numbers", "accessible_information")


@pytest.fixture(scope="module")
def streets() -> Iterator[Streets]:
    with laid(site.ENVIRONMENT.home) as known:
        yield known


def desk_of(role: Role, at: datetime = AT) -> Desk:
    """The desk of a named person in ``role`` over the example community."""
    region = region_at(COMMUNITY, _LEVELS.get(role, Level.COUNTY))
    return Desk(by=Actor(name=f"{role.value}-1", role=role, region=region), at=at, rulebook=load_rulebook(), zone=ZONE)


def a_draft(streets: Streets, at: datetime = AT, **changes: Any) -> Draft:
    """One of a compound's two gates closed for five days, with everything said that must be."""
    draft = Draft(
        kind=MeasureKind.CLOSE_PLACE,
        place_code=f"{COMMUNITY}-C01",
        place_text="春天家园",
        scope="南门",
        reason="三天内新增聚集性感染",
        starts_at=at + timedelta(days=2),
        ends_at=at + timedelta(days=7),
        alternative="考虑过分时段通行，因两栋同时出现感染而不足",
        legal_basis="传染病防治法第63条",
        disease=DiseaseClass.B,
        means=Barrier.FENCE,
        road_links=(streets.south,),
        guarantees=NEEDS,
        help_phone="12345",
    )
    return replace(draft, **changes)


def step(number: str, which: ChainStep, at: datetime, role: Role | None = None, **said: Any) -> None:
    """Take one step as the person whose it is."""
    told, desk = Said(note="同意", **said), desk_of(role or WAY[which], at)
    handle_measure.take_step(number, which, told, site.ENVIRONMENT.home, desk, named=named_for(number, which, at))


def named_for(number: str, which: ChainStep, at: datetime) -> str:
    """A hearing that agreed, or an expert view, held on the proposal; empty where the step asks for none."""
    if which is ChainStep.RESIDENTS:
        return heard(number, at)
    return asked(number, at) if which is ChainStep.EXPERT_VIEW else ""


def heard(proposal: str, at: datetime, *, consents: bool = True) -> str:
    """A hearing on the proposal, held and closed."""
    before, after = desk_of(Role.TOWNSHIP, at - timedelta(minutes=1)), desk_of(Role.TOWNSHIP, at)
    place = reading.proposal(proposal).draft.place_code
    number = hold_hearing.call_hearing("南门管控", place, "社区活动室", at, proposal, before)
    said = Minutes(minutes="到会十二人", result="多数赞成", attended=12, consents=consents)
    hold_hearing.close_hearing(number, said, after)
    return number


def asked(proposal: str, at: datetime) -> str:
    """An expert view on the proposal, signed."""
    desk, place = desk_of(Role.COUNTY_HEALTH, at), reading.proposal(proposal).draft.place_code
    expert = ask_experts.list_expert(
        Expert(
            number="", name="退休医生甲", profession=Profession.DOCTOR, retired=True, region=desk.by.region,
            since=at.date(), until=at.date() + timedelta(days=365),
        ),
        desk,
    )  # fmt: skip
    number = ask_experts.ask("五天是否必要", place, proposal, [expert], desk)
    ask_experts.declare_interest(number, expert, False, "", desk)
    ask_experts.sign_opinion(number, expert, True, "必要", site.ENVIRONMENT.home, desk)
    return number


def enacted(draft: Draft, at: datetime, *, until: ChainStep = ChainStep.NOTICED) -> str:
    """A proposal taken along the chain as far as ``until``; returns its number."""
    number = handle_measure.propose(draft, site.ENVIRONMENT.home, desk_of(Role.TOWNSHIP, at))
    from clearway.respond.measures.chain import next_step

    while (due := next_step(reading.proposal(number), load_rulebook(), at.date())) is not None:
        step(number, due, at)
        if due is until:
            break
    return number


@dataclass
class Told:
    """A measure as the ledger alone tells it."""

    starts: datetime | None = None
    ends: datetime | None = None
    lifted: datetime | None = None
    proposal: str | None = None
    done: dict[str, set[str]] = field(default_factory=dict)
    links: tuple[int, ...] = ()
    pending: dict[str, datetime] = field(default_factory=dict)

    def hear(self, line: Line) -> None:
        facts = line.facts
        if line.kind == "measure_registered":
            self.starts = datetime.fromisoformat(facts["measure"]["starts_at"])
            self.ends = datetime.fromisoformat(facts["measure"]["ends_at"])
            self.links, self.proposal = tuple(facts["road_links"]), facts["proposal"]
        elif line.kind in ("measure_confirmed", "measure_adjusted", "extension_filed"):
            self.ends = datetime.fromisoformat(facts["ends_at"])
            self.links = tuple(facts.get("road_links", self.links))
        elif line.kind == "measure_lifted" and self.lifted is None:
            self.lifted = datetime.fromisoformat(facts["lifted_at"])

    def in_force(self, at: datetime) -> bool:
        if self.starts is None or self.ends is None or (self.lifted is not None and at >= self.lifted):
            return False
        return self.starts <= at < self.ends


def steps_told(proposal: str, before: datetime) -> dict[str, str]:
    """Step → role, as the ledger has the steps passed in the last round told of by ``before``."""
    told: dict[str, str] = {}
    for line in reading.course(proposal):
        if line.kind in ("measure_proposed", "proposal_revised"):
            told = {"proposed": line.by_role}
        if line.kind == "step_taken" and line.facts["outcome"] == "passed" and line.at <= before:
            told[line.facts["step"]] = line.by_role
    return told


class People(RuleBasedStateMachine):
    """Anybody tries anything at any time."""

    streets: Streets
    reached: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.at = AT
        self.proposals: list[str] = []
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    @initialize(emergency=st.booleans(), until=st.sampled_from([ChainStep.ASSESSED, ChainStep.NOTICED]))
    def one_is_on_its_way(self, emergency: bool, until: ChainStep) -> None:
        draft = a_draft(self.streets, self.at, emergency=emergency, starts_at=self.at)
        self.proposals.append(enacted(draft, self.at, until=until))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(
        role=st.sampled_from([Role.TOWNSHIP, Role.COUNTY_HEALTH, Role.COMMUNITY]),
        emergency=st.booleans(),
        links=st.sampled_from(["south", "south", "both", "hospital", "none"]),
        kind=st.sampled_from(
            [MeasureKind.CLOSE_PLACE, MeasureKind.CLOSE_PLACE, MeasureKind.QUARANTINE_AREA, MeasureKind.SEAL_AREA]
        ),
        means=st.sampled_from([Barrier.FENCE, None, Barrier.WELDED]),
        asks=st.booleans(),
        days=st.integers(1, 20),
    )
    def somebody_proposes(self, **said: Any) -> None:
        chosen = {
            "south": (self.streets.south,),
            "both": (self.streets.south, self.streets.north),
            "hospital": (self.streets.hospital_road,),
            "none": (),
        }[said["links"]]
        draft = a_draft(
            self.streets, self.at, kind=said["kind"], emergency=said["emergency"], road_links=chosen,
            means=said["means"], asks_residents=said["asks"], asks_expert=said["asks"], starts_at=self.at,
            ends_at=self.at + timedelta(days=said["days"]),
        )  # fmt: skip
        self._try(
            lambda: self.proposals.append(
                handle_measure.propose(draft, site.ENVIRONMENT.home, desk_of(said["role"], self.at))
            )
        )

    @rule(hours=st.sampled_from([1, 12, 23, 24, 30, 72]))
    def time_passes(self, hours: int) -> None:
        self.at += timedelta(hours=hours)

    @precondition(lambda self: self.proposals)
    @rule(
        which=st.integers(0, 5), chosen=st.sampled_from(ChainStep), role=st.sampled_from(Role),
        outcome=st.sampled_from(StepOutcome), consents=st.booleans(), of=st.sampled_from(["", "V-1", "another"]),
    )  # fmt: skip
    def somebody_takes_a_step(
        self, which: int, chosen: ChainStep, role: Role, outcome: StepOutcome, consents: bool, of: str
    ) -> None:
        said = Said(outcome=outcome, note="意见", reference=replace(STATED, consents=consents))
        number = self.proposals[which % len(self.proposals)]
        desk = desk_of(role, self.at)
        self._try(
            lambda: handle_measure.take_step(number, chosen, said, site.ENVIRONMENT.home, desk, named=self._named(of))
        )

    def _named(self, of: str) -> str:
        """Nothing, something that is not on the record, or the hearing held on another proposal."""
        return heard(self.proposals[0], self.at) if of == "another" else of

    @precondition(lambda self: self.proposals)
    @rule(which=st.integers(0, 5), many=st.integers(1, 8))
    def the_right_people_act(self, which: int, many: int) -> None:
        from clearway.respond.measures.chain import next_step

        number = self.proposals[which % len(self.proposals)]
        for _ in range(many):
            due = next_step(reading.proposal(number), load_rulebook(), self.at.date())
            if due is not None:
                self._try(lambda due=due: step(number, due, self.at))

    @precondition(lambda self: self._measures())
    @rule(
        which=st.integers(0, 5), days=st.integers(-2, 9), role=st.sampled_from(Role),
        act=st.sampled_from(["lift", "extend", "adjust", "review", "file", "appeal", "answer"]),
    )  # fmt: skip
    def somebody_acts_on_a_measure(self, which: int, days: int, role: Role, act: str) -> None:
        number = self._measures()[which % len(self._measures())]
        desk, row = desk_of(role, self.at), MeasureRow.objects.get(number=number)
        until = row.ends_at + timedelta(days=days)
        acts = {
            "lift": lambda: handle_measure.lift(number, "疫情已过", desk),
            "extend": lambda: handle_measure.extend(number, until, "仍有新增", desk),
            "adjust": lambda: handle_measure.adjust(number, until, (), "", "减轻", desk),
            "review": lambda: handle_measure.review(number, "keep", "看过", desk),
            "file": lambda: [handle_measure.file_extension(one.number, desk) for one in reading.extensions(number)],
            "appeal": lambda: handle_appeal.make_appeal(number, "不合理", COMMUNITY, desk),
            "answer": lambda: [
                handle_appeal.answer_appeal(one.number, days > 0, "查实", desk) for one in reading.appeals(number)
            ],
        }
        self._try(acts[act])

    def _measures(self) -> list[str]:
        return list(MeasureRow.objects.exclude(proposal=None).order_by("number").values_list("number", flat=True))

    def _try(self, act: Any) -> None:
        lines = LedgerLine.objects.count()
        with transaction.atomic():
            try:
                with transaction.atomic():
                    act()
            except Refusal:
                assert LedgerLine.objects.count() == lines

    @invariant()
    def the_register_says_what_the_ledger_says(self) -> None:
        for row in MeasureRow.objects.exclude(proposal=None):
            told = Told()
            for line in reading.course(row.number):
                told.hear(line)
            assert (row.starts_at, row.ends_at, row.lifted_at) == (told.starts, told.ends, told.lifted)
            assert (tuple(row.road_links), row.proposal) == (told.links, told.proposal)
            measure = reading.measure(row.number)
            assert measure is not None
            assert measure.in_force(self.at) is told.in_force(self.at)
            self.reached.add(measure.status(self.at).value)
        for row in ProposalRow.objects.all():
            passed = {done.step.value for done in reading.proposal(row.number).steps if done.outcome.value == "passed"}
            assert passed == set(steps_told(row.number, self.at))

    @invariant()
    def nothing_is_in_force_without_its_steps(self) -> None:
        for row in MeasureRow.objects.exclude(proposal=None):
            draft = reading.proposal(str(row.proposal)).draft
            told = steps_told(str(row.proposal), row.starts_at)
            asked = ["assessed", "decided", "reported", "noticed"]
            later = ["reviewed", *(["expert_view", "residents"] if draft.asks_residents else [])]
            assert set(asked) <= set(told)
            assert told["decided"] in ("county_government", "city", "province")
            noticed = next(line.at for line in reading.course(row.number) if line.kind == "measure_registered")
            if draft.emergency:
                after = steps_told(str(row.proposal), noticed + timedelta(hours=24))
                assert set(later) <= set(after) or row.ends_at <= noticed + timedelta(hours=24)
            else:
                assert set(later) <= set(told)
                assert row.starts_at - noticed >= timedelta(hours=24)

    @invariant()
    def no_protected_way_is_ever_closed_nor_a_power_taken(self) -> None:
        for row in MeasureRow.objects.exclude(proposal=None):
            assert self.streets.hospital_road not in row.road_links
            assert not {self.streets.south, self.streets.north} <= set(row.road_links)
            assert row.barrier != "welded"
            assert row.kind != "seal_area"
            decided = steps_told(str(row.proposal), row.starts_at)["decided"]
            assert row.kind == "close_place" or decided in ("city", "province")

    @invariant()
    def only_what_the_province_filed_runs_past_its_first_term(self) -> None:
        for row in MeasureRow.objects.exclude(proposal=None):
            draft = reading.proposal(str(row.proposal)).draft
            assert row.ends_at <= draft.ends_at or row.filed_with

    @invariant()
    def the_ledger_is_whole(self) -> None:
        assert verify().ok


@pytest.mark.django_db
def test_no_sequence_of_acts_reaches_in_force_without_the_steps_asked(streets: Streets) -> None:
    People.streets = streets
    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert "in_force" in People.reached, "the machine reached nothing worth testing"


@pytest.mark.django_db
def test_all_gates_of_a_compound_are_its_way_out_unless_somebody_opens_them() -> None:
    with laid(site.ENVIRONMENT.home) as streets:
        both = a_draft(streets, road_links=(streets.south, streets.north))
        ways = ways_on_map(site.ENVIRONMENT.home, both)
        assert ways is not None
        assert "evacuation_way" in {way.way for way in ways}
        guarded = ways_on_map(site.ENVIRONMENT.home, replace(both, means=Barrier.GUARD_ONLY))
        assert guarded is not None
        assert "evacuation_way" not in {way.way for way in guarded}
