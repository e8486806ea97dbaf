"""What grading runs on: the rules of a day, and a county panel's own weights and breakpoints from a day on.

Nothing here depends on the places that are graded: with weights drawn from the data, leaving out one unrelated place
reorders the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import isclose, isfinite
from typing import Any

from clearway.core.grades import INDICATORS, Grade, LeastMeasure
from clearway.core.refusals import Refusal
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual

RULES = {
    "indicators": "risk.indicators",
    "matrix": "risk.grade_matrix",
    "gates": "risk.grade_gates",
    "pack": "risk.grade_packs",
    "term": "closing.term_days",
    "ceiling": "closing.ceiling_days",
    "clock": "closing.release_clock",
}
_LETTERS = {"L": Grade.LOW, "M": Grade.MEDIUM, "H": Grade.HIGH}
SHARE = Bilingual("占比", "share")


class Pillar(StrEnum):
    """Which score an indicator enters."""

    PROBABILITY = "probability"
    IMPACT = "impact"
    BURDEN = "burden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """How a reading becomes a sub-score: ``at`` are the readings worth 0, 50 and 100; they rise or fall strictly.

    ``share``: the unit is a share, printed in per cent. ``movable``: an office can work on it.
    """

    id: int
    name: Bilingual
    unit: Bilingual
    share: bool
    pillar: Pillar
    weight: float
    at: tuple[float, float, float]
    fresh_days: float
    lost_days: float
    movable: bool = False

    @property
    def falls(self) -> bool:
        """Whether less is worse."""
        return self.at[0] > self.at[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradePack:
    """Grades and units of a day, and where they are written. No ``levels``: there are no risk areas."""

    id: str
    name: Bilingual
    article: Bilingual
    levels: frozenset[Grade]
    units: tuple[LeastMeasure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingRules:
    """All that a grade depends on besides its readings. ``matrix[p][i]``: bands of probability and impact from 0."""

    indicators: tuple[Indicator, ...]
    matrix: tuple[tuple[Grade, ...], ...]
    band: float
    infection_days: int
    missing_at_most: int
    needed: tuple[int, ...]
    doubtful_widening: float
    burden_lighter_from: float
    pack: GradePack
    term_days: int | None
    ceiling_days: int | None
    release_days: int | None
    panel: str = ""

    def indicator(self, number: int) -> Indicator:
        """The indicator with that number."""
        return self.indicators[number - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelSetting:
    """A county panel's own weights and breakpoints from ``since`` on. ``minutes``: where the meeting is written down.

    Indicators not named keep the defaults; gates, matrix, packs and clocks are not the panel's to change.
    """

    county: str
    since: date
    minutes: str
    weights: Mapping[int, float]
    at: Mapping[int, tuple[float, float, float]]


class BadPanelSetting(Refusal):
    """A panel's weights or breakpoints cannot be used."""

    code = "bad_panel_setting"
    template = Bilingual("专家组设定不能采用：{zh}", "the panel's setting cannot be used: {en}")
    try_again = True


def rules_on(rulebook: Rulebook, day: date, panels: Sequence[PanelSetting] = (), county: str = "") -> GradingRules:
    """The rules for grading on ``day``; of the panel's settings of ``county`` the newest then in force applies.

    Raises:
        NotFound: the rulebook lacks a rule.
        BadPanelSetting: the setting in force does not fit the rulebook.
    """
    values = {name: rulebook.value(rule, day) for name, rule in RULES.items()}
    gates, indicators = values["gates"], values["indicators"]
    rules = GradingRules(
        indicators=tuple(_indicator(raw) for raw in indicators["indicators"]),
        matrix=_matrix(values["matrix"]),
        band=float(values["matrix"]["band"]),
        infection_days=int(gates["infection_days"]),
        missing_at_most=int(gates["missing_at_most"]),
        needed=tuple(gates["needed"]),
        doubtful_widening=float(indicators["doubtful_widening"]),
        burden_lighter_from=float(indicators["burden_lighter_from"]),
        pack=_pack(values["pack"] or {}),
        term_days=values["term"],
        ceiling_days=values["ceiling"],
        release_days=_release(values["clock"]),
    )
    current = [panel for panel in panels if panel.since <= day and panel.county == county]
    return with_panel(rules, max(current, key=lambda panel: panel.since)) if current else rules


def right_to_appeal(rulebook: Rulebook, day: date) -> Bilingual | None:
    """Where the right to appeal against a measure is written; None where it was not in force on ``day``."""
    rule = rulebook.rule("residents.appeal")
    if rule.on(day) is None:
        return None
    one = rule.citations[0]
    return Bilingual(f"{one.document.zh}第{one.article}条", f"{one.document.en}, art. {one.article}")


def with_panel(rules: GradingRules, panel: PanelSetting) -> GradingRules:
    """``rules`` with a panel's weights and breakpoints.

    Raises:
        BadPanelSetting: an unknown indicator, a weight that is no share, weights of a pillar that do not add up to 1,
            breakpoints that do not rise (or fall) as the default ones do, or no minutes.
    """
    if not panel.minutes.strip():
        raise BadPanelSetting(zh="须附会议纪要", en="the minutes of the meeting are missing")
    for number in (*panel.weights, *panel.at):
        if number not in INDICATORS:
            raise BadPanelSetting(zh=f"没有第 {number} 项指标", en=f"there is no indicator {number}")
    changed = tuple(_changed(one, panel) for one in rules.indicators)
    for pillar in Pillar:
        total = sum(one.weight for one in changed if one.pillar is pillar)
        if not isclose(total, 1.0, abs_tol=1e-6):
            raise BadPanelSetting(
                zh=f"{_PILLARS[pillar].zh}各项权重之和应为 1，现为 {total:g}",
                en=f"the weights of {_PILLARS[pillar].en} must add up to 1, found {total:g}",
            )
    return replace(rules, indicators=changed, panel=panel.minutes)


_PILLARS = {
    Pillar.PROBABILITY: Bilingual("可能性", "probability"),
    Pillar.IMPACT: Bilingual("影响", "impact"),
    Pillar.BURDEN: Bilingual("负担", "burden"),
}


def _changed(one: Indicator, panel: PanelSetting) -> Indicator:
    weight, at = panel.weights.get(one.id, one.weight), panel.at.get(one.id, one.at)
    if not (isfinite(weight) and 0 <= weight <= 1):
        raise BadPanelSetting(
            zh=f"第 {one.id} 项的权重应在 0 与 1 之间，现为 {weight:g}",
            en=f"the weight of indicator {one.id} must lie between 0 and 1, found {weight:g}",
        )
    rising = at[0] > at[1] > at[2] if one.falls else at[0] < at[1] < at[2]
    if not rising or not all(isfinite(point) for point in at):
        way = Bilingual("递减", "fall") if one.falls else Bilingual("递增", "rise")
        raise BadPanelSetting(
            zh=f"第 {one.id} 项的折点须依次{way.zh}，现为 {', '.join(f'{point:g}' for point in at)}",
            en=f"the breakpoints of indicator {one.id} must {way.en}, found {', '.join(f'{point:g}' for point in at)}",
        )
    return replace(one, weight=weight, at=at)


def _indicator(raw: Mapping[str, Any]) -> Indicator:
    share = raw["unit"] == "share"
    return Indicator(
        id=int(raw["id"]),
        name=Bilingual(raw["name"]["zh"], raw["name"]["en"]),
        unit=SHARE if share else Bilingual(raw["unit"]["zh"], raw["unit"]["en"]),
        share=share,
        pillar=Pillar(raw["pillar"]),
        weight=float(raw["weight"]),
        at=(float(raw["at"][0]), float(raw["at"][1]), float(raw["at"][2])),
        fresh_days=float(raw["fresh_days"]),
        lost_days=float(raw["lost_days"]),
        movable=raw.get("movable") is True,
    )


def _matrix(raw: Mapping[str, Any]) -> tuple[tuple[Grade, ...], ...]:
    """Rows as the rule has them, highest probability first, turned so that band 0 comes first."""
    return tuple(tuple(_LETTERS[letter] for letter in row) for row in reversed(raw["rows"]))


def _pack(raw: Mapping[str, Any]) -> GradePack:
    name = raw.get("name") or {"zh": "无评级规则", "en": "no grading rules"}
    article = raw.get("article") or {"zh": "无", "en": "none"}
    return GradePack(
        id=str(raw.get("pack", "none")),
        name=Bilingual(name["zh"], name["en"]),
        article=Bilingual(article["zh"], article["en"]),
        levels=frozenset(Grade(level) for level in raw.get("levels", ())),
        units=tuple(LeastMeasure(f"close_{unit}") for unit in raw.get("units", ())),
    )


def _release(clock: Any) -> int | None:
    """Days without infection after which a high grade's measure ends, by ``closing.release_clock`` alone."""
    days = clock.get(Grade.HIGH.value) if isinstance(clock, Mapping) else None
    return days if isinstance(days, int) else None
