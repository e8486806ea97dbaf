"""An inspector's visit as it comes from the phone, also hours later: checklist, photos, position, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from clearway.core.cases import Case, Task, TaskKind
from clearway.core.casework import Seen
from clearway.core.decisions import Decision
from clearway.core.people import Role
from clearway.core.places import Point, distance_m
from clearway.core.refusals import Missing, WrongState
from clearway.core.words import Bilingual
from clearway.loop import handle_case
from clearway.loop.desk import Desk, write
from clearway.loop.keep_photo import attach, photos_named
from clearway.record import reading
from clearway.record.answers import Asked, given, remember
from clearway.record.door import session
from clearway.record.reading import casework
from clearway.respond.cases.answering import bring_back
from clearway.respond.checking import Finding

_DONE = 201
#: A visit sent later than this after it was made is no visit any more.
LATEST = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What an inspector sends. ``finding`` is for a check, ``seen`` for every visit; ``made_at`` when it was made."""

    task: str
    seen: Seen
    note: str
    point: Point | None = None
    finding: Finding | None = None
    made_at: datetime | None = None


def tasks_to_visit(desk: Desk) -> tuple[Task, ...]:
    """Checks and rechecks that lie with this office, the most urgent first."""
    kinds = (TaskKind.VERIFY, TaskKind.RECHECK)
    own = reading.open_tasks(role=desk.by.role, within=desk.by.region)
    return tuple(sorted((one for one in own if one.kind in kinds), key=lambda one: (one.due(desk.at), one.number)))


def send_visit(visit: Visit, home: Path, desk: Desk, asked: Asked | None = None) -> dict[str, Any]:
    """Keep what was seen and make the move it calls for; with ``asked``, once however often it is sent.

    Returns:
        ``{"number": case, "follow": address}``.

    Raises:
        Refusal: no such work order, not this office's, done already, something not stated, a photo nobody kept.
    """
    with session():
        before = given(asked) if asked else None
        if before is not None:
            return before[1]
        document = _take(visit, home, desk)
        if asked is not None:
            remember([(asked, (_DONE, document))], desk.at)
    return document


def _take(visit: Visit, home: Path, desk: Desk) -> dict[str, Any]:
    task = casework.task(visit.task)
    case = reading.case(task.case, lock=True)
    if task.finished_at is not None:
        raise WrongState(subject=task.number, state="finished", act="bring_back")
    note = _dated(visit, desk)
    seen = replace(visit.seen, away_m=_away(case, visit.point))
    write(bring_back(case, seen, note, visit.point, task.number, by=desk.by, at=desk.local), desk)
    digests = (*visit.seen.photos_before, *visit.seen.photos_after)
    write(Decision(attach(case.number, photos_named(digests, home), case.place_code)), desk)
    _move(task, case, visit, note, desk)
    return {"number": case.number, "follow": f"/cases/{case.number}"}


def _move(task: Task, case: Case, visit: Visit, note: str, desk: Desk) -> None:
    if task.kind is TaskKind.VERIFY:
        if visit.finding is None:
            raise Missing(zh="核查结论", en="what was found")
        handle_case.record_finding(case.number, replace(visit.finding, note=note), desk)
    elif task.kind is TaskKind.RECHECK:
        act = handle_case.verify if visit.seen.passable and visit.seen.barrier_gone else handle_case.reopen
        act(case.number, note, desk)


def _dated(visit: Visit, desk: Desk) -> str:
    """The note with when the visit was made, where that was not now: sent later, for want of a signal."""
    made = visit.made_at
    if made is None or not timedelta(minutes=10) < desk.at - made <= LATEST:
        return visit.note
    local = made.astimezone(desk.zone)
    return f"{visit.note}（{local:%m-%d %H:%M}）"


def _away(case: Case, point: Point | None) -> float | None:
    """Metres between where the visit was made and where the case lies; None where either is not known."""
    if point is None:
        return None
    warning = reading.warning(case.warning) if case.warning else None
    try:
        return distance_m(point, warning.raised.point if warning else reading.where(case.number))
    except Missing:
        return None


def sides(evidence: Sequence[Any]) -> Bilingual | None:
    """What residents and counters say of a way, in one sentence for the inspector; None: nobody said anything."""
    said = [one for one in evidence if one.kind == "resident"]
    opened, blocked = sum(bool(one.open_again) for one in said), sum(one.open_again is False for one in said)
    counted = any(one.kind == "sensor" for one in evidence)
    if not said and not counted:
        return None
    zh = [f"居民：{opened} 人说已通，{blocked} 人说仍堵"] if said else []
    en = [f"residents: {opened} say open, {blocked} say blocked"] if said else []
    if counted:
        zh.append("计数设备：已恢复通行")
        en.append("counters: people pass again")
    return Bilingual("；".join(zh), "; ".join(en))


VISITORS = frozenset({Role.TOWNSHIP, Role.INSPECTOR})
