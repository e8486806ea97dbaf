"""A warning becomes a check: somebody goes and looks, within the hours of the rulebook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.cases import TaskKind
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import CaseOpened, ReportJoined, TaskOpened, WarningRaised
from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at, region_level
from clearway.core.refusals import NotAllowed
from clearway.core.reports import Report
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.deadlines import VERIFY, due

#: Who may open a check; the machine may, and may do nothing after it.
OPENERS = frozenset({Role.MACHINE, Role.COMMUNITY, Role.TOWNSHIP, Role.HOTLINE, Role.INSPECTOR, Role.COUNTY_HEALTH})
_BELOW_COUNTY = frozenset({Level.COMMUNITY, Level.TOWNSHIP})


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
    title = Bilingual(f"{warning.place_name.zh}疑似通道受阻", f"A way may be blocked at {warning.place_name.en}")
    opened = CaseOpened(subject=numbers.case, title=title, place_code=warning.place_code, warning=warning.subject)
    return _check(opened, numbers, by=by, at=at, rulebook=rulebook)


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
    outcome = _check(opened, numbers, by=by, at=at, rulebook=rulebook)
    if isinstance(outcome, Decision):
        joined = ReportJoined(subject=report.number, case=numbers.case)
        return Decision((*outcome.events, joined), outcome.reasons)
    return outcome


def checkers_of(place_code: str) -> tuple[Role, str]:
    """Which office goes and looks: the township of the place; above townships, the inspectors of the county."""
    if region_level(place_code) in _BELOW_COUNTY:
        return Role.TOWNSHIP, region_at(place_code, Level.TOWNSHIP)
    return Role.INSPECTOR, region_at(place_code, Level.COUNTY)


def _check(opened: CaseOpened, numbers: Numbers, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    if by.role not in OPENERS or not by.reaches(opened.place_code):
        return NotAllowed(role=by.role.value, place=opened.place_code, act="open_check")
    role, region = checkers_of(opened.place_code)
    task = TaskOpened(
        subject=numbers.task,
        case=numbers.case,
        task=TaskKind.VERIFY,
        role=role,
        region=region,
        due_at=due(VERIFY, at, rulebook),
        instruction=Bilingual(
            "到现场核查：通道是否受阻、由谁设置、有无登记或批准，拍照并填写结果",
            "Go and look: is the way blocked, by whom, is it registered or approved; take a photo, record the outcome",
        ),
        rule=VERIFY,
    )
    return Decision((opened, task), (Reason(rulebook.rule(VERIFY).title, VERIFY),))
