"""A draft read under the law of its day, the lighter ways out of it, and the release clock, all without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.barriers import Barrier
from clearway.core.findings import Verdict
from clearway.core.grades import LeastMeasure
from clearway.core.measures import MeasureKind
from clearway.core.people import Role
from clearway.core.proposals import ChainStep, Draft
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.respond.measures.alternatives import alternatives
from clearway.respond.measures.chain import required
from clearway.respond.measures.powers import able
from clearway.respond.measures.reading import ProtectedWay, earliest_start, read_draft
from clearway.respond.measures.release import released_at
from tests.examples import AT, COMMUNITY, TOWNSHIP, ZONE, a_measure

HIT = ProtectedWay(way="fire_lane", reason=Bilingual("消防通道", "a fire lane"), link=7)


def a_draft(**changes: Any) -> Draft:
    """A compound's gate for five days."""
    draft = Draft(
        kind=MeasureKind.CLOSE_PLACE, place_code=f"{COMMUNITY}-C01", place_text="春天家园", scope="南门", reason="感染",
        starts_at=AT + timedelta(days=2), ends_at=AT + timedelta(days=7), alternative="分时段不足",
        legal_basis="传染病防治法第63条", road_links=(7, 8), means=Barrier.FENCE, help_phone="12345",
    )  # fmt: skip
    return replace(draft, **changes)


def verdicts(draft: Draft, rulebook: Rulebook, at: datetime = AT, ways: Any = ()) -> dict[str, Verdict]:
    """Check → verdict."""
    return {one.check: one.verdict for one in read_draft(draft, rulebook, at, ways)}


def test_a_past_draft_is_read_under_the_law_of_its_day(rulebook: Rulebook) -> None:
    then = datetime(2024, 5, 6, 9, tzinfo=ZONE)
    old = a_draft(starts_at=then + timedelta(days=2), ends_at=then + timedelta(days=7))
    assert verdicts(old, rulebook, then)["authority"] is Verdict.FAIL  # the former law asked the level above
    assert verdicts(a_draft(), rulebook)["authority"] is Verdict.PASS


def test_the_map_not_asked_is_unknown_and_a_hit_fails_with_the_article(rulebook: Rulebook) -> None:
    assert verdicts(a_draft(), rulebook, ways=None)["negative_list"] is Verdict.UNKNOWN
    finding = next(one for one in read_draft(a_draft(), rulebook, AT, [HIT]) if one.check == "negative_list")
    assert (finding.verdict, finding.article.zh, finding.force.value) == (Verdict.FAIL, "消防法第28条", "law")


def test_exits_the_map_cannot_draw_are_unknown_with_the_article(rulebook: Rulebook) -> None:
    building = a_draft(place_code=f"{COMMUNITY}-C01-B02", road_links=())
    finding = next(one for one in read_draft(building, rulebook, AT, ()) if one.check == "exits")
    assert finding.verdict is Verdict.UNKNOWN
    assert "28" in finding.article.zh
    assert finding.rule == "closing.fire_lanes"
    guarded = replace(building, means=Barrier.GUARD_ONLY)
    assert "exits" not in {one.check for one in read_draft(guarded, rulebook, AT, ())}


def test_the_start_moves_back_until_notice_was_given_long_enough(rulebook: Rulebook) -> None:
    soon = a_draft(starts_at=AT + timedelta(hours=1))
    assert earliest_start(soon, rulebook, AT) == AT + timedelta(hours=24)
    assert earliest_start(replace(soon, emergency=True), rulebook, AT) == AT + timedelta(hours=1)


def test_what_the_residents_decide_is_asked_only_where_somebody_asks(rulebook: Rulebook) -> None:
    assert ChainStep.RESIDENTS not in required(a_draft(), rulebook, AT.date())
    asked = required(a_draft(asks_residents=True, emergency=True), rulebook, AT.date())
    assert asked.index(ChainStep.NOTICED) < asked.index(ChainStep.REVIEWED) < asked.index(ChainStep.RESIDENTS)
    assert asked.index(ChainStep.ASSESSED) < asked.index(ChainStep.DECIDED) < asked.index(ChainStep.NOTICED)


def test_a_protected_way_left_open_is_offered_and_read_as_lawful(rulebook: Rulebook) -> None:
    offered = {one.name: one for one in alternatives(a_draft(), [HIT], rulebook, AT)}
    assert offered["leave_open"].draft is not None
    assert offered["leave_open"].draft.road_links == (8,)
    assert next(iter(offered)) == "staffed_checkpoint"


def test_what_the_county_may_not_decide_is_offered_to_the_city(rulebook: Rulebook) -> None:
    area = a_draft(kind=MeasureKind.QUARANTINE_AREA, place_code=TOWNSHIP)
    assert able(area, rulebook, AT) is Role.CITY
    names = [one.name for one in alternatives(area, (), rulebook, AT)]
    assert "other_organ" in names
    assert "smaller_unit" in names
    assert able(a_draft(kind=MeasureKind.SEAL_AREA), rulebook, AT) is None


@given(
    kind=st.sampled_from([MeasureKind.CLOSE_PLACE, MeasureKind.QUARANTINE_AREA, MeasureKind.SEAL_AREA]),
    days=st.integers(1, 40),
    hit=st.booleans(),
    means=st.sampled_from([None, *Barrier]),
)
def test_no_alternative_offered_fails_what_it_is_meant_to_mend(
    kind: MeasureKind, days: int, hit: bool, means: Barrier | None
) -> None:
    rulebook = load_rulebook()
    draft = a_draft(kind=kind, means=means, ends_at=AT + timedelta(days=2 + days))
    for one in alternatives(draft, [HIT] if hit else [], rulebook, AT):
        if one.draft is None:
            continue
        left = [HIT] if hit and 7 in one.draft.road_links else []
        read = verdicts(one.draft, rulebook, ways=left)
        assert Verdict.FAIL not in {read[name] for name in ("negative_list", "authority", "ceiling")}, one.name


@given(counts=st.dictionaries(st.integers(0, 9), st.integers(0, 2), max_size=10), days=st.integers(1, 5))
def test_the_release_clock_asks_for_every_day_reported_and_free(counts: dict[int, int], days: int) -> None:
    measure = a_measure(starts_at=AT, ends_at=AT + timedelta(days=7))
    first = AT.date()
    by_day: dict[date, int] = {first + timedelta(days=day): count for day, count in counts.items()}
    met = released_at(measure, days, by_day, ZONE)
    free = [end for end in range(days, 10) if all(counts.get(end - n) == 0 for n in range(1, days + 1))]
    wanted = datetime.combine(first + timedelta(days=free[0]), datetime.min.time(), tzinfo=ZONE) if free else None
    if wanted is None or not measure.starts_at < wanted < measure.ends_at:  # type: ignore[operator]
        assert met is None
    else:
        assert met == wanted


@pytest.mark.parametrize("days", [None, 3])
def test_without_a_clock_or_without_reports_only_the_term_ends_it(days: int | None) -> None:
    assert released_at(a_measure(), days, {}, ZONE) is None


def test_a_grade_that_closes_nothing_is_the_lightest_alternative(rulebook: Rulebook) -> None:
    first = alternatives(a_draft(), [], rulebook, AT, LeastMeasure.ROUTINE)[0]
    assert (first.name, first.draft, first.rule) == ("by_grade", None, "risk.measures_by_level")
    assert "常规监测" in first.text.zh
    building = alternatives(a_draft(), [], rulebook, AT, LeastMeasure.BUILDING)[0]
    assert "楼栋" in building.text.zh
    for nothing_lighter in (None, LeastMeasure.COMPOUND):
        assert "by_grade" not in {one.name for one in alternatives(a_draft(), [], rulebook, AT, nothing_lighter)}
