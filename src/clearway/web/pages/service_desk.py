"""``/desk/``: for those without a screen. A clerk files, follows, rates and reopens for a caller or a walk-in."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.barriers import Service
from clearway.core.cases import CaseState, ClaimType
from clearway.core.casework import Grade
from clearway.core.notices import Channel, Contact
from clearway.core.people import Actor
from clearway.core.places import is_place_code
from clearway.core.refusals import Missing, NotAllowed, NotFound, Refusal
from clearway.core.words import Bilingual
from clearway.loop import follow_report
from clearway.loop.desk import Desk
from clearway.loop.desk_work import end_shift, file_report, for_caller, look_at_contact, shift_now
from clearway.loop.follow_report import Follower
from clearway.loop.take_report import Told
from clearway.record.answers import Asked
from clearway.record.models import CaseRow, ContactRow, ReportRow
from clearway.record.reading import code_prefix
from clearway.record.reading.reporters import additions, rating, replies
from clearway.respond.cases.after import ENDED
from clearway.respond.cases.desk import CLERKS, OPENERS
from clearway.web.desk import desk_of
from clearway.web.language import current
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.places import place_name, place_names

CHANNELS = {"phone": Bilingual("来电", "a call"), "desk": Bilingual("来访", "a walk-in")}
_LONGEST = 1_000


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def service_desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """File for somebody, or find a report by its number."""
    if actor.role not in CLERKS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="file_for"))
    number = request.GET.get("number", "").strip().upper()[:40]
    if number:
        return redirect(f"/desk/reports/{number}")
    if request.method != "POST":
        return _desk(request, actor)
    try:
        receipt = file_report(_told(request.POST), desk_of(actor, timezone.now()), _asked(request, actor))
    except Refusal as refusal:
        return _desk(request, actor, as_error(refusal, "text"), status_of(refusal))
    request.session["desk-token"] = [receipt.number, receipt.token]
    return redirect(f"/desk/reports/{receipt.number}?new=1")


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def desk_report(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One report, followed for its caller; POST adds, rates, reopens, or opens the sealed contact."""
    row = ReportRow.objects.filter(number=number).first()
    if row is None or not (actor.role in CLERKS | OPENERS and actor.reaches(row.place_code or actor.region)):
        return refuse(request, NotFound(what="report", number=number[:40]))
    if request.method != "POST":
        return _report(request, actor, row)
    act, desk = request.POST.get("act", ""), desk_of(actor, timezone.now())
    try:
        if act == "contact":
            return _report(request, actor, row, contact=look_at_contact(number, request.POST.get("note", ""), desk))
        if act not in _ACTS:
            raise NotFound(what="page", number=act[:40])
        _ACTS[act](request.POST, for_caller(number, desk))
    except Refusal as refusal:
        return _report(request, actor, row, as_error(refusal, f"{act}-note"), status_of(refusal))
    return redirect(f"/desk/reports/{number}?done=1")


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def hand_over_page(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The end of a shift: what was done, what is open, what the next clerk must know."""
    if actor.role not in CLERKS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="hand_over"))
    desk = desk_of(actor, timezone.now())
    if request.method != "POST":
        return _shift(request, actor, desk)
    try:
        end_shift(request.POST.get("note", "")[:_LONGEST], desk)
    except Refusal as refusal:
        return _shift(request, actor, desk, as_error(refusal, "note"), status_of(refusal))
    return redirect("/desk/handover/?done=1")


def _told(form: QueryDict) -> Told:
    service, claim, code = form.get("service", ""), form.get("claim", ""), form.get("place_code", "")
    phone = form.get("phone", "").strip()[:40]
    wants = form.get("notify") == "yes" and phone
    return Told(
        text=form.get("text", ""),
        claim_type=ClaimType(claim) if claim in set(ClaimType) else ClaimType.COMPLAINT,
        place_code=code if is_place_code(code) else None,
        service=Service(service) if service in set(Service) else None,
        phone=phone,
        channel=next((channel for channel in CHANNELS if channel == form.get("channel")), "phone"),
        contact=Contact(channel=Channel.SMS, address=phone, language=current()) if wants else None,
    )


def _asked(request: HttpRequest, actor: Actor) -> Asked | None:
    key = request.POST.get("key", "")
    named = sorted((name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken")
    return Asked.of(actor.name, "POST /desk/", key, repr(named).encode(errors="replace")) if key else None


def _rate(form: QueryDict, who: Follower) -> None:
    given = form.get("grade", "")
    if given not in set(Grade):
        raise Missing(zh="满意程度", en="how content the caller is")
    follow_report.grade(Grade(given), form.get("note", ""), who)


_ACTS: Mapping[str, Callable[[QueryDict, Follower], None]] = {
    "add": lambda form, who: follow_report.add(form.get("note", ""), who),
    "rate": _rate,
    "reopen": lambda form, who: follow_report.reopen(form.get("note", ""), who),
    "confirm": lambda form, who: follow_report.confirm(form.get("open") == "yes", who),
}


def _desk(request: HttpRequest, actor: Actor, error: FormError | None = None, status: int = 200) -> HttpResponse:
    lately = ReportRow.objects.filter(channel__in=list(CHANNELS), place_code__startswith=code_prefix(actor.region))
    code = request.GET.get("place_code") or request.POST.get("place_code") or ""
    context: dict[str, Any] = {
        "errors": [error] if error else [],
        "form": request.POST,
        "region": place_name(actor.region),
        "areas": homes_by_area(),
        "services": list(Service),
        "claims": list(ClaimType),
        "channels": CHANNELS,
        "key": request.POST.get("key") or str(uuid.uuid4()),
        "place_code": code,
        "lately": lately.order_by("-at")[:10],
    }
    return render(request, "clearway/desk.html", context, status=status)


def _report(
    request: HttpRequest,
    actor: Actor,
    row: ReportRow,
    error: FormError | None = None,
    status: int = 200,
    contact: Contact | None = None,
) -> HttpResponse:
    case = CaseRow.objects.filter(number=row.case).first() if row.case else None
    rated, filed = rating(row.number), request.session.get("desk-token", ["", ""])
    context: dict[str, Any] = {
        "row": row,
        "errors": [error] if error else [],
        "form": request.POST if error else {},
        "new": request.GET.get("new") == "1",
        "token": filed[1] if filed[0] == row.number else "",
        "site": request.build_absolute_uri("/").rstrip("/"),
        "place": place_name(row.place_code) if row.place_code else None,
        "case": case,
        "ended": case is not None and CaseState(case.state) in ENDED,
        "replies": replies(row.number),
        "additions": additions(row.number),
        "rated": Grade(rated.grade) if rated else None,
        "grades": list(Grade),
        "clerk": actor.role in CLERKS,
        "sealed": ContactRow.objects.filter(report=row.number).exclude(sealed="").exists(),
        "may_open": actor.role in OPENERS,
        "contact": contact,
    }
    return render(request, "clearway/desk_report.html", context, status=status)


def _shift(
    request: HttpRequest, actor: Actor, desk: Desk, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    shift = shift_now(desk)
    names = place_names(one.place_code for one in shift.waiting)
    context: dict[str, Any] = {
        "errors": [error] if error else [],
        "shift": shift,
        "waiting": [(one, names[one.place_code]) for one in shift.waiting],
        "region": place_name(actor.region),
        "done": request.GET.get("done") == "1",
    }
    return render(request, "clearway/handover.html", context, status=status)
