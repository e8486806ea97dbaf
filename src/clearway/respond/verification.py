"""A warning becomes a check: somebody goes and looks, within the hours of the rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.cases import TaskKind
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import CaseOpened, ReportJoined, TaskOpened, WarningRaised
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed
from clearway.core.reports import Report
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.asking import LOOK, Ask, asked_by
from clearway.respond.deadlines import due

#: Who may open a check; the machine may, and may do nothing after it.
OPENERS = frozenset({Role.MACHINE, Role.COMMUNITY, Role.TOWNSHIP, Role.HOTLINE, Role.INSPECTOR, Role.COUNTY_HEALTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Numbers drawn beforehand: of the case and of its first work order."""

    case: str
    task: str


def open_check(warning: WarningRaised, numbers: Numbers, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """A case with a work order to look on the spot; ``at`` in the county's zone.

    Returns:
        The decision, or ``NotAllowed``.
    """
    ask = asked_by(warning.triggers)
    zh, en = warning.place_name.zh, warning.place_name.en
    title = Bilingual(ask.title.zh.replace("{place}", zh), ask.title.en.replace("{place}", en))
    opened = CaseOpened(subject=numbers.case, title=title, place_code=warning.place_code, warning=warning.subject)
    return _check(opened, ask, numbers, by=by, at=at, rulebook=rulebook)


def open_check_for_report(
    report: Report, place_name: Bilingual, numbers: Numbers, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """A case begun by a person who read the report, not by statistics.

    Returns:
        The decision, or ``NotAllowed`` (also where the report names no place yet: nobody's region holds it).
    """
    if report.place_code is None:
        return NotAllowed(role=by.role.value, place="?", act="open_check")
    title = Bilingual(f"{place_name.zh}：居民反映通道受阻", f"Residents report a blocked way at {place_name.en}")
    opened = CaseOpened(subject=numbers.case, title=title, place_code=report.place_code, report=report.number)
    outcome = _check(opened, LOOK, numbers, by=by, at=at, rulebook=rulebook)
    if isinstance(outcome, Decision):
        joined = ReportJoined(subject=report.number, case=numbers.case)
        return Decision((*outcome.events, joined), outcome.reasons)
    return outcome


def checkers_of(place_code: str) -> tuple[Role, str]:
    """Which office goes and looks: the township of the place; above townships, the inspectors of the county."""
    return LOOK.office(place_code)


def _check(opened: CaseOpened, ask: Ask, numbers: Numbers, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    if by.role not in OPENERS or not by.reaches(opened.place_code):
        return NotAllowed(role=by.role.value, place=opened.place_code, act="open_check")
    role, region = ask.office(opened.place_code)
    task = TaskOpened(
        subject=numbers.task,
        case=numbers.case,
        task=TaskKind.VERIFY,
        role=role,
        region=region,
        due_at=due(ask.rule, at, rulebook),
        instruction=ask.instruction,
        rule=ask.rule,
    )
    return Decision((opened, task), (Reason(rulebook.rule(ask.rule).title, ask.rule),))
