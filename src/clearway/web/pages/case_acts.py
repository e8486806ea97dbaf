"""``/cases/<number>/…``: acts on its work orders, its departments, its merges; each leads back to the case."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from clearway.core.people import Actor
from clearway.core.refusals import BadUsage, NotFound, Refusal
from clearway.loop.desk import Desk
from clearway.record import reading
from clearway.record.models import ReportRow
from clearway.record.reading import casework
from clearway.web.desk import desk_of
from clearway.web.moving import LONGEST_NOTE
from clearway.web.offices import for_offices, outside
from clearway.web.pages.case import case_page
from clearway.web.refusing import as_error, refuse, status_of
from clearway.web.task_acts import act_on_case, act_on_task

Act = Callable[[Desk, str], None]


@require_POST
@for_offices
def case_act(request: HttpRequest, actor: Actor, number: str, act: str) -> HttpResponse:
    """Something done with the case itself."""

    def do(desk: Desk, place_code: str) -> None:
        if act in ("answer", "take-out") and not ReportRow.objects.filter(
            number=request.POST.get("report", ""), case=number
        ):
            raise NotFound(what="report", number=request.POST.get("report", "")[:40])
        act_on_case(act, number, request.POST, desk, place_code)

    return _do(request, actor, number, f"{act}-note", do)


@require_POST
@for_offices
def task_act(request: HttpRequest, actor: Actor, number: str, task: str, act: str) -> HttpResponse:
    """Something done with one of its work orders."""

    def do(desk: Desk, place_code: str) -> None:
        if casework.task(task).case != number:
            raise NotFound(what="task", number=task[:40])
        act_on_task(act, task, request.POST, desk, place_code)

    return _do(request, actor, number, f"{task}-{act}-note", do)


def _do(request: HttpRequest, actor: Actor, number: str, field: str, act: Act) -> HttpResponse:
    try:
        found = reading.case(number)
    except NotFound as refusal:
        return refuse(request, refusal)
    refused = outside(request, actor, found.place_code)
    if refused is not None:
        return refused
    try:
        if len(request.POST.get("note", "")) > LONGEST_NOTE:
            raise BadUsage(zh=f"说明超过 {LONGEST_NOTE} 字", en=f"the note is longer than {LONGEST_NOTE} characters")
        act(desk_of(actor, timezone.now()), found.place_code)
    except Refusal as refusal:
        return case_page(request, actor, reading.case(number), as_error(refusal, field), status_of(refusal))
    return redirect(f"/cases/{number}")
