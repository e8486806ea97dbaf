"""What the figures of a network are called, in both languages."""

from __future__ import annotations

from clearway.core.words import Bilingual

#: Key of the JSON document → Chinese; English is the key itself, with spaces.
_CHINESE = {
    "network": "路网",
    "links": "路段",
    "vertices": "形状点",
    "gates": "出入口",
    "turn_restrictions": "转向限制",
    "kilometres": "公里",
    "homes": "住房",
    "people": "人口",
    "people_source": "人口来源",
    "facilities": "设施",
    "edges": "有向边",
    "seconds": "用时（秒）",
    "out": "写入",
    "kind": "设施类型",
    "mode": "出行方式",
    "people_cut_off": "被隔断的人",
    "cut_off_age60": "其中 60 岁以上",
    "people_delayed": "被延误的人",
    "added_person_minutes": "增加的人·分钟",
    "worst_added_seconds": "最多增加的秒数",
    "unreachable_before": "原本就到不了的节点",
    "far_from_roads": "远离道路的住房",
    "closed_links": "封闭的路段",
    "slower_links": "变慢的路段",
    "by": "每行对应",
    "shut_facilities": "关闭的设施",
    "rejected": "未收的行",
}


def figure_line(name: str, value: object) -> Bilingual:
    """One figure with its name; numbers with separators of thousands, counts by kind in a row."""
    shown = _shown(value)
    return Bilingual(f"{_CHINESE.get(name, name)}：{shown}", f"{name.replace('_', ' ')}: {shown}")


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_shown(part)}" for key, part in value.items()) or "0"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}"
    return "–" if value is None else str(value)
