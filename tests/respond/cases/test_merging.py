"""Cases that are one: proposed with reasons, merged by a person, and taken apart again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from clearway.core.case_events import CaseMerged, CaseUnmerged
from clearway.core.cases import Case, CaseState
from clearway.core.casework import Merge
from clearway.core.decisions import Decision
from clearway.core.people import Actor, Role
from clearway.core.places import Point
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.rules import Rulebook
from clearway.monitor.duplicates import is_copy
from clearway.respond.cases.merging import merge_cases, undo_merge
from clearway.respond.cases.proposing import Likeness, propose, voices
from tests.examples import AT, COMMUNITY, OTHER_COUNTY, POINT

DAY = timedelta(days=1)


def a_case(number: str, state: CaseState = CaseState.ACCEPTED, place: str = COMMUNITY) -> Case:
    """An open case."""
    return Case(number=number, state=state, place_code=place, warning=None, closure=None, opened_at=AT)


def alike(number: str, **changes: object) -> Likeness:
    """A case as duplicates are looked for."""
    one = Likeness(
        number=number, place_code=COMMUNITY, opened_at=AT, point=POINT, needs=frozenset({"medical"}),
        texts=("小区南门被铁链锁住，老人去不了医院",), witnesses=1,
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def test_a_case_is_never_proposed_as_its_own_duplicate() -> None:
    assert propose(alike("C1"), [alike("C1")], is_copy) == ()


def test_the_same_words_at_the_same_gate_are_proposed_first_and_say_why() -> None:
    same = alike("C2")
    witness = alike("C3", texts=("救护车在南门进不来",), witnesses=4)
    found = propose(alike("C1"), [witness, same], is_copy)
    assert [one.number for one in found] == ["C2", "C3"]
    assert any("文字相同" in why.zh for why in found[0].why)
    assert any("4" in why.en for why in found[1].why)


def test_another_gate_another_fortnight_or_another_place_is_another_case() -> None:
    far = alike("C2", point=Point(POINT.lat + 0.005, POINT.lon))
    old = alike("C3", opened_at=AT - 15 * DAY)
    elsewhere = alike("C4", place_code=OTHER_COUNTY, point=None)
    unlike = alike("C5", opened_at=AT - 9 * DAY, needs=frozenset(), texts=())
    assert propose(alike("C1"), [far, old, elsewhere, unlike], is_copy) == ()


def test_copies_are_one_voice_and_witnesses_several() -> None:
    said = "小区南门被铁链锁住，老人去不了医院"
    assert voices([said, f"你好，{said}", "救护车在南门进不来，急"], is_copy) == 2


def test_a_merge_takes_reports_and_clocks_along_and_is_undone_whole(
    actors: Mapping[Role, Actor], rulebook: Rulebook
) -> None:
    by = actors[Role.TOWNSHIP]
    merged = merge_cases(a_case("C1"), a_case("C2"), ["R1", "R2"], "同一道门", by=by, at=AT, rulebook=rulebook)
    assert isinstance(merged, Decision)
    (event,) = merged.events
    assert isinstance(event, CaseMerged)
    assert (event.into, event.reports) == ("C2", ("R1", "R2"))
    done = Merge(case="C1", into="C2", from_state=event.from_state, reports=event.reports, tasks=event.tasks, at=AT)
    undone = undo_merge(done, a_case("C2"), "两道门", by=by, at=AT, rulebook=rulebook)
    assert isinstance(undone, Decision)
    (back,) = undone.events
    assert isinstance(back, CaseUnmerged)
    assert (back.to_state, back.reports) == (CaseState.ACCEPTED, ("R1", "R2"))
    assert isinstance(undo_merge(done, a_case("C2"), "", by=by, at=AT, rulebook=rulebook), Missing)


def test_what_is_worked_on_closed_or_out_of_reach_is_not_merged(
    actors: Mapping[Role, Actor], rulebook: Rulebook
) -> None:
    by, who = actors[Role.INSPECTOR], {"at": AT, "rulebook": rulebook}
    for state in set(CaseState) - {CaseState.ACCEPTED}:
        assert isinstance(merge_cases(a_case("C1", state), a_case("C2"), [], "x", by=by, **who), WrongState)
    closed = a_case("C2", CaseState.CLOSED)
    assert isinstance(merge_cases(a_case("C1"), closed, [], "x", by=by, **who), WrongState)
    assert isinstance(merge_cases(a_case("C1"), a_case("C1"), [], "x", by=by, **who), WrongState)
    abroad = a_case("C2", place=OTHER_COUNTY)
    assert isinstance(merge_cases(a_case("C1"), abroad, [], "x", by=by, **who), NotAllowed)
    for role in (Role.COMMUNITY, Role.RESIDENT, Role.MACHINE, Role.SUPERVISOR):
        refused = merge_cases(a_case("C1"), a_case("C2"), [], "x", by=actors[role], **who)
        assert isinstance(refused, NotAllowed)
