"""A county may bind its own hands tighter, never looser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.overlays import overlaid
from clearway.core.refusals import NotFound
from clearway.core.rules import DatedValue, Force, LoosensRule, Rule, Tighten
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook

SINCE, LATER = date(2026, 1, 1), date(2026, 12, 1)


def overlay(folder: Path, rule_id: str, values: list[tuple[date, Any]]) -> Path:
    """A folder that tightens (or loosens) one rule of China."""
    file = folder / (rule_id.replace(".", "/") + ".yaml")
    file.parent.mkdir(parents=True, exist_ok=True)
    raw = {
        "overlay": "cn",
        "title": {"zh": "本县", "en": "Our county"},
        "force": "policy",
        "unit": "as there",
        "citations": [{"document": "house", "article": "-"}],
        "values": [{"since": since, "value": value} for since, value in values],
    }
    file.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("rule_id", "tighter"),
    [
        ("closing.ceiling_days", 7),
        ("closing.notice_hours", 48),
        ("duty.verify_hours", 12),
        ("closing.barrier_by_others", ["committee", "property", "private", "township"]),
        ("duty.standards", {"liaison_per_village": 2}),
        ("duty.inspections", {"county": 3, "city": 31, "province": 60}),
    ],
)
def test_an_overlay_that_tightens_takes_effect_from_its_day(tmp_path: Path, rule_id: str, tighter: Any) -> None:
    base = load_rulebook().value(rule_id, SINCE)
    rulebook = load_rulebook("cn", [overlay(tmp_path, rule_id, [(LATER, tighter)])])
    assert rulebook.value(rule_id, date(2026, 11, 30)) == base
    expected = {**base, **tighter} if isinstance(tighter, dict) else tighter
    assert rulebook.value(rule_id, LATER) == expected


@pytest.mark.parametrize(
    ("rule_id", "looser"),
    [
        ("closing.ceiling_days", 30),
        ("closing.notice_hours", 1),
        ("duty.first_answer_hours", 72),
        ("closing.barrier_by_others", ["committee"]),
        ("duty.standards", {"liaison_per_village": 0}),
        ("residents.owners_two_thirds", 0.5),
        ("closing.ceiling_days", "no limit"),
        ("closing.negative_list", []),
        ("closing.extension_filing", {"filed_with": "county"}),
        ("closing.authority", []),
    ],
)
def test_an_overlay_that_loosens_is_refused_in_both_languages(tmp_path: Path, rule_id: str, looser: Any) -> None:
    folder = overlay(tmp_path, rule_id, [(SINCE, looser)])
    with pytest.raises(LoosensRule) as refused:
        load_rulebook("cn", [folder])
    for language in ("zh", "en"):
        assert rule_id in refused.value.say(language)
        assert str(folder / (rule_id.replace(".", "/") + ".yaml")) in refused.value.say(language)


def test_an_overlay_ends_with_null_and_the_rulebook_stands_again(tmp_path: Path) -> None:
    rulebook = load_rulebook("cn", [overlay(tmp_path, "closing.ceiling_days", [(SINCE, 7), (LATER, None)])])
    assert (rulebook.value("closing.ceiling_days", SINCE), rulebook.value("closing.ceiling_days", LATER)) == (7, 14)


def test_an_overlay_cannot_bring_a_rule_to_life_before_its_first_day(tmp_path: Path) -> None:
    with pytest.raises(LoosensRule):
        load_rulebook("cn", [overlay(tmp_path, "closing.term_days", [(date(2020, 1, 1), 3)])])


def test_an_overlay_of_a_rule_nobody_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load_rulebook("cn", [overlay(tmp_path, "closing.free_for_all", [(SINCE, 1)])])


def test_the_overlays_citation_stands_beside_the_rulebooks(tmp_path: Path) -> None:
    rulebook = load_rulebook("cn", [overlay(tmp_path, "closing.ceiling_days", [(SINCE, 7)])])
    assert len(rulebook.rule("closing.ceiling_days").citations) == 2


def _rule(tighten: Tighten, values: list[tuple[int, int | None]]) -> Rule:
    return Rule(
        id="r",
        title=Bilingual("规", "rule"),
        force=Force.POLICY,
        unit="days",
        citations=(),
        values=tuple(DatedValue(since=date.fromordinal(738000 + day), value=value) for day, value in values),
        tighten=tighten,
    )


_DATED = st.dictionaries(st.integers(0, 20), st.none() | st.integers(0, 30), min_size=1, max_size=5).map(
    lambda found: sorted(found.items())
)


@given(base=_DATED, local=_DATED, tighten=st.sampled_from([Tighten.LOWER, Tighten.HIGHER]))
def test_no_overlay_ever_makes_a_day_looser(
    base: list[tuple[int, int | None]], local: list[tuple[int, int | None]], tighten: Tighten
) -> None:
    rule, over = _rule(tighten, base), _rule(tighten, local)
    try:
        merged = overlaid(rule, over, file="o.yaml")
    except LoosensRule:
        merged = rule
    for number in range(-1, 22):
        day = date.fromordinal(738000 + number)
        before, after = rule.on(day), merged.on(day)
        assert (before is None) == (after is None)
        if before is not None:
            assert after <= before if tighten is Tighten.LOWER else after >= before
