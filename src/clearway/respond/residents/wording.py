"""What a question or a compact says would be closed: ways of the negative list, and barriers of any kind, by words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clearway.core.words import Bilingual
from clearway.respond.measures.reading import ProtectedWay

_SHUTS = r"(?:封闭|封堵|封锁|封死|封住|堵住|堵死|锁闭|上锁|关闭|停用|设障|焊死|拦|\b(?:clos|block|lock|seal|shut)\w*)"
_OPEN = re.compile(
    r"不(?:得|再|能|可|准|予)?(?:封|堵|锁|关|拦|设|停|占|堆)|(?:禁止|严禁|不得|不准).{0,6}(?:封|堵|锁|设障|占用|堆放|停放)|"
    r"保持|畅通|敞开|\b(?:not|never|open|no)\b",
    re.IGNORECASE,
)
_WAYS = (
    ("fire_lane", r"消防(?:车)?通道|消防车道|fire lanes?", Bilingual("消防车通道", "a fire lane")),
    (
        "evacuation_way",
        r"疏散通道|安全出口|逃生通道|单元门|emergency exits?|evacuation (?:ways?|exits?)",
        Bilingual("疏散通道或安全出口", "a way people would flee by"),
    ),
    (
        "village_trunk_road",
        r"村(?:庄)?主干道|进村主路|village (?:trunk|main) roads?",
        Bilingual("村主干道", "a village trunk road"),
    ),
    (
        "hospital_approach",
        r"(?:医院|卫生院)(?:门前|周边|门口|旁)?的?(?:道路|路|通道|入口)|(?:approach(?:es)? to (?:the )?hospitals?)",
        Bilingual("医院周边道路", "an approach to a hospital"),
    ),
    (
        "emergency_way",
        r"(?:救护车|急救|生命)通道|ambulance (?:ways?|access)",
        Bilingual("救护车通路", "the way of ambulances"),
    ),
    (
        "supply_route",
        r"(?:生活物资|物资)(?:运输|配送)?通道|supply routes?",
        Bilingual("生活物资运输通道", "a supply route"),
    ),
)
_BARS = re.compile(
    r"(?:禁止|严禁|不得|不准|不许|谢绝|一律不)[^，。；]{0,8}(?:进入|入内|出入|进出|通行|外出|出门|返回)|"
    r"\b(?:may not|must not|no one may|nobody may)\b.{0,20}\b(?:enter|leave|pass)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[。；;！!？?\n]|(?<!\d)[.,，](?!\d)")


def ways_named(texts: Iterable[str]) -> tuple[ProtectedWay, ...]:
    """Ways of the negative list that a text says would be closed: way and closing word in one clause, none that says
    it stays open."""
    found = {}
    for clause in _clauses(texts):
        if _closes(clause):
            for way, pattern, name in _WAYS:
                if re.search(pattern, clause, re.IGNORECASE):
                    found[way] = ProtectedWay(way=way, reason=name)
    return tuple(found.values())


def bars_people(text: str) -> bool:
    """Whether a text forbids people or vehicles to come or go."""
    return _BARS.search(text) is not None


def says_it_stays_open(text: str) -> bool:
    """Whether a text forbids barriers or keeps ways open: what a reader of complaints takes for a barrier is none."""
    return _OPEN.search(text) is not None


def _closes(clause: str) -> bool:
    return re.search(_SHUTS, clause, re.IGNORECASE) is not None and not says_it_stays_open(clause)


def _clauses(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        yield from (clause for clause in _CLAUSE.split(text) if clause.strip())
