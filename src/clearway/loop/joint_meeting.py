"""The pack of the weekly joint meeting: what came and went, what is late and with whom, what is contrary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.cases import Task, TaskKind
from clearway.core.words import Bilingual, Language
from clearway.loop.desk import Desk
from clearway.loop.late_now import LateNow, late_now
from clearway.loop.work_case import conflicts_within
from clearway.publish.documents.paper import Field, Paper, Row, local
from clearway.record import reading
from clearway.record.models import CaseRow, ReportRow
from clearway.record.reading import casework
from clearway.respond.cases.clocks import Standing
from clearway.respond.cases.conflicts import Conflict

EVERY = "duty.joint_meeting_days"
_MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything the meeting needs, of ``region`` since ``since``; ``parts`` are open work orders of departments."""

    region: str
    since: datetime
    at: datetime
    reports: int
    opened: int
    closed: int
    open_now: int
    late: LateNow
    conflicts: tuple[tuple[str, Conflict], ...]
    parts: tuple[Task, ...]


def meeting_pack(region: str, desk: Desk) -> Pack:
    """The pack of ``region`` for the days up to the desk's moment, as many as the rule puts between two meetings."""
    days = int(desk.rulebook.value(EVERY, desk.local.date()))
    since, prefix = desk.at - timedelta(days=days), reading.code_prefix(region)
    cases = CaseRow.objects.filter(place_code__startswith=prefix, merged_into=None)
    tasks = casework.tasks_within(region)
    return Pack(
        region=region,
        since=since,
        at=desk.at,
        reports=ReportRow.objects.filter(place_code__startswith=prefix, at__gte=since, at__lte=desk.at).count(),
        opened=cases.filter(opened_at__gte=since, opened_at__lte=desk.at).count(),
        closed=cases.filter(closed_at__gte=since, closed_at__lte=desk.at).count(),
        open_now=cases.filter(closed_at=None).count(),
        late=late_now(region, desk),
        conflicts=conflicts_within(region, desk),
        parts=tuple(task for task in tasks if task.kind is TaskKind.PART and task.finished_at is None),
    )


def as_paper(
    pack: Pack, name: Bilingual, desk: Desk, site: str, language: Language, role_name: dict[str, str]
) -> Paper:
    """The pack as a document; ``role_name`` names offices in the document's language."""
    say = Bilingual.say
    since, at = (local(moment.astimezone(desk.zone), language) for moment in (pack.since, pack.at))
    fields = [
        Field(say(Bilingual("期间", "Period"), language), f"{since} – {at}"),
        Field(say(Bilingual("收到线索", "Reports"), language), str(pack.reports)),
        Field(say(Bilingual("新立、办结、在办", "Opened, closed, open"), language),
              f"{pack.opened} / {pack.closed} / {pack.open_now}"),
        Field(say(Bilingual("按时办结率", "Closed on time"), language), _percent(pack.late.rate.rate)),
        Field(say(Bilingual("24小时首次答复率", "First answer in time"), language), _percent(pack.late.answers.rate)),
    ]  # fmt: skip
    rows = [
        *(_conflict(number, one, language, role_name) for number, one in pack.conflicts[:_MOST]),
        *(_late(one, desk, language, role_name) for one in pack.late.tasks[:_MOST]),
        *(_part(task, desk, language, role_name) for task in pack.parts[:_MOST]),
    ]
    return Paper(
        kind="meeting",
        title=say(Bilingual("联席会议材料", "Joint-meeting pack"), language),
        number=f"{pack.region[:6]}-{pack.at.astimezone(desk.zone):%Y%m%d}",
        organ=name.say(language),
        fields=tuple(fields),
        paragraphs=(say(_ASKED, language),),
        rows=tuple(rows),
        signed=role_name.get(desk.by.role.value, desk.by.role.value),
        on=at,
        link=f"{site}/board/meeting/",
        language=language,
    )


_ASKED = Bilingual(
    "请会议逐件议定：冲突要求以哪一方为准，逾期件由谁何时办结，协办件是否到位。",
    "For the meeting to settle, one by one: which contrary order stands, who finishes what is late and when, and "
    "whether departments did their parts.",
)


def _percent(rate: float | None) -> str:
    return "—" if rate is None else f"{rate:.0%}"


def _conflict(number: str, one: Conflict, language: Language, role_name: dict[str, str]) -> Row:
    close, keep = (role_name.get(side[0], side[0]) for side in (one.close, one.keep_open))
    return Row(
        check=number,
        verdict=Bilingual("要求冲突", "contrary orders").say(language),
        why=Bilingual(f"{close}要求封闭；{keep}要求畅通", f"{close}: close; {keep}: keep open").say(language),
        basis="",
    )


def _late(one: Standing, desk: Desk, language: Language, role_name: dict[str, str]) -> Row:
    hours = -one.left.total_seconds() / 3600
    return Row(
        check=one.task.case,
        verdict=Bilingual("逾期", "overdue").say(language),
        why=Bilingual(f"逾期 {hours:.0f} 小时", f"{hours:.0f} hours late").say(language),
        basis=role_name.get(one.task.role.value, one.task.role.value),
    )


def _part(task: Task, desk: Desk, language: Language, role_name: dict[str, str]) -> Row:
    due = local(task.due(desk.at).astimezone(desk.zone), language)
    return Row(
        check=task.case,
        verdict=Bilingual("部门协办", "a department's part").say(language),
        why=Bilingual(f"时限 {due}", f"due {due}").say(language),
        basis=role_name.get(task.role.value, task.role.value),
    )
