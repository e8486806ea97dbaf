"""``/rolls/`` and ``/rolls/<number>``: load, correct with a reason, confirm. For offices; nobody's name is kept."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor, Role
from clearway.core.refusals import BadUsage, Missing, NotAllowed, NotFound, Refusal
from clearway.core.residents import Body, RollState
from clearway.loop import hold_vote
from clearway.loop.hold_vote import RollKept
from clearway.record.reading import votes
from clearway.respond.residents.rolls import KEEPERS
from clearway.sources.columns import Unfit
from clearway.sources.roll import square_metres
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.places import place_name, place_names
from clearway.web.voting import whole

PER_PAGE, MOST_BYTES, MOST_SHOWN = 100, 5_000_000, 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def roll_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Rolls of the actor's region; POST loads one from a table."""
    if request.method != "POST":
        return _list(request, actor)
    try:
        kept = _load(request, actor)
    except Refusal as refusal:
        return _list(request, actor, error=as_error(refusal, "file"), status=status_of(refusal))
    return _list(request, actor, kept=kept) if kept.rejects else redirect(f"/rolls/{kept.number}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def roll(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One roll; POST corrects a line or confirms the whole."""
    try:
        found = votes.roll(number)
    except NotFound as refusal:
        return refuse(request, refusal)
    refused = outside(request, actor, found.place_code)
    if refused is None and actor.role not in KEEPERS | {Role.INSPECTOR}:
        refused = refuse(request, NotAllowed(role=actor.role.value, place=found.place_code, act="read"))
    if refused is not None:
        return refused
    if request.method != "POST":
        return _one(request, actor, number)
    try:
        _act(request, actor, number)
    except Refusal as refusal:
        return _one(request, actor, number, as_error(refusal, "reason"), status_of(refusal))
    return redirect(f"/rolls/{number}")


def _load(request: HttpRequest, actor: Actor) -> RollKept:
    sent, body = request.FILES.get("file"), request.POST.get("body", "")
    if not isinstance(sent, UploadedFile) or (sent.size or 0) > MOST_BYTES:
        raise Missing(zh="5 MB 以内的名册表格", en="a table of at most 5 MB")
    if body not in set(Body):
        raise Missing(zh="表决主体", en="who votes")
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("roll" + Path(sent.name or "").suffix[:8])
        path.write_bytes(sent.read())
        desk = desk_of(actor, timezone.now())
        return hold_vote.keep_roll(
            path, request.POST.get("place_code", ""), Body(body), settings.ENVIRONMENT.home, desk
        )


def _act(request: HttpRequest, actor: Actor, number: str) -> None:
    form, desk = request.POST, desk_of(actor, timezone.now())
    if form.get("act") == "close":
        hold_vote.close_roll(number, desk)
    elif form.get("act") == "correct":
        eligible = {"yes": True, "no": False}.get(form.get("eligible", ""))
        area = form.get("area", "").strip()
        changed = _square_metres(area) if area else None
        hold_vote.correct_roll(number, whole(form.get("line", "")), eligible, changed, form.get("reason", ""), desk)
    else:
        raise BadUsage(zh="没有这一步", en="no such act")


def _square_metres(text: str) -> int:
    try:
        return square_metres(text)
    except Unfit as fault:
        raise Missing(zh=fault.expected.zh, en=fault.expected.en) from None


def _list(
    request: HttpRequest, actor: Actor, *, kept: RollKept | None = None, error: FormError | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    rows = [row for row in votes.rolls() if actor.reaches(row.place_code)][:MOST_SHOWN]
    names = place_names(row.place_code for row in rows)
    context: dict[str, Any] = {
        "rolls": [(row, names[row.place_code]) for row in rows],
        "may_load": actor.role in KEEPERS,
        "areas": homes_by_area(),
        "bodies": list(Body),
        "kept": kept,
        "rejects": kept.rejects[:MOST_SHOWN] if kept else (),
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/rolls.html", context, status=status)


def _one(
    request: HttpRequest, actor: Actor, number: str, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    found = votes.roll(number)
    context: dict[str, Any] = {
        "roll": found,
        "place": place_name(found.place_code),
        "page": Paginator(found.lines, PER_PAGE).get_page(request.GET.get("page")),
        "open": found.state is RollState.OPEN,
        "may_correct": actor.role in KEEPERS,
        "may_close": actor.role is Role.TOWNSHIP,
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/roll.html", context, status=status)
