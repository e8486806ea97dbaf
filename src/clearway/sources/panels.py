"""A county panel's weights and breakpoints, as YAML: ``county, since, minutes, weights: {1: 0.3 …}, at: {7: […]}``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from clearway.core.places import is_place_code
from clearway.warn.grading.settings import BadPanelSetting, PanelSetting

_KEYS = {"county", "since", "minutes", "weights", "at"}


def read_panel(path: Path) -> PanelSetting:
    """The setting in a file; whether its numbers fit is checked against the rules of the day.

    Raises:
        BadPanelSetting: no such file, or not such a document.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BadPanelSetting(zh=f"无法读取 {path}", en=f"{path} cannot be read") from None
    if not isinstance(raw, dict) or not {"county", "since", "minutes"} <= set(raw) <= _KEYS:
        raise BadPanelSetting(
            zh=f"{path} 应有 county、since、minutes 及 weights 或 at",
            en=f"{path} needs county, since, minutes, and weights or at",
        )
    county = str(raw["county"])
    if not is_place_code(county) or not isinstance(raw["since"], date):
        raise BadPanelSetting(
            zh="county 须为带引号的 12 位代码，since 须为日期",
            en="county is a code of 12 digits in quotes, since a day",
        )
    return PanelSetting(
        county=county,
        since=raw["since"],
        minutes=str(raw["minutes"] or ""),
        weights={_number(key): _floats(value)[0] for key, value in _mapping(raw.get("weights")).items()},
        at={_number(key): _three(value) for key, value in _mapping(raw.get("at")).items()},
    )


def _mapping(raw: Any) -> dict[Any, Any]:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise BadPanelSetting(zh="weights 和 at 须按指标列出", en="weights and at are listed by indicator")
    return raw


def _number(key: Any) -> int:
    if not str(key).isdigit():
        raise BadPanelSetting(zh=f"没有第 {key} 项指标", en=f"there is no indicator {key}")
    return int(key)


def _floats(value: Any) -> list[float]:
    try:
        return [float(one) for one in (value if isinstance(value, list) else [value])]
    except (TypeError, ValueError):
        raise BadPanelSetting(zh=f"不是数：{value}", en=f"not a number: {value}") from None


def _three(value: Any) -> tuple[float, float, float]:
    points = _floats(value)
    if len(points) != 3:
        raise BadPanelSetting(zh=f"折点须有三个：{value}", en=f"three breakpoints are needed: {value}")
    return points[0], points[1], points[2]
