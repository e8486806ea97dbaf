"""A person's word against the score: easy, reasoned, short, and counted.

Two named persons raise a grade, one lowers it, for a few days at most. A raise that one person asked for waits for the
second; the same person signing twice is one person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.grade_events import GradeOverridden, OverrideAsked, OverrideReason
from clearway.core.grades import Grade
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed, Refusal
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual

RULE = "risk.grade_override"
#: Who may set another grade.
MAY = (Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE)


class OverrideTooLong(Refusal):
    """An override runs longer than the rule lets it."""

    code = "override_too_long"
    template = Bilingual(
        "改级最长 {hours} 小时，现为 {asked} 小时", "an override runs {hours} h at most, asked {asked} h"
    )
    try_again = True


class NothingToOverride(Refusal):
    """The grade already is what is asked for."""

    code = "nothing_to_override"
    template = Bilingual("该处已是{zh}", "it is {en} already")


class GateHolds(Refusal):
    """No signature makes a place high in which no infection was confirmed: the gates outrank people too."""

    code = "gate_holds"
    template = Bilingual(
        "该处近 {days} 天没有已确认的感染，不得改为高风险",
        "no infection was confirmed there in {days} days: it cannot be made high",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks: grade, reason, and until when. ``infected``: an infection is confirmed inside."""

    place_code: str
    now: Grade
    to: Grade
    reason: OverrideReason
    note: str
    until: datetime
    infected: bool


def override(
    asked: Asked, waiting: tuple[OverrideAsked, str] | None, rulebook: Rulebook, *, by: Actor, at: datetime
) -> Outcome:
    """Set another grade, or ask for it where a second signature is needed.

    Args:
        asked: what is asked for.
        waiting: the same raise as another person asked for it, and that person's name (None: nobody did).
        rulebook: the rules in force.
        by: who asks.
        at: when.
    """
    limits = rulebook.value(RULE, at.date())
    refusal = _refused(asked, limits, rulebook, by, at)
    if refusal is not None:
        return refusal
    raises = asked.to.rank > asked.now.rank
    signed: tuple[str, ...] = (by.name,)
    if waiting is not None and waiting[0].to is asked.to and waiting[1] != by.name:
        signed = (waiting[1], by.name)
    if len(signed) < int(limits["up" if raises else "down"]):
        event = OverrideAsked(
            subject=asked.place_code, to=asked.to, reason=asked.reason, note=asked.note.strip(), until=asked.until
        )
        return Decision((event,), (Reason(_WAITS, RULE),))
    done = GradeOverridden(
        subject=asked.place_code, was=asked.now, to=asked.to, reason=asked.reason, note=asked.note.strip(),
        until=asked.until, signed=signed,
    )  # fmt: skip
    return Decision((done,), (Reason(_DONE, RULE),))


_WAITS = Bilingual("上调须再有一人署名，此前不生效", "a raise needs a second signature and has no effect before it")
_DONE = Bilingual("由具名人员改级，到期自动恢复", "set by named persons; ends by itself")


def _refused(asked: Asked, limits: dict[str, float], rulebook: Rulebook, by: Actor, at: datetime) -> Refusal | None:
    if by.role not in MAY or not by.reaches(asked.place_code):
        return NotAllowed(role=by.role.value, act="override_grade", place=asked.place_code)
    if not asked.note.strip():
        return Missing(zh="改级理由", en="the reason for the override")
    if asked.to is asked.now or Grade.NONE in (asked.to, asked.now):
        return NothingToOverride(zh=asked.now.value, en=asked.now.value)
    hours = (asked.until - at) / timedelta(hours=1)
    if not 0 < hours <= float(limits["hours"]):
        return OverrideTooLong(rule=RULE, hours=limits["hours"], asked=round(hours, 1))
    if asked.to is Grade.HIGH and not asked.infected:
        days = rulebook.value("risk.grade_gates", at.date())["infection_days"]
        return GateHolds(rule="risk.grade_gates", days=days)
    return None
