"""``/campaigns/<number>`` for offices, ``/bulletins/`` for everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.inspections import Campaign
from clearway.core.people import Actor, machine
from clearway.core.refusals import BadUsage, Missing, NotFound, Refusal
from clearway.loop import run_campaign
from clearway.loop.bulletin_paper import as_paper, by_township
from clearway.loop.desk import Desk
from clearway.record.reading import inspections as kept
from clearway.respond.inspections.campaigning import open_findings
from clearway.respond.inspections.deciding import OFFICES
from clearway.respond.inspections.planning import LEVEL_OF
from clearway.web.desk import desk_of
from clearway.web.documenting import making_of, sent
from clearway.web.offices import for_offices
from clearway.web.pages.inspections import findings_shown
from clearway.web.refusing import FormError, as_error, not_found, refuse, status_of
from clearway.web.showing.places import place_names

LONGEST_LIST = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def open_campaign(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a campaign in one's own region; who asks for the address finds the list, which is with the inspections."""
    if request.method != "POST":
        return redirect("/inspections/")
    form = request.POST
    try:
        number = run_campaign.open_campaign(
            form.get("title", ""), form.get("text", ""), _day(form.get("check_by", "")), _day(form.get("ends_on", "")),
            desk_of(actor, timezone.now()),
        )  # fmt: skip
    except Refusal as refusal:
        return refuse(request, refusal)
    return redirect(f"/campaigns/{number}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def campaign(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One campaign; POST tells what one's own office found, or publishes the bulletin."""
    desk = desk_of(actor, timezone.now())
    found = next((one for one in kept.campaigns(actor.region) if one.number == number), None)
    if found is None:
        return not_found(request, "campaign", number)
    if request.method != "POST":
        return _page(request, desk, found)
    try:
        act = request.POST.get("act", "")
        if act == "self_check":
            run_campaign.self_check(number, request.POST.get("lines", "")[:LONGEST_LIST].splitlines(), desk)
        elif act == "bulletin":
            run_campaign.issue_bulletin(number, desk)
        else:
            raise BadUsage(zh="没有这一步", en="no such act")
    except Refusal as refusal:
        return _page(request, desk, found, as_error(refusal, "lines"), status_of(refusal))
    return redirect(f"/campaigns/{number}")


@require_safe
def bulletins(request: HttpRequest) -> HttpResponse:
    """Every published bulletin."""
    rows = kept.bulletins()
    names = place_names(row.region for row in rows)
    context = {"bulletins": [(row, names[row.region]) for row in rows]}
    return render(request, "clearway/bulletins.html", context)


@require_safe
def bulletin(request: HttpRequest, number: str, form: str = "") -> HttpResponse:
    """One bulletin as a page, DOCX or PDF: how things stand today."""
    at = timezone.now()
    found = run_campaign.bulletin(number, desk_of(machine("000000000000"), at))
    if found is None:
        return not_found(request, "bulletin", number)
    subject, stand = found
    counted = by_township(stand)
    names = place_names([*counted, subject.region, *stand.silent])
    if form:
        try:
            return sent(as_paper(subject, stand, names, making_of(request), at), f"{number}-bulletin", form)
        except NotFound as refusal:
            return refuse(request, refusal)
    context: dict[str, Any] = {
        "number": number,
        "campaign": subject if isinstance(subject, Campaign) else None,
        "inspection": None if isinstance(subject, Campaign) else subject,
        "region": names[subject.region],
        "share": stand.share,
        "rows": [(names[code], counts) for code, counts in counted.items()],
        "silent": [names[code] for code in stand.silent],
    }
    return render(request, "clearway/bulletin.html", context)


def _page(
    request: HttpRequest, desk: Desk, one: Campaign, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    stand = run_campaign.stand_of_campaign(one, desk, desk.by.region)
    names = place_names([one.region, *stand.silent, *(code for code, _ in stand.checked)])
    context: dict[str, Any] = {
        "one": one,
        "region": names[one.region],
        "share": stand.share,
        "checked": [(names[code], count) for code, count in stand.checked],
        "silent": [names[code] for code in stand.silent],
        "inspections": stand.inspections,
        "findings": findings_shown(open_findings(stand.findings, desk.at), desk),
        "checks": desk.by.role in OFFICES,
        "bulletins": desk.by.role in LEVEL_OF,
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/campaign.html", context, status=status)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise Missing(zh="日期，如 2026-12-01", en="a day like 2026-12-01") from None
