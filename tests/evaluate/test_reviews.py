"""Quarters, closures standing in them, falls between windows, the plan's claims: nothing unknown is nought."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


#: Of each claim words of what it is about; a line that holds its figure beside one of them quotes the plan.
ABOUT = {
    "closure_complaints": ("投诉同比", "堵门投诉", "closure complaints", "complaints fell", "complaints down"),
    "soft_share": ("软性堵门", "软性", "soft barrier", "soft closures"),
    "not_assessed": ("未经过风险评估", "未评估", "未经评估", "not assessed", "nobody assessed", "without assessment"),
    "late_spread": ("滞后", "came late", "late measures", "lagging"),
    "hotline_closed": ("办结率", "办结", "complaints closed", "closed rate"),
    "hotline_satisfied": ("满意", "satisf", "content"),
    "year_fall": ("堵门事件", "堵门下降", "fall of closures", "closures fell", "fewer closures"),
    "rectified_pilot": ("整改率", "put right", "rectif"),
    "accuracy": ("准确率", "accuracy", "accurate"),
    "early": ("提前干预", "early intervention"),
    "area": ("封控范围", "封控面积", "closed area"),
    "hardship": ("民生", "livelihood", "hardship"),
    "votes": ("表决", "议事", "resident vote", "residents vote", "after a vote"),
    "councils": ("共治", "shared governance", "council"),
    "coordination": ("协调", "联席", "handling together", "coordination"),
    "review_fall": ("合法性审查", "legality review", "legal review"),
    "review_unlawful": ("违法封堵", "前置审查", "unlawful closures", "prior review"),
    "training": ("防控意识", "培训后", "awareness", "after training"),
    "training_fall": ("随意封堵", "arbitrary closures"),
    "area_system": ("封控范围", "封控面积", "closed area"),
    "hardship_system": ("民生", "livelihood", "hardship"),
    "decision_time": ("决策时间", "time to decide", "decision time"),
    "misjudged": ("误判", "misjudg"),
    "pass_complaints": ("通行证", "passes", "e-pass"),
    "loss": ("平方公里", "km²", "万元", "million yuan"),
    "correlation": ("相关系数", "correlation"),
    "satisfied_after": ("满意", "satisf"),
    "answered": ("响应率", "24 小时内", "24小时内", "answered within", "within 24 hours"),
    "residents_content": ("居民满意", "residents content", "residents satisfied"),
    "overrides": ("误判", "人工调整", "misjudg", "override"),
    "supervisors": ("监督员", "supervisors"),
    "retired": ("银龄", "退休", "决策科学性", "retired"),
    "barriers": ("就医延误", "延误", "delays of medical", "care delays"),
    "money": ("相关", "correlat"),
}
#: How a line says that a figure is the plan's: claimed there, or asked for.
CLAIMED = (
    "来源",
    "原文所称",
    "方案只要求",
    "方案要求",
    "the plan asks",
    "方案引述",
    "方案所称",
    "方案所引",
    "据称",
    "claimed in",
    "claims",
    "claim",
    "quotes",
    "quoted",
)
#: Files whose every figure is the plan's, and said to be: the claims themselves, and its goals.
THE_PLANS = ("source_claims.yaml", "stage_goals.yaml")


def _figure(text: str) -> re.Pattern[str]:
    """A claim's figure as it may be written: 40%, 40 %, 百分之40; 0.78; 1200 万 or 1,200 万; 12 million."""
    found = re.search(r"(\d[\d.,]*)\s*(%|万|million|found|起)?", text)
    assert found is not None, text
    digits = r"[,，]?".join(found[1])
    after = {"%": r"\s?[%％]", "万": r"\s?万", "million": r"\s?million", "起": r"\s?起", "found": r"\b"}.get(
        found[2] or "", ""
    )
    return re.compile(rf"(?<![\d.]){digits}{after}(?![\d%])|百分之{digits}(?!\d)")


def _telltales() -> list[tuple[str, re.Pattern[str], tuple[str, ...]]]:
    """Of each claim its figure in both languages, and what it is about."""
    return [
        (one.id, _figure(figure), ABOUT[one.id])
        for one in claims_on(load_rulebook(), DAY)
        for figure in dict.fromkeys((one.figure.zh, one.figure.en))
    ]


def _told_lines() -> list[tuple[str, str]]:
    source = ROOT / "src/clearway"
    pages = [
        *(source / "web/templates").rglob("*.html"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md"),
        *source.rglob("*.py"), *(source / "law").rglob("*.yaml"), *(source / "web/frontend").rglob("*.ts"),
    ]  # fmt: skip
    return [(f"{page.name}:{n}", line) for page in pages if page.name not in THE_PLANS
            for n, line in enumerate(page.read_text(encoding="utf-8").splitlines())]  # fmt: skip


def _quoting(lines: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Lines that hold a claim's figure beside a word of what it is about: claim, where, line."""
    telltales = _telltales()
    found = []
    for where, line in lines:
        if any(sign in line for sign in "0123456789"):
            low = line.lower()
            found += [
                (name, where, line)
                for name, figure, words in telltales
                if any(word in low for word in words) and figure.search(line)
            ]
    return found


def test_no_page_document_or_word_prints_a_figure_of_the_plan_as_ours() -> None:
    told = _quoting(_told_lines())
    assert told, "the search finds the lines that do quote the plan"
    assert [one for one in told if not any(word in one[2].lower() for word in CLAIMED)] == []


def test_every_claim_would_be_found_in_either_language() -> None:
    claims = claims_on(load_rulebook(), DAY)
    assert {one.id for one in claims} == set(ABOUT)
    for one in claims:
        for figure, words in ((one.figure.zh, ABOUT[one.id][0]), (one.figure.en, ABOUT[one.id][-1])):
            found = {name for name, _, _ in _quoting([("here", f"{words} {figure.lstrip('−+<')}.")])}
            assert one.id in found, (one.id, figure)


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
