"""Audits of the grades as pages show them: groups in words, verdicts, and alarms where too much is raised by hand."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import AuditVerdict
from clearway.evaluate.audit.overrides import MonthOfOverrides
from clearway.loop.audit_grades import sounding
from clearway.loop.desk import Desk
from clearway.record import reading
from clearway.warn.grading.overriding import MAY
from clearway.web.names import name_of

VERDICTS = {
    AuditVerdict.PASS: (Bilingual("通过", "pass"), "calm"),
    AuditVerdict.FAIL: (Bilingual("不通过", "fail"), "stop"),
    AuditVerdict.NOT_ENOUGH_DATA: (Bilingual("数据不足", "not enough data"), "plain"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmShown:
    """A month of a county in which too many grades were raised by hand."""

    county: Bilingual
    month: MonthOfOverrides


def alarms_shown(desk: Desk) -> list[AlarmShown]:
    """What sounds now, for those who may raise grades; nobody else is shown it on the board."""
    return as_alarms(sounding(desk)) if desk.by.role in MAY else []


def as_alarms(months: list[MonthOfOverrides]) -> list[AlarmShown]:
    """Months with the names of their counties."""
    return [AlarmShown(county=reading.place_name(one.county), month=one) for one in months]


def group_named(group: str) -> Bilingual:
    """A group in words: kind of place, and whether a quarter and more are over sixty."""
    kind, _, age = group.rpartition("_")
    if not kind:
        return Bilingual("资料不全的地点", "places of which too little is known")
    word = name_of("place", kind)
    aged = age == "aged"
    return Bilingual(
        f"{word.zh}，60岁以上{'占四分之一以上' if aged else '不到四分之一'}",
        f"{word.en}, {'a quarter or more' if aged else 'fewer than a quarter'} over 60",
    )
