"""Scenarios of an exercise: proposals drawn from a seed for real places, judged by the legality reading itself."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.barriers import ImposedBy
from clearway.core.epidemic import DiseaseClass
from clearway.core.findings import Verdict
from clearway.core.measures import Measure, MeasureKind
from clearway.core.places import Place
from clearway.core.rules import Rulebook
from clearway.core.training import Question
from clearway.core.words import Bilingual
from clearway.respond.legality import findings

#: Checks an exercise asks about, as the trainee reads them.
CHOICES: tuple[tuple[str, Bilingual], ...] = (
    ("negative_list", Bilingual("封了不得封的通道", "it closes a way that may never be closed")),
    ("ceiling", Bilingual("期限超过上限", "its term is over the ceiling")),
    ("notice", Bilingual("公告太晚", "notice comes too late")),
    ("authority", Bilingual("作决定的机关没有这个权力", "the organ that decides has no such power")),
    ("least_restrictive", Bilingual("没有考虑较轻的措施", "no lighter measure was considered")),
    ("registered", Bilingual("没有登记", "it is not on the register")),
)
_ASKED = frozenset(name for name, _ in CHOICES)
_WAYS = (
    (("village_trunk_road",), Bilingual("村主干道", "the village's trunk road")),
    (("fire_lane",), Bilingual("消防通道", "the fire lane")),
    (("hospital_approach",), Bilingual("去医院的唯一道路", "the only road to the hospital")),
    ((), Bilingual("一个有别的出入口的小区侧门", "a side gate of a compound that has other gates")),
    ((), Bilingual("一栋楼的单元门", "the door of one unit")),
)
_ORGANS = (
    ("county_government", Bilingual("县级政府", "the county government")),
    ("township", Bilingual("乡镇政府", "the township government")),
    ("property", Bilingual("物业公司", "a property company")),
)


@dataclass(frozen=True, slots=True)
class _Drawn:
    place: Place
    hit: tuple[str, ...]
    way: Bilingual
    organ: tuple[str, Bilingual]
    days: int
    ahead: int
    considered: bool
    registered: bool


def scenarios(
    places: Sequence[Place], *, rulebook: Rulebook, at: datetime, seed: int, questions: int
) -> tuple[Question, ...]:
    """``questions`` scenarios for ``seed``; the same seed on the same day and places gives the same ones.

    What fails is what ``clearway.respond.legality`` finds under the rules of the day: nothing is written down here.

    Raises:
        ValueError: no place to set a scenario in, or ``at`` has no zone.
    """
    if not places:
        raise ValueError("no place to set a scenario in")
    chance = random.Random(seed)
    ordered = sorted(places, key=lambda place: place.code)
    return tuple(_question(_draw(chance, ordered), rulebook, at) for _ in range(questions))


def _draw(chance: random.Random, places: Sequence[Place]) -> _Drawn:
    hit, way = chance.choice(_WAYS)
    return _Drawn(
        place=chance.choice(places),
        hit=hit,
        way=way,
        organ=chance.choice(_ORGANS),
        days=chance.choice((3, 5, 10, 20, 30)),
        ahead=chance.choice((2, 12, 24, 36)),
        considered=chance.random() < 0.6,
        registered=chance.random() < 0.8,
    )


def _question(drawn: _Drawn, rulebook: Rulebook, at: datetime) -> Question:
    starts_at = at + timedelta(hours=48)
    organ, organ_name = drawn.organ
    measure = Measure(
        number="exercise",
        kind=MeasureKind.CLOSE_PLACE,
        place_code=drawn.place.code,
        place_text=drawn.place.name,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=drawn.days),
        registered=drawn.registered,
        imposed_by=ImposedBy.PROPERTY if organ == "property" else ImposedBy.GOVERNMENT,
        deciding_organ="" if organ == "property" else drawn.organ[1].zh.replace("政府", "人民政府"),
        scope=drawn.way.zh,
        reason="exercise",
    )
    found = findings(
        measure, rulebook, at, drawn.hit, disease=DiseaseClass.B_AS_A,
        notice_at=starts_at - timedelta(hours=drawn.ahead), alternative="分时段通行" if drawn.considered else "",
    )  # fmt: skip
    failing = [one for one in found if one.verdict is Verdict.FAIL and one.check in _ASKED]
    return Question(
        text=_told(drawn, organ_name),
        choices=CHOICES,
        failing=frozenset(one.check for one in failing),
        why=tuple((one.check, one.text, one.article) for one in failing),
    )


def _told(drawn: _Drawn, organ: Bilingual) -> Bilingual:
    lighter = Bilingual("说明了为何分时段通行不够", "says why time slots would not do")
    none = Bilingual("没有提到较轻的办法", "mentions no lighter way")
    kept = (
        Bilingual("已在登记簿上登记", "it stands on the register")
        if drawn.registered
        else Bilingual("没有登记", "it stands on no register")
    )
    said = lighter if drawn.considered else none
    place = drawn.place.name
    return Bilingual(
        f"{organ.zh}要封闭{place}{drawn.way.zh}，{drawn.days} 天，提前 {drawn.ahead} 小时公告；{said.zh}；{kept.zh}。",
        f"At {place}, {organ.en} is to close {drawn.way.en} for {drawn.days} days, with notice {drawn.ahead} hours "
        f"ahead; the paper {said.en}; {kept.en}.",
    )
