"""What a form on a case page does to work orders, departments, merges and contrary orders: one function an act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from clearway.core.cases import Case, Task, TaskKind
from clearway.core.casework import PauseReason, Stance
from clearway.core.people import Actor, Role
from clearway.core.places import Level, is_place_code, region_at
from clearway.core.refusals import BadUsage, Missing, Refusal
from clearway.loop import work_case
from clearway.loop.answer_reports import answer, answer_everybody
from clearway.loop.desk import Desk
from clearway.loop.handle_case import take_out
from clearway.respond.cases import tasks
from clearway.respond.cases.clocks import level_of
from clearway.respond.cases.parts import finish_part

_SAMPLE = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskActs:
    """One open work order, and what this person may do with it."""

    task: Task
    acts: tuple[str, ...]
    offices: tuple[Role, ...]


def act_on_task(act: str, number: str, form: QueryDict, desk: Desk, place_code: str) -> None:
    """Do what the form asks with a work order.

    Raises:
        BadUsage: no such act, or a field that cannot be.
        Refusal: as the act.
    """
    if act not in _ON_TASK:
        raise BadUsage(zh="没有这一步", en="no such act")
    _ON_TASK[act](number, form, desk, place_code)


def act_on_case(act: str, number: str, form: QueryDict, desk: Desk, place_code: str) -> None:
    """Do what the form asks with a case.

    Raises:
        BadUsage: no such act, or a field that cannot be.
        Refusal: as the act.
    """
    if act not in _ON_CASE:
        raise BadUsage(zh="没有这一步", en="no such act")
    _ON_CASE[act](number, form, desk, place_code)


def open_to(case: Case, actor: Actor, desk: Desk) -> tuple[TaskActs, ...]:
    """Every open work order with the acts that would not be refused for who acts, or for how it stands."""
    return tuple(_acts_of(case, task, desk) for task in case.open_tasks)


def _acts_of(case: Case, task: Task, desk: Desk) -> TaskActs:
    who: dict[str, Any] = {"by": desk.by, "at": desk.local, "rulebook": desk.rulebook}
    offices = tuple(
        role
        for role in Role
        if role in tasks.HOLDERS[task.kind]
        and _may(tasks.reassign_task(case, task, role, office_region(role, case.place_code), _SAMPLE, **who))
    )
    tried: Mapping[str, object] = {
        "finish": finish_part(case, task, _SAMPLE, **who),
        "return": tasks.return_task(case, task, _SAMPLE, **who) if task.kind is not TaskKind.RECTIFY else None,
        "extend": tasks.extend_task(case, task, 1, _SAMPLE, **who),
        "pause": tasks.pause_task(case, task, PauseReason.WEATHER, _SAMPLE, **who),
        "resume": tasks.resume_task(case, task, **who),
        "escalate": tasks.escalate_task(case, task, _SAMPLE, **who),
    }
    names = [name for name, outcome in tried.items() if outcome is not None and _may(outcome)]
    return TaskActs(task=task, acts=(*names, *(("reassign",) if offices else ())), offices=offices)


def _may(outcome: object) -> bool:
    return not isinstance(outcome, Refusal)


def office_region(role: Role, place_code: str) -> str:
    """The region of the office of that role which a place lies in."""
    level = level_of(role)
    return region_at(place_code, level if level in (Level.COMMUNITY, Level.TOWNSHIP) else Level.COUNTY)


def _role(form: QueryDict) -> Role:
    given = form.get("role", "")
    if given not in set(Role):
        raise Missing(zh="承办单位", en="the office")
    return Role(given)


def _hours(form: QueryDict) -> float | None:
    written = form.get("hours", "").strip()
    if not written:
        return None
    if not (written.isascii() and written.replace(".", "", 1).isdigit() and len(written) < 8):
        raise Missing(zh="小时数", en="a number of hours")
    return float(written)


def _reassign(number: str, form: QueryDict, desk: Desk, place_code: str) -> None:
    role = _role(form)
    work_case.reassign_task(number, role, office_region(role, place_code), form.get("note", ""), desk)


def _extend(number: str, form: QueryDict, desk: Desk, place_code: str) -> None:
    work_case.extend_task(number, _hours(form) or 0.0, form.get("note", ""), desk)


def _pause(number: str, form: QueryDict, desk: Desk, place_code: str) -> None:
    why = form.get("why", "")
    if why not in set(PauseReason):
        raise Missing(zh="挂起的理由", en="why the clock stands still")
    work_case.pause_task(number, PauseReason(why), form.get("note", ""), desk)


def _part(number: str, form: QueryDict, desk: Desk, place_code: str) -> None:
    role = _role(form)
    region = office_region(role, place_code)
    work_case.ask_part(number, role, region, form.get("note", ""), _hours(form), desk)


def _stance(form: QueryDict) -> Stance:
    given = form.get("stance", "")
    if given not in set(Stance):
        raise Missing(zh="要求封闭还是畅通", en="close it, or keep it open")
    return Stance(given)


def _other(form: QueryDict) -> str:
    number = form.get("into", "").strip()[:40]
    if not number or is_place_code(number):
        raise Missing(zh="并入哪件案件", en="the case it is part of")
    return number


_Act = Callable[[str, QueryDict, Desk, str], object]
_ON_TASK: Mapping[str, _Act] = {
    "return": lambda number, form, desk, place: work_case.return_task(number, form.get("note", ""), desk),
    "reassign": _reassign,
    "extend": _extend,
    "pause": _pause,
    "resume": lambda number, form, desk, place: work_case.resume_task(number, desk),
    "escalate": lambda number, form, desk, place: work_case.escalate_task(number, form.get("note", ""), desk),
    "finish": lambda number, form, desk, place: work_case.finish_part(number, form.get("note", ""), desk),
}
_ON_CASE: Mapping[str, _Act] = {
    "merge": lambda number, form, desk, place: work_case.merge(number, _other(form), form.get("note", ""), desk),
    "unmerge": lambda number, form, desk, place: work_case.unmerge(number, form.get("note", ""), desk),
    "part": _part,
    "position": lambda number, form, desk, place: work_case.take_position(
        number, _stance(form), form.get("note", ""), desk
    ),
    "settle": lambda number, form, desk, place: work_case.settle_conflict(
        number, _stance(form), form.get("note", ""), desk
    ),
    "answer": lambda number, form, desk, place: answer(form.get("report", ""), form.get("note", ""), desk),
    "answer-all": lambda number, form, desk, place: answer_everybody(number, form.get("note", ""), desk),
    "take-out": lambda number, form, desk, place: take_out(form.get("report", ""), form.get("note", ""), desk),
}
