"""Departments at work on the demo county's open cases: parts, hand-overs, contrary orders, pauses, a shift's end."""

from __future__ import annotations

from contextlib import suppress

from clearway.core.cases import Case, CaseState, Task, TaskKind
from clearway.core.casework import PauseReason, Stance
from clearway.core.people import Role
from clearway.core.places import Level, covers, region_at
from clearway.core.refusals import Refusal
from clearway.loop import handle_case, work_case
from clearway.loop.demo.seats import seat
from clearway.loop.desk import Desk
from clearway.loop.desk_work import end_shift
from clearway.record import reading
from clearway.record.models import ReportRow

#: Since the officers' last visit (see ``officers``) nobody else has acted on these cases.
_LAST_VISIT_HOURS = 12.0
_MOST_JOINED = 3


def work_together(stories: tuple[str, ...], focus: str, desk: Desk) -> None:
    """Give departments their parts of the cases the loop opened (the ``stories`` are left alone), those of the busy
    township first; an act that no longer fits a case is left out."""
    cases = [one for one in reading.open_cases() if one.number not in stories and one.state is CaseState.IN_HANDLING]
    busy = region_at(focus, Level.TOWNSHIP)
    cases.sort(key=lambda case: (not covers(busy, case.place_code), case.number))
    for case in cases:
        _join_the_hotlines(case, desk)
    for act, case in zip((_share, _supervise, _hand_over, _extend, _wait_for_rescue), cases, strict=False):
        with suppress(Refusal):
            act(case, desk)
    _end_shifts(focus, desk)


def _join_the_hotlines(case: Case, desk: Desk) -> None:
    """What people told the hotline about the place becomes part of the case (并单)."""
    rows = ReportRow.objects.filter(case=None, place_code__startswith=case.place_code, text_status="standing")
    hotline = seat(Role.HOTLINE, case.place_code, desk, hours=_LAST_VISIT_HOURS)
    for number in rows.filter(at__lt=hotline.at).order_by("-at").values_list("number", flat=True)[:_MOST_JOINED]:
        handle_case.join(number, case.number, hotline)


def _share(case: Case, desk: Desk) -> None:
    """Three departments have a part: one is done, one is late, one has time; health and transport want contrary
    things of the place."""
    county = region_at(case.place_code, Level.COUNTY)
    asked = (
        (Role.TRANSPORT, "派一台装载机清运路障，并恢复标线。", 10.0),
        (Role.POLICE, "查明设障人，维持清障现场秩序。", 5.0),
        (Role.CIVIL_AFFAIRS, "核实封堵期间老人和病人的照料情况。", 24.0),
    )
    numbers = [
        _part(case, role, county, text, limit, seat(Role.COUNTY_GOVERNMENT, case.place_code, desk, hours=11))
        for role, text, limit in asked
    ]
    done = seat(Role.TRANSPORT, case.place_code, desk, hours=3)
    work_case.finish_part(numbers[0], "路障已清运，恢复双向通行。", done)
    health = seat(Role.COUNTY_HEALTH, case.place_code, desk, hours=8)
    work_case.take_position(case.number, Stance.CLOSE, "该楼栋三日内两例关联感染，建议再封控两天。", health)
    text = "该路是救护车和校车必经之路，必须保持畅通。"
    work_case.take_position(case.number, Stance.KEEP_OPEN, text, seat(Role.TRANSPORT, case.place_code, desk, hours=7))


def _part(case: Case, role: Role, region: str, text: str, limit: float, desk: Desk) -> str:
    return work_case.ask_part(case.number, role, region, text, limit, desk).events[0].subject


def _supervise(case: Case, desk: Desk) -> None:
    above = seat(Role.COUNTY_GOVERNMENT, case.place_code, desk, hours=6)
    work_case.supervise(case.number, "逾期未清，请在一日内办结并说明原因。", above)


def _hand_over(case: Case, desk: Desk) -> None:
    """The community has no machines: the department gets the order (改派)."""
    office = seat(Role.TOWNSHIP, case.place_code, desk, hours=9)
    county = region_at(case.place_code, Level.COUNTY)
    task = _clearing(case)
    work_case.reassign_task(task.number, Role.TRANSPORT, county, "需要机械清障，社区没有设备。", office)


def _extend(case: Case, desk: Desk) -> None:
    above = seat(Role.COUNTY_GOVERNMENT, case.place_code, desk, hours=5)
    work_case.extend_task(_clearing(case).number, 24, "雨天路滑，吊车次日到场。", above)


def _wait_for_rescue(case: Case, desk: Desk) -> None:
    task = _clearing(case)
    above = seat(Role.COUNTY_GOVERNMENT, case.place_code, desk, hours=4)
    work_case.pause_task(task.number, PauseReason.WEATHER, "暴雨红色预警，暂停露天作业。", above)


def _clearing(case: Case) -> Task:
    return next(task for task in case.open_tasks if task.kind is TaskKind.RECTIFY)


def _end_shifts(focus: str, desk: Desk) -> None:
    """The night's desks hand over to the morning's."""
    said: tuple[tuple[Role, str], ...] = (
        (Role.HOTLINE, "昨晚两件催办已电话联系上，请早班九点前再问一次；其余按顺序处理。"),
        (Role.TOWNSHIP, "东门一件等吊车，逾期工单已报县政府。"),
    )
    for role, note in said:
        end_shift(note, seat(role, focus, desk, hours=6.5))
