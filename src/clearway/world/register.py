"""The register of measures and listings: lawful ones, one past its term, some past any ceiling, some added on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from clearway.core.measures import MeasureKind, RiskLevel
from clearway.world.days import LOCAL, Window
from clearway.world.happenings import Trouble
from clearway.world.settlements import Community, Land
from clearway.world.spot import COUNTY

_LAW = "《中华人民共和国传染病防治法》第六十三条"
_COUNTY_GOVERNMENT = COUNTY[1] + "人民政府"


@dataclass(frozen=True)
class Entry:
    """One row of the register; ``first`` and ``last`` are local days, both inclusive. ``nature`` is truth."""

    number: str
    place_code: str
    place_text: str
    level: str
    first: date
    last: date
    kind: MeasureKind
    nature: str
    barrier: str = ""
    imposed_by: str = "government"
    legal_basis: str = ""
    deciding_organ: str = ""
    scope: str = ""
    reason: str = ""
    public_notice_id: str = ""
    filed_with: str = ""


def keep_register(land: Land, troubles: list[Trouble], window: Window, rng: np.random.Generator) -> list[Entry]:
    """All entries; troubles that are registered get their entry's number as ``measure``."""
    today = (window.until - timedelta(minutes=1)).astimezone(LOCAL).date()
    entries: list[Entry] = []
    for trouble in troubles:
        if trouble.measure:
            entry = _closure(f"M{today:%Y}-{len(entries) + 1:03d}", trouble, today)
            trouble.measure = entry.number
            entries.append(entry)
    towns = [community for community in land.communities if community.kind == "community"]
    places = [towns[index] for index in rng.permutation(len(towns))] + land.villages
    for place, (level, start, length, nature) in zip(places, _LISTINGS, strict=False):
        entries.append(_listing(f"M{today:%Y}-{len(entries) + 1:03d}", place, level, today, start, length, nature))
    return entries


#: Level, days before the end at which it began, how many days it is to last, and what it is.
_LISTINGS = (
    (RiskLevel.HIGH, 12, 7, "lawful"),
    (RiskLevel.MEDIUM, 9, 12, "lawful"),
    (RiskLevel.HIGH, 21, 24, "past_ceiling"),
    (RiskLevel.MEDIUM, 19, 17, "past_ceiling"),
    (RiskLevel.LOW, 6, 20, "past_ceiling"),
    (RiskLevel.MEDIUM, 8, 10, "layered"),
    (RiskLevel.LOW, 5, 9, "layered"),
)


def _closure(number: str, trouble: Trouble, today: date) -> Entry:
    """A county decision with everything the law asks; one of them is over, though its fence still stands."""
    first = trouble.since.astimezone(LOCAL).date()
    over = trouble.measure == "overstayed"
    return Entry(
        number=number,
        place_code=trouble.site.place_code,
        place_text=trouble.site.label,
        level=RiskLevel.HIGH.value,
        first=first,
        last=today - timedelta(days=3) if over else min(first + timedelta(days=13), today + timedelta(days=3)),
        kind=MeasureKind.CLOSE_PLACE,
        nature=trouble.measure,
        barrier=trouble.barrier.value,
        legal_basis=_LAW,
        deciding_organ=_COUNTY_GOVERNMENT,
        scope=trouble.site.label + "一处出入口，另设绕行通道",
        reason="该处发现聚集性疫情，经县卫生健康委员会评估",
        public_notice_id=f"溱政公告〔{today:%Y}〕{int(number[-3:]) + 20}号",
        filed_with="颍原市人民政府",
    )


def _listing(
    number: str, place: Community, level: RiskLevel, today: date, start: int, length: int, nature: str
) -> Entry:
    """A risk listing; ``layered`` ones were added by a township on its own account, beyond what the county decided."""
    first = today - timedelta(days=start)
    layered = nature == "layered"
    return Entry(
        number=number,
        place_code=place.code,
        place_text=place.name,
        level=level.value,
        first=first,
        last=first + timedelta(days=length - 1),
        kind=MeasureKind.QUARANTINE_AREA if layered else MeasureKind.LISTING,
        nature=nature,
        imposed_by="committee" if layered and level is RiskLevel.LOW else "government",
        legal_basis="" if layered else _LAW,
        deciding_organ=place.name + "疫情防控指挥部" if layered else COUNTY[1] + "疫情防控指挥部",
        scope="全域静默，足不出户" if layered else place.name,
        reason="从严从紧，防止输入" if layered else "出现本土感染者",
        public_notice_id="" if layered else f"溱疫指〔{today:%Y}〕{int(number[-3:]) + 40}号",
    )
