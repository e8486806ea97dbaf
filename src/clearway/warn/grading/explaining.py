"""A grade in five lines, in both languages: why, what is missing, what would change it, by which rules, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from clearway.core.grades import Grade, LeastMeasure
from clearway.core.words import Bilingual
from clearway.warn.grading.arrays import GRADES, MEASURES, GradedAll, Readings
from clearway.warn.grading.counterfactual import NONE, Nearest, nearest
from clearway.warn.grading.settings import GradingRules, Indicator

GRADE_WORDS = {
    Grade.NONE: Bilingual("不划风险区", "no risk area"),
    Grade.LOW: Bilingual("低风险", "low"),
    Grade.MEDIUM: Bilingual("中风险", "medium"),
    Grade.HIGH: Bilingual("高风险", "high"),
}
MEASURE_WORDS = {
    LeastMeasure.NONE: Bilingual("不采取区域措施", "no area measure"),
    LeastMeasure.CANNOT_GRADE: Bilingual(
        "不能评级，不得据此新设封闭", "cannot be graded: no new closure may rest on it"
    ),
    LeastMeasure.ROUTINE: Bilingual("常规监测，不设障", "routine monitoring, no barrier"),
    LeastMeasure.PARTIAL: Bilingual("部分管控，所有出入口保持开放", "partial control, every gate open"),
    LeastMeasure.HOUSEHOLD: Bilingual("只管控有感染的户", "the households with infections only"),
    LeastMeasure.FLOOR: Bilingual("管控到楼层", "the floor, no further"),
    LeastMeasure.UNIT: Bilingual("管控到单元", "the stair unit, no further"),
    LeastMeasure.BUILDING: Bilingual("管控到楼栋", "the building, no further"),
    LeastMeasure.COMPOUND: Bilingual("管控到小区", "the compound, no further"),
}
_MAIN = 3


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is the same for every place, put into words once. ``lighter``: by grade the next lighter of the day."""

    rules: GradingRules
    basis: Bilingual
    ending: Bilingual
    lighter: dict[Grade, Grade]


@dataclass(frozen=True, slots=True)
class _Told:
    """One place as plain numbers: an array is slow to be asked for one of them. ``main``: indices of the largest
    contributions, ``points`` what each indicator contributes (below 0: nothing usable)."""

    values: list[float]
    points: list[float]
    main: list[int]
    widening: list[float]
    low: Grade
    high: Grade
    gradable: bool


def explain_all(
    readings: Readings, found: GradedAll, rules: GradingRules, appeal: Bilingual | None
) -> list[tuple[Bilingual, ...]]:
    """Five lines for each place. ``appeal``: where the right to appeal is written (None: nowhere on that day)."""
    would = nearest(found, rules)
    shared = _Rules(rules, _basis(rules), _ending(rules, appeal), _lighter(rules))
    return [tuple(_lines(row, told, found, would, shared)) for row, told in enumerate(_plain(readings, found, rules))]


def _lighter(rules: GradingRules) -> dict[Grade, Grade]:
    levels = sorted(rules.pack.levels, key=lambda level: level.rank)
    return {heavy: light for light, heavy in pairwise(levels)}


def _plain(readings: Readings, found: GradedAll, rules: GradingRules) -> Iterator[_Told]:
    """Every place as plain numbers. A contribution is weight × sub-score; what is missing contributes nothing told."""
    weights = np.array([one.weight for one in rules.indicators])
    points = np.where(found.widening < 1, weights * found.sub_scores.value, -1.0)
    points[:, -1] = -1.0
    main = np.argsort(-points, axis=1, kind="stable")[:, :_MAIN]
    columns = (
        readings.value.tolist(), points.tolist(), main.tolist(), found.widening.tolist(), found.low.tolist(),
        found.high.tolist(), found.gradable.tolist(),
    )  # fmt: skip
    for values, own, largest, widening, low, high, gradable in zip(*columns, strict=True):
        yield _Told(values, own, largest, widening, GRADES[low], GRADES[high], gradable)


def _lines(row: int, told: _Told, found: GradedAll, would: Nearest, shared: _Rules) -> Iterator[Bilingual]:
    yield _contributions(told, shared.rules)
    yield _gaps(told, shared.rules)
    yield _would_change(row, told, would, shared)
    yield shared.basis
    yield _leads_to(row, found, shared)


def _contributions(place: _Told, rules: GradingRules) -> Bilingual:
    """The three largest contributions, over both scores."""
    head, zh, en = _span(place.low, place.high), [], []
    for index in place.main:
        if place.points[index] < 0:
            continue
        one = rules.indicators[index]
        value, points = told(one, place.values[index]), f"{place.points[index]:.1f}"
        zh.append(f"{one.name.zh} {value.zh}（{points} 分）")
        en.append(f"{one.name.en} {value.en} ({points} points)")
    if not zh:
        return Bilingual(f"{head.zh}：没有可用的读数", f"{head.en}: no usable reading")
    return Bilingual(f"{head.zh}：主要因为{'，'.join(zh)}", f"{head.en}: mainly {', '.join(en)}")


def _span(low: Grade, high: Grade) -> Bilingual:
    first, last = GRADE_WORDS[low], GRADE_WORDS[high]
    if low is high:
        return first
    return Bilingual(f"{first.zh}至{last.zh}", f"{first.en} to {last.en}")


def told(one: Indicator, value: float) -> Bilingual:
    """A reading as a person says it: shares in per cent, others with their unit."""
    if one.share:
        share = f"{_plainly(100 * value)}%"
        return Bilingual(share, share)
    return Bilingual(f"{_plainly(value)} {one.unit.zh}", f"{_plainly(value)} {one.unit.en}")


def _plainly(value: float) -> str:
    """Four digits, and never the notation of engineers."""
    return (
        f"{value:.4g}" if abs(value) >= 1 and abs(value) < 10_000 else f"{round(value, 4):.6f}".rstrip("0").rstrip(".")
    )


def _gaps(place: _Told, rules: GradingRules) -> Bilingual:
    lost = [one for one, wide in zip(rules.indicators, place.widening, strict=True) if wide >= 1]
    wide = [one for one, wide in zip(rules.indicators, place.widening, strict=True) if 0 < wide < 1]
    zh, en = [], []
    if not place.gradable:
        zh.append("不能评级，不得据此新设封闭")
        en.append("cannot be graded: no new closure may rest on it")
    if lost:
        zh.append("缺失或过时：" + "、".join([one.name.zh for one in lost]))
        en.append("missing or too old: " + ", ".join([one.name.en for one in lost]))
    if wide:
        zh.append("较旧或存疑，已放宽：" + "、".join([one.name.zh for one in wide]))
        en.append("ageing or doubtful, widened: " + ", ".join([one.name.en for one in wide]))
    return Bilingual("；".join(zh) or "读数齐全", "; ".join(en) or "nothing is missing")


def _would_change(row: int, place: _Told, would: Nearest, shared: _Rules) -> Bilingual:
    if would.lightest[row]:
        return Bilingual("已是最轻的等级", "already the lightest grade")
    upper = bool(would.upper[row])
    zh_end, en_end = ("上限", "at the upper end ") if upper else ("", "")
    if would.indicator[row] != NONE:
        one, grade = shared.rules.indicator(int(would.indicator[row])), GRADE_WORDS[GRADES[would.grade[row]]]
        value = told(one, float(would.value[row]))
        verb = Bilingual("升到", "rises to") if one.falls else Bilingual("降到", "falls to")
        return Bilingual(
            f"若{one.name.zh}{verb.zh} {value.zh}，{zh_end}即为{grade.zh}",
            f"{en_end}{grade.en} if {one.name.en} {verb.en} {value.en}",
        )
    current = place.high if upper else place.low
    words = GRADE_WORDS[shared.lighter[current]]
    if current is Grade.HIGH:
        days = shared.rules.infection_days
        return Bilingual(
            f"单元内连续 {days} 天没有感染，{zh_end}即为{words.zh}",
            f"{en_end}{words.en} after {days} days without an infection inside",
        )
    return Bilingual(
        f"没有哪一项读数单独变化就能使{zh_end}降为{words.zh}",
        f"no single reading alone would bring it {en_end}to {words.en}",
    )


def _leads_to(row: int, found: GradedAll, shared: _Rules) -> Bilingual:
    """The measure, whether livelihoods made it lighter, and when it ends."""
    measure = MEASURE_WORDS[measure_of(found, row)]
    zh, en = measure.zh, measure.en
    if found.eased[row]:
        zh, en = zh + "（生计依赖高，已取更轻一级）", en + " (one step lighter: people's livelihoods depend on it)"
    return Bilingual(f"{zh}；{shared.ending.zh}", f"{en}; {shared.ending.en}")


def _basis(rules: GradingRules) -> Bilingual:
    panel = Bilingual(f"；专家组设定：{rules.panel}", f"; panel's setting: {rules.panel}") if rules.panel else None
    return Bilingual(
        f"规则：{rules.pack.name.zh}（{rules.pack.article.zh}）{panel.zh if panel else ''}",
        f"rules: {rules.pack.name.en} ({rules.pack.article.en}){panel.en if panel else ''}",
    )


def _ending(rules: GradingRules, appeal: Bilingual | None) -> Bilingual:
    if not rules.pack.levels:
        return Bilingual("不划风险区：没有可据以封闭的等级", "no risk areas: no grade on which anything may be closed")
    zh, en = [], []
    if rules.term_days is not None:
        zh.append(f"措施默认 {rules.term_days} 天届满")
        en.append(f"a measure ends after {rules.term_days} days by default")
    if rules.ceiling_days is not None:
        zh.append(f"最长 {rules.ceiling_days} 天")
        en.append(f"{rules.ceiling_days} at the most")
    if rules.release_days is not None:
        zh.append(f"满 {rules.release_days} 天无新增即解除")
        en.append(f"released after {rules.release_days} days without a new infection")
    zh.append("每日复核，就医等绿色通道始终开放，负面清单内的通道任何等级不得封")
    en.append("reviewed daily, the green channel stays open, no grade closes a way on the negative list")
    if appeal is not None:
        zh.append(f"可申诉（{appeal.zh}）")
        en.append(f"appeal: {appeal.en}")
    return Bilingual("，".join(zh), ", ".join(en))


def measure_of(found: GradedAll, row: int) -> LeastMeasure:
    """The measure of one place."""
    return MEASURES[int(found.measure[row])]
