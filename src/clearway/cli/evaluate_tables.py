"""What ``clearway evaluate`` writes, as columns: measures, accounts (one row an item), effects, correlations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clearway.evaluate.correlating import Correlation
    from clearway.evaluate.effect.identifying import Effect
    from clearway.loop.judge_measures import Judged

_COLUMNS = (
    "id", "item", "of", "unit", "how", "low", "value", "high", "at_least", "yuan_low", "yuan", "yuan_high",
    "source_zh", "source_en", "as_of", "note_zh", "note_en",
)  # fmt: skip


def measure_columns(judged: list[Judged]) -> dict[str, Any]:
    """One row a measure: natural units, yuan, effect, verdict."""
    rows = [_row(one) for one in judged]
    names = list(rows[0]) if rows else ["id"]
    return {name: [row[name] for row in rows] for name in names}


def _row(one: Judged) -> dict[str, Any]:
    from clearway.evaluate.costs import natural, uncounted

    found = one.effect.estimate if one.effect is not None else None
    return {
        "id": one.measure.number,
        "days": one.days,
        "days_past_release": one.days_past,
        **natural(one.items),
        "yuan": one.yuan.value if one.yuan else None,
        "yuan_low": one.yuan.low if one.yuan else None,
        "yuan_high": one.yuan.high if one.yuan else None,
        "effect": found.value if found else None,
        "low": found.low if found else None,
        "high": found.high if found else None,
        "identified": one.identified,
        "averted": one.gain.value if one.gain else None,
        "averted_low": one.gain.low if one.gain else None,
        "averted_high": one.gain.high if one.gain else None,
        "net_benefit_probability": one.net,
        "release_due": one.release_due,
        "past_release": one.past_release,
        "past_ceiling": one.past_ceiling,
        "lighter": one.costs.lighter.step.value if one.costs.lighter.step else None,
        "lighter_cost_share": one.costs.lighter.share,
        "verdict": one.verdict.value,
        "reasons": "；".join(line.zh for line in one.reasons) + " | " + "; ".join(line.en for line in one.reasons),
        "not_counted": " ".join(uncounted(one.items)),
    }


def effect_columns(effects: dict[str, Effect]) -> dict[str, Any]:
    """One row a level of measure."""
    columns: dict[str, list[Any]] = {
        name: []
        for name in ("level", "effect", "low", "high", "identified", "places", "open_places", "days", "reasons")
    }
    for level, effect in effects.items():
        found = effect.estimate
        reasons = "；".join(r.zh for r in effect.reasons) + " | " + "; ".join(r.en for r in effect.reasons)
        values = [found.value, found.low, found.high] if found else [None] * 3
        sizes = [found.places, found.open_places, found.days] if found else [0, 0, 0]
        row = [level, *values, effect.identified, *sizes, reasons]
        for name, value in zip(columns, row, strict=True):
            columns[name].append(value)
    return columns


def correlation_columns(found: list[Correlation]) -> dict[str, Any]:
    """One row a correlation, with n, unit, window and interval."""
    names = ("what", "unit", "first", "last", "places", "n", "value", "low", "high")
    return {name: [getattr(one, name) for one in found] for name in names}


def account_columns(judged: list[Judged]) -> dict[str, list[Any]]:
    """Every item of every account; an item nobody counted has a row without figures."""
    from clearway.evaluate.account.words import UNITS

    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for one in judged:
        for row in one.costs.rows:
            item, yuan, note = row.item, row.yuan, row.item.note or row.why
            values = (
                one.measure.number, item.kind.value, item.of, UNITS[item.kind].en, item.how.value, item.low,
                item.value, item.high, item.at_least, yuan.low if yuan else None, yuan.value if yuan else None,
                yuan.high if yuan else None, item.source.zh, item.source.en,
                item.as_of.isoformat() if item.as_of else None, note.zh if note else "", note.en if note else "",
            )  # fmt: skip
            for name, value in zip(_COLUMNS, values, strict=True):
                columns[name].append(value)
    return columns
