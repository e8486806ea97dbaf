"""What a person found on the spot decides whether there is a case at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import Case, CheckOutcome, TaskKind
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import ClosureFound, Event, WarningChecked
from clearway.core.people import Actor
from clearway.core.places import Point
from clearway.core.refusals import Missing, Refusal
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.cases.unfinished import withdrawn_with
from clearway.respond.deadlines import VERIFY
from clearway.respond.finishing import finished
from clearway.respond.moves import CLEAR_OF_SUSPICION, FILE, moved, refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where and since when, as the warning or report has it."""

    point: Point
    since: datetime
    road_links: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found. ``barrier`` is needed where something stands that should not; ``exceeds`` (the number of the
    measure) where it goes beyond an approval or past its term."""

    outcome: CheckOutcome
    note: str
    barrier: Barrier | None = None
    imposed_by: ImposedBy = ImposedBy.UNKNOWN
    exceeds: str | None = None


def record_check(
    case: Case, site: Site, finding: Finding, closure: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """File the case with the closure found (``closure`` is its new number), or close it with the reason.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (a note; the barrier; what is exceeded).
    """
    move = FILE if finding.outcome.confirms else CLEAR_OF_SUSPICION
    refused = refusal(case, move, by) or _incomplete(finding)
    if refused is not None:
        return refused
    events: list[Event] = list(finished(case, TaskKind.VERIFY, finding.note, outcome=finding.outcome))
    if case.warning is not None:
        events.append(
            WarningChecked(subject=case.warning, case=case.number, outcome=finding.outcome, note=finding.note)
        )
    if not finding.outcome.confirms:
        events += withdrawn_with(case, finding.note, TaskKind.VERIFY)
    else:
        events.append(_closure(case, site, finding, closure))
    events.append(moved(case, move, finding.note))
    return Decision(tuple(events), (_reason(finding.outcome, rulebook),))


def _incomplete(finding: Finding) -> Refusal | None:
    if not finding.note.strip():
        return Missing(zh="现场核查说明", en="a note of what was seen on the spot")
    if finding.outcome.confirms and finding.barrier is None:
        return Missing(zh="设障种类", en="the kind of barrier")
    if finding.outcome in (CheckOutcome.BEYOND_APPROVAL, CheckOutcome.PAST_TERM) and not finding.exceeds:
        return Missing(zh="所超出的措施编号", en="the number of the measure it goes beyond")
    return None


def _closure(case: Case, site: Site, finding: Finding, number: str) -> ClosureFound:
    assert finding.barrier is not None
    return ClosureFound(
        subject=number,
        case=case.number,
        place_code=case.place_code,
        point=site.point,
        since=site.since,
        barrier=finding.barrier,
        imposed_by=finding.imposed_by,
        road_links=site.road_links,
        exceeds=finding.exceeds,
    )


def _reason(outcome: CheckOutcome, rulebook: Rulebook) -> Reason:
    if outcome.confirms:
        return Reason(Bilingual("现场核查属实", "confirmed on the spot"), VERIFY)
    return Reason(Bilingual("现场核查不实或属合法", "not confirmed on the spot, or lawful"), VERIFY)
