"""Whatever people try, in whatever order: one ballot a person, receipts hold, nothing after the close counts."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from clearway.core.people import Role
from clearway.core.refusals import Refusal
from clearway.law.load import load_rulebook
from clearway.loop import hold_vote
from clearway.record.models import BallotRow, SheetRow, TurnRow
from clearway.record.reading import votes
from clearway.record.verifying import verify
from clearway.respond.residents.counting import count
from tests.examples import COUNTY, ZONE
from tests.residents import AFTER, DURING, FLATS, a_vote, announced, confirmed_roll, desk_of

pytestmark = pytest.mark.django_db
DOORS = 12
MOMENTS = st.sampled_from((DURING - timedelta(hours=2), DURING, DURING, DURING, DURING + timedelta(hours=3), AFTER))
LINES = st.integers(1, DOORS)
OPTIONS = st.sampled_from(("yes", "no", "neither"))
OFFICERS = st.sampled_from(("community-1", "community-2", "community-3"))


class Voting(RuleBasedStateMachine):
    """Residents and officers try acts with right and wrong codes, before, while and after the vote is open."""

    folder: ClassVar[Path]

    @initialize()
    def announce_it(self) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.number, self.printed = announced(a_vote(confirmed_roll(self.folder, FLATS * (DOORS // 2))))
        self.cast: dict[str, str] = {}
        self.papers = Counter[str]()
        self.boxed_papers = Counter[str]()
        self.users: list[int] = []
        self.closed: object = None

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            assert verify().ok
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @rule(line=LINES, option=OPTIONS, at=MOMENTS)
    def vote_on_the_web(self, line: int, option: str, at: datetime) -> None:
        try:
            receipt = hold_vote.cast(self.number, self.printed.codes[line], option, COUNTY, at=at, zone=ZONE)
        except Refusal:
            return
        assert DURING <= at < AFTER
        assert line not in self.users
        self.users.append(line)
        self.cast[receipt] = option

    @rule(line=LINES, at=MOMENTS)
    def take_paper(self, line: int, at: datetime) -> None:
        try:
            size = hold_vote.hand_out_paper(self.number, self.printed.codes[line], desk_of(Role.COMMUNITY, at))
        except Refusal:
            return
        assert line not in self.users
        self.users.append(line)
        self.papers[size] += 1

    @rule(place=st.integers(0, DOORS - 1), option=OPTIONS, officer=OFFICERS, at=MOMENTS)
    def read_paper(self, place: int, option: str, officer: str, at: datetime) -> None:
        codes = [(size, code) for size, held in self.printed.sheets.items() for code in held]
        size, code = codes[place % len(codes)]
        try:
            hold_vote.read_sheet(self.number, code, option, desk_of(Role.COMMUNITY, at, officer))
        except Refusal:
            return
        if BallotRow.objects.filter(receipt=code).exists():
            assert code not in self.cast
            self.cast[code] = option
            self.boxed_papers[size] += 1

    @rule(at=MOMENTS)
    def count_it(self, at: datetime) -> None:
        try:
            result = hold_vote.announce(self.number, desk_of(Role.COMMUNITY, at))
        except Refusal:
            return
        assert self.closed is None or self.closed == result
        self.closed = result

    @invariant()
    def the_box_holds_exactly_what_was_cast(self) -> None:
        if hasattr(self, "number"):
            held = dict(BallotRow.objects.values_list("receipt", "option"))
            assert held == self.cast
            assert len(held) <= TurnRow.objects.exclude(channel="").count() == len(self.users) <= DOORS
            assert all(self.boxed_papers[size] <= self.papers[size] for size in self.boxed_papers)
            assert SheetRow.objects.filter(boxed=True).count() == sum(self.boxed_papers.values())

    @invariant()
    def the_published_count_is_the_count_of_the_box(self) -> None:
        if hasattr(self, "number"):
            poll = votes.poll(votes.vote(self.number), ZONE)
            assert all(votes.in_box(self.number, receipt) for receipt in self.cast)
            result = count(poll, load_rulebook())
            if result.counts:
                assert {key: heads for key, heads in result.counts if heads} == dict(Counter(self.cast.values()))


def test_nobody_votes_twice_and_nothing_after_the_close_counts_whatever_people_try() -> None:
    with TemporaryDirectory() as folder:
        Voting.folder = Path(folder)
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            Voting,
            settings=settings(
                max_examples=6, stateful_step_count=35, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
