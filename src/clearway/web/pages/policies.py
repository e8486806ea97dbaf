"""``/policies/`` and ``/policies/<number>``: limits from above, who has signed for them, what goes beyond them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.barriers import Barrier
from clearway.core.people import Actor, Role
from clearway.core.places import PlaceKind
from clearway.core.policies import Limits, Policy
from clearway.core.refusals import Missing, Refusal
from clearway.core.words import Bilingual
from clearway.loop.keep_policies import add_ons_now, issue, sign_for
from clearway.record import reading
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, refuse, status_of

UNITS = (PlaceKind.UNIT, PlaceKind.BUILDING, PlaceKind.COMPOUND, PlaceKind.VILLAGE, PlaceKind.COMMUNITY)
ISSUERS = (Role.PROVINCE, Role.CITY, Role.COUNTY_GOVERNMENT, Role.TOWNSHIP)
LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def policies(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All of them; POST enters a new one."""
    if request.method != "POST":
        return _list(request, actor, [])
    desk = desk_of(actor, timezone.now())
    try:
        return redirect(f"/policies/{issue(_read(request.POST, actor, desk.at), desk)}")
    except Refusal as refusal:
        return _list(request, actor, [as_error(refusal, "title")], status_of(refusal))


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def policy(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One policy with its receipts; POST signs for it."""
    try:
        found = reading.policy(number)
        if request.method == "POST":
            sign_for(number, desk_of(actor, timezone.now()))
            return redirect(f"/policies/{number}")
    except Refusal as refusal:
        return refuse(request, refusal)
    signed = reading.receipts(found)
    mine = any(one.role is actor.role and one.region == actor.region and one.read_at for one in signed)
    add_ons = [(name, one) for name, one in add_ons_now(desk_of(actor, timezone.now())) if one.policy == number]
    context: dict[str, Any] = {"policy": found, "receipts": signed, "signed": mine, "add_ons": add_ons}
    return render(request, "clearway/policy.html", context)


def _read(form: QueryDict, actor: Actor, at: datetime) -> Policy:
    """A policy from the form's fields.

    Raises:
        Missing: no title, or a number that is none.
    """
    title = form.get("title", "").strip()[:LONGEST]
    if not title:
        raise Missing(zh="标题", en="the title")
    days = form.get("days", "").strip()
    if days and not days.replace(".", "", 1).isdecimal():
        raise Missing(zh="以数字填写的天数", en="the days as a number")
    unit = form.get("unit", "")
    forbidden, demands = (
        tuple(Barrier(one) for one in form.getlist(name) if one in set(Barrier)) for name in ("forbidden", "demands")
    )
    limits = Limits(
        days=float(days) if days else None,
        unit=PlaceKind(unit) if unit in set(PlaceKind) else None,
        forbidden=forbidden,
        demands=demands,
    )
    return Policy(
        number="",
        title=Bilingual(title, form.get("title_en", "").strip()[:LONGEST] or title),
        organ=actor.role.value,
        region=actor.region,
        since=at.astimezone(settings.ENVIRONMENT.time_zone),
        limits=limits,
        source=form.get("source", "").strip()[:LONGEST],
    )


def _list(request: HttpRequest, actor: Actor, errors: list[FormError], status: int = 200) -> HttpResponse:
    found = reading.policies()
    beyond = add_ons_now(desk_of(actor, timezone.now()))
    context: dict[str, Any] = {
        "policies": [(one, [entry for entry in beyond if entry[1].policy == one.number]) for one in found],
        "may_issue": actor.role in ISSUERS,
        "units": UNITS,
        "barriers": list(Barrier),
        "errors": errors,
        "form": request.POST,
    }
    return render(request, "clearway/policies.html", context, status=status)
