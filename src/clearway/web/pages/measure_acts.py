"""``/measures/<number>/acts``: what offices do to a measure in force, each act from a form on its page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from clearway.core.people import Actor
from clearway.core.refusals import BadUsage, Refusal
from clearway.loop import handle_appeal, handle_measure
from clearway.loop.desk import Desk
from clearway.publish.published import quoted
from clearway.record import reading
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.pages.measure import measure_page
from clearway.web.refusing import as_error, status_of

LONGEST_NOTE = 2_000


@require_POST
@for_offices
def measure_acts(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Do the act the form names; refused, the page says why."""
    act = _ACTS.get(request.POST.get("act", ""))
    try:
        if act is None or len(request.POST.get("note", "")) > LONGEST_NOTE:
            raise BadUsage(zh="没有这一步，或说明过长", en="no such act, or too long a note")
        act(number, request.POST, desk_of(actor, timezone.now()))
    except Refusal as refusal:
        return measure_page(request, number, as_error(refusal), status_of(refusal))
    return redirect(f"/measures/{quoted(number)}")


def _review(number: str, form: QueryDict, desk: Desk) -> None:
    handle_measure.review(number, form.get("advice", ""), form.get("note", ""), desk)


def _adjust(number: str, form: QueryDict, desk: Desk) -> None:
    found = reading.standing(number)
    links = tuple(link for link in found.road_links if str(link) in form.getlist("links"))
    kept = found.measure.ends_at if not form.get("ends_at") else None
    scope, note = form.get("scope", "").strip(), form.get("note", "")
    handle_measure.adjust(number, kept or _until(form), links, scope, note, desk)


def _extend(number: str, form: QueryDict, desk: Desk) -> None:
    handle_measure.extend(number, _until(form), form.get("note", ""), desk)


def _file(number: str, form: QueryDict, desk: Desk) -> None:
    handle_measure.file_extension(form.get("extension", ""), desk)


def _lift(number: str, form: QueryDict, desk: Desk) -> None:
    handle_measure.lift(number, form.get("note", ""), desk)


def _answer(number: str, form: QueryDict, desk: Desk) -> None:
    handle_appeal.answer_appeal(form.get("appeal", ""), form.get("upheld") == "yes", form.get("note", ""), desk)


_ACTS: Mapping[str, Callable[[str, QueryDict, Desk], None]] = {
    "review": _review,
    "adjust": _adjust,
    "extend": _extend,
    "file": _file,
    "lift": _lift,
    "answer": _answer,
}


def _until(form: QueryDict) -> datetime:
    try:
        written = datetime.strptime(form.get("ends_at", "")[:16], "%Y-%m-%dT%H:%M")  # noqa: DTZ007 (local)
    except ValueError:
        raise BadUsage(zh="请填写结束时间", en="give the end") from None
    return written.replace(tzinfo=settings.ENVIRONMENT.time_zone)
