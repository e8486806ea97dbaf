"""What a case page shows beside its moves: clocks, acts on work orders, duplicates, departments, evidence, ratings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clearway.core.barriers import ImposedBy
from clearway.core.cases import OPEN_STATES, Case, CaseState, ClaimType, TaskKind
from clearway.core.casework import PauseReason, Stance
from clearway.core.people import DEPARTMENTS, NO_OFFICE, Actor, Role
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.loop.propose_merges import proposals_for
from clearway.loop.work_case import conflicts_on
from clearway.record import reading
from clearway.record.models import CaseRow, RatingRow, ReportRow, TaskRow
from clearway.record.reading import casework
from clearway.record.reading.rebuild import task_of
from clearway.record.reading.reporters import first_replies
from clearway.respond.cases import conflicts, parts
from clearway.respond.cases.clocks import HANDLE, Standing, case_due, standing
from clearway.respond.cases.dispatching import Dispatch, propose_office
from clearway.respond.cases.merging import MERGERS
from clearway.respond.cases.parts import Part
from clearway.respond.cases.proposing import Proposal
from clearway.respond.cases.tasks import HOLDERS
from clearway.respond.cases.workdays import office_calendar, work_days_between
from clearway.respond.joining import SORTERS
from clearway.web.task_acts import TaskActs, open_to


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskShown:
    """A work order with its instruction, where its clock stands, and what the reader may do with it."""

    row: TaskRow
    stands: Standing
    acts: TaskActs | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalShown:
    """A case this one may be part of."""

    proposal: Proposal
    title: Bilingual


def work_shown(case: Case, actor: Actor, desk: Desk) -> dict[str, Any]:
    """Context of the parts of a case page about work on it."""
    row = CaseRow.objects.get(number=case.number)
    return {
        "tasks": _tasks(case, actor, desk),
        "case_due": due_of(row, desk),
        "case_days": days_of(row, desk),
        "proposals": _proposals(case) if case.state is CaseState.ACCEPTED and actor.role in MERGERS else [],
        "may_merge": case.state is CaseState.ACCEPTED and actor.role in MERGERS,
        "merged": casework.merged_into(case.number),
        "may_unmerge": actor.role in MERGERS,
        "departments": _departments(case, desk),
        "conflicts": conflicts_on(case, desk),
        "may_settle": _may_settle(case, desk),
        "may_position": not isinstance(_position(case, desk), Refusal),
        "settlement": casework.settlement(case.number),
        "evidence": casework.evidence(case.number),
        "answers": _answers(case, desk),
        "ratings": RatingRow.objects.filter(case=case.number).order_by("-at"),
        "dispatch": _dispatch(case),
        "handlers": [role for role in Role if role in HOLDERS[TaskKind.RECTIFY]],
        "pauses": list(PauseReason),
        "stances": list(Stance),
    }


def due_of(row: CaseRow, desk: Desk) -> datetime:
    """When the case is to be closed: by the kind of claim that began it, on the work-day calendar."""
    calendar = office_calendar(reading.calendar())
    return case_due(_claim(row), row.opened_at.astimezone(desk.zone), desk.rulebook, calendar)


def days_of(row: CaseRow, desk: Desk) -> tuple[int, int]:
    """Work days the case has taken so far (or took), and those it may take."""
    opened = row.opened_at.astimezone(desk.zone)
    taken = work_days_between(opened, row.closed_at or desk.at, office_calendar(reading.calendar()))
    return taken, int(desk.rulebook.value(HANDLE, opened.date())[_claim(row).value])


def _claim(row: CaseRow) -> ClaimType:
    told = ReportRow.objects.filter(number=row.report).first() if row.report else None
    return ClaimType(told.claim_type) if told else ClaimType.COMPLAINT


def _answers(case: Case, desk: Desk) -> dict[str, Any]:
    """Whether this person may answer and sort those who told, and how many of them nobody has answered."""
    numbers = casework.reports_of(case.number)
    answered = first_replies(numbers)
    return {
        "may": bool(numbers) and desk.by.role not in NO_OFFICE,
        "waiting": sum(number not in answered for number in numbers),
        "may_take_out": desk.by.role in SORTERS and case.state in OPEN_STATES,
    }


def _tasks(case: Case, actor: Actor, desk: Desk) -> list[TaskShown]:
    acts = {one.task.number: one for one in open_to(case, actor, desk)}
    rows = TaskRow.objects.filter(case_id=case.number).order_by("opened_at", "number")
    return [
        TaskShown(row=row, stands=standing(task_of(row), desk.local, desk.rulebook), acts=acts.get(row.number))
        for row in rows
    ]


def _proposals(case: Case) -> list[ProposalShown]:
    found = proposals_for(case.number)
    titles = {
        number: Bilingual(zh, en)
        for number, zh, en in CaseRow.objects.filter(number__in=[one.number for one in found]).values_list(
            "number", "title_zh", "title_en"
        )
    }
    return [ProposalShown(proposal=one, title=titles[one.number]) for one in found]


def _dispatch(case: Case) -> Dispatch:
    """The office proposed for clearing what the check found."""
    found = reading.measure(case.closure) if case.closure else None
    barrier, who = (found.barrier, found.imposed_by) if found else (None, ImposedBy.UNKNOWN)
    return propose_office(barrier, who, case.place_code)


def _departments(case: Case, desk: Desk) -> list[Role]:
    """The departments this person may ask for a part; none where they may not."""
    sample = Bilingual("?", "?")
    asked = parts.ask_part(
        case,
        Part(task="?", role=Role.POLICE, region=case.place_code[:6].ljust(12, "0"), text=sample),
        by=desk.by,
        at=desk.local,
        rulebook=desk.rulebook,
    )
    return [] if isinstance(asked, Refusal) else [*DEPARTMENTS, Role.TOWNSHIP, Role.COMMUNITY]


def _position(case: Case, desk: Desk) -> object:
    sample = Bilingual("?", "?")
    return conflicts.take_position(case, Stance.KEEP_OPEN, sample, by=desk.by, at=desk.local, rulebook=desk.rulebook)


def _may_settle(case: Case, desk: Desk) -> bool:
    found = conflicts_on(case, desk)
    settled = conflicts.settle_conflict(
        case, found, Stance.KEEP_OPEN, "?", by=desk.by, at=desk.local, rulebook=desk.rulebook
    )
    return not isinstance(settled, Refusal)
