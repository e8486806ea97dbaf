"""The twelve readings as a page shows where they come from: the way in, how many places have one, the newest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.grades import IndicatorReading, LeastMeasure
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.warn.grading.settings import GradingRules, Indicator

_CASES = Bilingual("感染报告（cases）", "reports of infections (cases)")
_AGES = Bilingual("地点的老年人口（places）", "people over 60 of the place (places)")
#: Which table each reading is reckoned from; any of them may also be sent as measured.
WAYS = {
    1: _CASES,
    2: _CASES,
    3: Bilingual("感染报告中的社会面发现（cases）", "infections found outside isolation (cases)"),
    4: Bilingual(
        "感染报告中的检测数（cases），或直接上报污水监测", "tests told with infections (cases), or sent: wastewater"
    ),
    5: Bilingual("流入人数 × 来源地感染率（mobility）", "travellers × share infected where they come from (mobility)"),
    6: Bilingual("楼栋、单元的楼梯电梯与人数（stairs）", "stairs and lifts of buildings and who uses them (stairs)"),
    7: Bilingual("感染报告中的密接管控（cases）", "contacts reached, told with infections (cases)"),
    8: _AGES,
    9: _AGES,
    10: Bilingual("感染报告与医院床位（cases、facilities）", "infections and beds of hospitals (cases, facilities)"),
    11: Bilingual("设施（facilities）", "facilities"),
    12: Bilingual("就医、购药、生活类投诉（complaints）", "complaints about care, medicine, food, school (complaints)"),
}
UNITS = {
    "household": (LeastMeasure.HOUSEHOLD, Bilingual("户", "household")),
    "floor": (LeastMeasure.FLOOR, Bilingual("楼层", "floor")),
    "unit": (LeastMeasure.UNIT, Bilingual("单元", "unit")),
    "building": (LeastMeasure.BUILDING, Bilingual("楼栋", "building")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShown:
    """One indicator: how it comes in, places with a reading in the last run, the newest one and whether it ages."""

    indicator: Indicator
    way: Bilingual
    places: int
    newest: datetime | None
    state: tuple[Bilingual, str]


def sources_shown(
    rules: GradingRules, readings: Mapping[int, Sequence[IndicatorReading]], desk: Desk
) -> list[SourceShown]:
    """The twelve, in their order."""
    shown = []
    for one in rules.indicators:
        own = readings.get(one.id, ())
        newest = max((told.as_of for told in own), default=None)
        state = _state(one, newest, desk)
        shown.append(SourceShown(indicator=one, way=WAYS[one.id], places=len(own), newest=newest, state=state))
    return shown


def _state(one: Indicator, newest: datetime | None, desk: Desk) -> tuple[Bilingual, str]:
    if newest is None:
        return Bilingual("没有：按未知处理", "none: taken as unknown"), "stop"
    age = (desk.at - newest) / timedelta(days=1)
    if age >= one.lost_days:
        return Bilingual("过时：按未知处理", "too old: taken as unknown"), "stop"
    if age > one.fresh_days:
        return Bilingual("较旧：区间已放宽", "ageing: widened"), "warn"
    return Bilingual("新", "fresh"), "calm"
