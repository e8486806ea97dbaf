"""Local overlays: a county may bind its own hands tighter than the rulebook does, never looser.

A rule's ``tighten`` names the direction: ``lower`` (terms, answer hours), ``higher`` (notice, quorum, stock),
``add`` (lists of what may not be closed), ``none`` (not a county's to change).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from clearway.core.rules import DatedValue, LoosensRule, Rule, Tighten

_NUMBER = (int, float)


def overlaid(rule: Rule, overlay: Rule, *, file: str) -> Rule:
    """``rule`` with the tighter of both values on every day; a null in the overlay ends the overlay.

    Where the rulebook has no value (before its first day, after repeal) there is nothing to tighten.

    Raises:
        LoosensRule: from some day on the overlay would be looser than the rule in force on that day.
    """
    days = sorted({dated.since for dated in (*rule.values, *overlay.values)})
    for day in days:
        base, local = rule.on(day), overlay.on(day)
        if any(dated.since == day for dated in overlay.values) and local is not None:
            for key, old, new in _loosened(rule.tighten, base, local):
                raise LoosensRule(
                    rule=rule.id, file=file, since=day, rule_id=rule.id, key=key, base=_say(old), found=_say(new),
                    direction=rule.tighten.value,
                )  # fmt: skip
    values = tuple(DatedValue(since=day, value=_tighter(rule.tighten, rule.on(day), overlay.on(day))) for day in days)
    return replace(rule, values=values, citations=(*rule.citations, *overlay.citations))


def _loosened(tighten: Tighten, base: Any, local: Any, key: str = "value") -> Iterator[tuple[str, Any, Any]]:
    """Every leaf of ``local`` that is looser than its leaf in ``base``: key, old and new."""
    if isinstance(base, Mapping) and isinstance(local, Mapping) and tighten is not Tighten.ADD:
        for name, value in local.items():
            yield from _loosened(tighten, base.get(name), value, f"{key}.{name}")
    elif not _may_become(tighten, base, local):
        yield key, base, local


def _may_become(tighten: Tighten, base: Any, local: Any) -> bool:
    if base == local:
        return True
    if tighten is Tighten.ADD:
        return isinstance(base, list) and isinstance(local, list) and all(item in local for item in base)
    if tighten is Tighten.NONE or not (_is_number(base) and _is_number(local)):
        return False
    return bool(local < base if tighten is Tighten.LOWER else local > base)


def _tighter(tighten: Tighten, base: Any, local: Any) -> Any:
    if base is None or local is None:
        return base
    if isinstance(base, Mapping) and isinstance(local, Mapping):
        return {name: _tighter(tighten, value, local.get(name)) for name, value in base.items()}
    if tighten is Tighten.ADD:
        return [*base, *(item for item in local if item not in base)]
    if not (_is_number(base) and _is_number(local)):
        return base
    return min(base, local) if tighten is Tighten.LOWER else max(base, local)


def _is_number(value: Any) -> bool:
    return isinstance(value, _NUMBER) and not isinstance(value, bool)


def _say(value: Any) -> str:
    return "null" if value is None else str(value)
