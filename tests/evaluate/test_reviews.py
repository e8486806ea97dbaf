"""Quarters, closures standing in them, falls between windows, the plan's claims: nothing unknown is nought."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.measures import Measure, MeasureKind
from clearway.core.words import Bilingual
from clearway.evaluate.goals.claims import beside, claims_on
from clearway.evaluate.goals.falling import fall
from clearway.evaluate.goals.governance import Part, Side, score
from clearway.evaluate.review.quarter import NoQuarter, Quarter, quarter_of, quarters_between, read_quarter
from clearway.evaluate.review.standing import Stood, days_within, over_closure, people_of
from clearway.evaluate.verdict import Verdict
from clearway.law.load import load_rulebook
from clearway.publish.charts import Bar, Column, Dot, bars, columns, shares

DAY = date(2026, 11, 23)
START = datetime(2026, 10, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def _measure(**changes: object) -> Measure:
    known = Measure(
        number="M1", kind=MeasureKind.BARRIER, place_code=None, place_text="x", starts_at=START, ends_at=None,
        registered=False,
    )  # fmt: skip
    return replace(known, **changes)  # type: ignore[arg-type]


def _stood(days: float, past: float, people: int | None) -> Stood:
    return Stood(
        measure=_measure(), days=days, past=past, people=people, still=False, approved=False, verdict=Verdict.EXIT
    )


@given(st.dates(date(2000, 1, 1), date(2099, 9, 30)))
def test_every_day_lies_in_exactly_one_quarter(day: date) -> None:
    found = quarter_of(day)
    assert found.first <= day <= found.last
    assert found.next.first == found.last + timedelta(days=1)
    assert read_quarter(str(found)) == found


def test_quarters_are_listed_newest_first_and_nonsense_is_refused() -> None:
    listed = quarters_between(date(2025, 12, 31), date(2026, 7, 1))
    assert [str(one) for one in listed] == ["2026Q3", "2026Q2", "2026Q1", "2025Q4"]
    for given_ in ("2026Q5", "Q4", "", "2026-11"):
        with pytest.raises(NoQuarter):
            read_quarter(given_)
    assert read_quarter("2026-q4") == Quarter(2026, 4)


def test_days_are_counted_within_the_quarter_and_until_now() -> None:
    begin, end = START, START + timedelta(days=92)
    early = _measure(starts_at=START - timedelta(days=30))
    assert days_within(early, begin, end, START + timedelta(days=5)) == 5
    assert days_within(_measure(lifted_at=START + timedelta(days=2)), begin, end, end) == 2
    assert days_within(_measure(starts_at=end), begin, end, end + timedelta(days=9)) == 0


def test_unknown_people_are_counted_as_unknown_not_as_nobody() -> None:
    found = people_of([_stood(2, 1, 100), _stood(3, 3, None)])
    assert (found.person_days, found.past, found.unknown) == (200, 100, 1)
    assert over_closure([]).value is None
    assert over_closure([_stood(1, 0, 1), _stood(1, 1, 1)]).value == 0.5


def test_a_fall_has_an_interval_and_nothing_before_tells_nothing() -> None:
    assert fall(0, 5).value is None
    found = fall(40, 4)
    assert found.value == pytest.approx(0.9)
    assert found.low < 0.9 < found.high <= 1.0
    assert fall(10, 10).low < 0 < fall(10, 10).high


@given(st.integers(1, 200), st.integers(0, 200))
def test_the_interval_of_a_fall_holds_the_fall(before: int, after: int) -> None:
    found = fall(before, after)
    assert found.value is not None
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9


def test_a_claim_is_never_shown_as_ours_and_what_is_not_measured_is_untold() -> None:
    claims = claims_on(load_rulebook(), DAY)
    assert len(claims) >= 30
    ours = Bilingual("67% [47%, 83%] n=24", "67% [47%, 83%] n=24")
    shown = {one.claim.id: one for one in beside(claims, {"accuracy": ours})}
    assert shown["accuracy"].ledger == ours
    assert str(shown["accuracy"].claim.figure.en) == "85%"
    assert [one.claim.id for one in shown.values() if one.ledger is not None] == ["accuracy"]


def test_the_default_weights_are_fair() -> None:
    weights = load_rulebook().value("duty.governance_parts", DAY)
    sides = {"over_closure": Side.OVER_CLOSURE, "under_control": Side.UNDER_CONTROL}
    parts = [Part(name=n, side=sides.get(n, Side.OTHER), weight=w, points=None) for n, w in weights.items()]
    found = score(parts, load_rulebook(), DAY)
    assert found.low == pytest.approx(0)
    assert found.high == pytest.approx(100)


#: Figures of the plan nobody could have come to by another way.
TELLTALE = ("0.78", "1200 万", "1200万", "12 million", "准确率 85%", "准确率85%", "85% warning accuracy")
CLAIMED = ("来源", "方案引述", "方案所称", "claimed in", "claims", "claim", "quotes", "quoted")


def _told_lines() -> list[tuple[str, str]]:
    pages = [*(ROOT / "src/clearway/web/templates").rglob("*.html"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    return [(f"{page.name}:{n}", line) for page in pages
            for n, line in enumerate(page.read_text(encoding="utf-8").splitlines())]  # fmt: skip


def test_no_page_and_no_document_prints_a_figure_of_the_plan_as_ours() -> None:
    told = [(where, line) for where, line in _told_lines() if any(figure in line for figure in TELLTALE)]
    assert told, "the search finds the lines that do quote the plan"
    assert [where for where, line in told if not any(word in line for word in CLAIMED)] == []


def test_charts_escape_what_they_are_given_and_tell_themselves() -> None:
    hostile = '<script>alert("x")</script>'
    drawn = (
        bars(hostile, hostile, [Bar(label=hostile, parts=(1.0, 2.0), told=hostile)], [hostile, "b"])
        + shares("t", "d", [Dot(label=hostile, value=None, low=0, high=1, told="unknown")])
        + columns("t", "d", [Column(label=hostile, values=(0.0, 3.0))], ["a", hostile])
    )
    assert "<script" not in drawn
    assert drawn.count("<title>") == drawn.count("<desc>") == 3
    assert "<circle" not in drawn, "what nobody measured is no dot"
    assert bars("t", "d", [], ["a"]) == ""
