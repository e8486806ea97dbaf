"""``/inspect/``: visits to make, on a phone and without signal; each with checklist, photos and position."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import CheckOutcome, TaskKind
from clearway.core.casework import Seen
from clearway.core.people import Actor
from clearway.core.places import Point
from clearway.core.refusals import Missing, NotAllowed, NotFound, Refusal
from clearway.loop.keep_photo import MOST_PHOTOS
from clearway.loop.visit import VISITORS, Visit, send_visit, sides, tasks_to_visit
from clearway.record.answers import Asked
from clearway.record.models import CaseRow, TaskRow
from clearway.record.reading import casework
from clearway.respond.cases.clocks import standing
from clearway.web.desk import desk_of
from clearway.web.language import said
from clearway.web.moving import LONGEST_NOTE, read_finding
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import FormError, as_error, in_words, refuse, status_of
from clearway.web.sending import kept_photos
from clearway.web.showing.cases import place_of_case
from clearway.web.showing.places import place_name, place_names

_YES = "yes"


@require_safe
@ensure_csrf_cookie
@for_offices
def inspect_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The visits that lie with the reader's office."""
    if actor.role not in VISITORS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="bring_back"))
    desk = desk_of(actor, timezone.now())
    tasks = tasks_to_visit(desk)
    rows = {row.number: row for row in CaseRow.objects.filter(number__in=[task.case for task in tasks])}
    names = place_names(row.place_code for row in rows.values())
    visits = [
        (standing(task, desk.local, desk.rulebook), rows[task.case], names[rows[task.case].place_code])
        for task in tasks
    ]
    return render(request, "clearway/inspect.html", {"visits": visits, "region": place_name(actor.region)})


@require_safe
@ensure_csrf_cookie
@for_offices
def visit(request: HttpRequest, actor: Actor, task: str) -> HttpResponse:
    """One visit's form."""
    return _visit(request, actor, task)


@require_POST
@for_offices
def send(request: HttpRequest, actor: Actor, task: str) -> HttpResponse:
    """Take a visit: JSON where the phone's script sends it, else the page."""
    scripted = "application/json" in request.headers.get("accept", "")
    row = TaskRow.objects.filter(number=task).select_related("case").first()
    if row is None:
        return refuse(request, NotFound(what="task", number=task[:40]))
    refused = outside(request, actor, row.case.place_code)
    if refused is not None:
        return refused
    try:
        done = _send(request, actor, task)
    except Refusal as refusal:
        if scripted:
            told = [{"text": said(in_words(refusal)), "field": "note", "code": refusal.code}]
            return JsonResponse({"errors": told}, status=status_of(refusal))
        return _visit(request, actor, task, as_error(refusal, "note"), status_of(refusal))
    return JsonResponse(done, status=201) if scripted else redirect(done["follow"])


def _send(request: HttpRequest, actor: Actor, task: str) -> dict[str, Any]:
    form, key = request.POST, request.POST.get("key", "")
    before, after = (kept_photos(request.FILES.getlist(name)) for name in ("before", "after"))
    sent = _read(form, task, before, after)
    asked = Asked.of(actor.name, f"POST /inspect/{task}", key, _body(form, (*before, *after))) if key else None
    return send_visit(sent, settings.ENVIRONMENT.home, desk_of(actor, timezone.now()), asked)


def _read(form: QueryDict, task: str, before: tuple[str, ...], after: tuple[str, ...]) -> Visit:
    note = form.get("note", "").strip()
    if not note or len(note) > LONGEST_NOTE:
        raise Missing(zh=f"现场说明（{LONGEST_NOTE} 字以内）", en=f"a note of at most {LONGEST_NOTE} characters")
    agree = form.get("residents_agree", "")
    seen = Seen(
        passable=form.get("passable") == _YES,
        barrier_gone=form.get("barrier_gone") == _YES,
        notice_removed=form.get("notice_removed") == _YES,
        residents_agree=None if agree not in ("yes", "no") else agree == _YES,
        photos_before=before,
        photos_after=after,
    )
    return Visit(
        task=task,
        seen=seen,
        note=note,
        point=_point(form),
        finding=read_finding(form) if form.get("outcome") else None,
        made_at=_moment(form.get("made_at", "")),
    )


def _point(form: QueryDict) -> Point | None:
    try:
        return Point(float(form.get("lat", "")), float(form.get("lon", "")))
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        return None
    return made if made.tzinfo is not None else None


def _body(form: QueryDict, photos: tuple[str, ...]) -> bytes:
    fields = {name: form.getlist(name) for name in sorted(form) if name not in ("key", "csrfmiddlewaretoken")}
    return hashlib.sha256(json.dumps([fields, photos], ensure_ascii=False).encode(errors="replace")).digest()


def _visit(
    request: HttpRequest, actor: Actor, number: str, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    row = TaskRow.objects.filter(number=number).select_related("case").first()
    if row is None or row.kind not in (TaskKind.VERIFY, TaskKind.RECHECK):
        return refuse(request, NotFound(what="task", number=number[:40]))
    refused = outside(request, actor, row.case.place_code)
    if refused is not None:
        return refused
    seen = casework.evidence(row.case.number)
    context: dict[str, Any] = {
        "task": row,
        "row": row.case,
        "place": place_name(row.case.place_code),
        "where": place_of_case(row.case),
        "errors": [error] if error else [],
        "form": request.POST,
        "checks": row.kind == TaskKind.VERIFY,
        "outcomes": list(CheckOutcome),
        "barriers": list(Barrier),
        "imposed": list(ImposedBy),
        "evidence": seen,
        "sides": sides(seen),
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "clearway/visit.html", context, status=status)
