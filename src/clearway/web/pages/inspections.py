"""``/inspections/``: plans by level, samples drawn in the open, findings until they are cleared."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clearway.core.inspections import Draw, Finding, FindingState, Frame, Inspection
from clearway.core.people import Actor, Role
from clearway.core.refusals import BadUsage, Missing, NotFound, Refusal
from clearway.loop import inspect_samples, run_campaign
from clearway.loop.desk import Desk
from clearway.record.models import FindingRow
from clearway.record.reading import inspections as kept
from clearway.respond.inspections import deciding
from clearway.respond.inspections.campaigning import open_findings
from clearway.respond.inspections.deciding import CARRIERS, Wanted
from clearway.respond.inspections.planning import LEVEL_OF
from clearway.web.desk import desk_of
from clearway.web.lookers import OUTSIDE, for_offices_and
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.places import place_names

SHOWN = 100
_OUTSIDE = (Role.SUPERVISOR, Role.EVALUATOR)


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices_and(*_OUTSIDE)
def inspections(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What each level owes, what is under way, and what stands open; POST draws a sample."""
    desk = desk_of(actor, timezone.now())
    if request.method != "POST":
        return _list(request, desk)
    try:
        return redirect(f"/inspections/{inspect_samples.draw(_wanted(request), desk)}")
    except Refusal as refusal:
        return _list(request, desk, as_error(refusal, "size"), status_of(refusal))


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices_and(*_OUTSIDE)
def inspection(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One inspection: its sample, who looked, what was found; POST looks at an entry, or publishes the bulletin."""
    desk = desk_of(actor, timezone.now())
    try:
        one = _mine(number, desk)
    except NotFound as refusal:
        return refuse(request, refusal)
    if request.method != "POST":
        return _one(request, desk, one)
    act, key, note = (request.POST.get(name, "") for name in ("act", "key", "note"))
    try:
        if act == "see":
            inspect_samples.see(number, key, desk)
        elif act == "find":
            inspect_samples.find(number, key, note, desk, rule=request.POST.get("rule", "").strip()[:80])
        elif act == "bulletin":
            run_campaign.issue_bulletin(number, desk)
        else:
            raise BadUsage(zh="没有这一步", en="no such act")
    except Refusal as refusal:
        return _one(request, desk, one, as_error(refusal), status_of(refusal))
    return redirect(f"/inspections/{number}")


@require_POST
@for_offices_and(*_OUTSIDE)
def finding_act(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """Put right, cleared, or not cleared."""
    desk, act, note = desk_of(actor, timezone.now()), request.POST.get("act", ""), request.POST.get("note", "")
    try:
        found = kept.finding(number)
        if act == "put_right":
            inspect_samples.put_right(number, note, desk)
        elif act in ("cleared", "not_cleared"):
            inspect_samples.recheck(number, act == "cleared", note, desk)
        else:
            raise BadUsage(zh="没有这一步", en="no such act")
    except Refusal as refusal:
        return refuse(request, refusal)
    return redirect(f"/inspections/{found.inspection}" if found.inspection else f"/campaigns/{found.campaign}")


@require_safe
@for_offices_and(*_OUTSIDE)
def frame(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """The whole frame as CSV: with the seed anybody can draw the sample again. Not for those who carry it out."""
    try:
        one = _mine(number, desk_of(actor, timezone.now()))
        if actor.role in OUTSIDE:
            raise NotFound(what="page", number=number[:40])
    except NotFound as refusal:
        return refuse(request, refusal)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.number}-frame.csv"'
    writer = csv.writer(answer)
    writer.writerow(["key", "place_code", "weight", "in_sample"])
    for entry in one.entries:
        writer.writerow([entry.key, entry.place_code, f"{entry.weight:.6f}", int(entry.key in one.sample)])
    return answer


def _mine(number: str, desk: Desk) -> Inspection:
    """An inspection this person may open.

    Raises:
        NotFound: none, or not theirs: which of the two is not told.
    """
    found = next((one for one in inspect_samples.shown_to(desk) if one.number == number), None)
    if found is None:
        raise NotFound(what="inspection", number=number[:40])
    return found


def _wanted(request: HttpRequest) -> Wanted:
    form = request.POST
    size = form.get("size", "").strip()
    if not size.isdecimal() or len(size) > 4:
        raise Missing(zh="以整数填写的样本量", en="the size as a whole number")
    try:
        return Wanted(
            number="",
            frame=Frame(form.get("frame", "")),
            draw=Draw(form.get("draw", "")),
            seed=form.get("seed", "")[:120],
            size=int(size),
            carried_by=Role(form.get("carried_by", "")),
            campaign=form.get("campaign", "")[:32],
        )
    except ValueError:
        raise Missing(zh="查什么、怎么抽、谁去查", en="what is looked at, how it is drawn, and who goes") from None


def _list(request: HttpRequest, desk: Desk, error: FormError | None = None, status: int = 200) -> HttpResponse:
    outside = desk.by.role in OUTSIDE
    shown = inspect_samples.shown_to(desk)
    left = () if outside else open_findings(kept.findings(desk.by.region), desk.at)[:SHOWN]
    context: dict[str, Any] = {
        "plan": () if outside else inspect_samples.plan_of(desk),
        "inspections": [(one, len(_own(one, desk))) for one in shown[:SHOWN]],
        "findings": findings_shown(left, desk),
        "campaigns": () if outside else kept.campaigns(desk.by.region),
        "draws": desk.by.role in LEVEL_OF,
        "outside": outside,
        "frames": list(Frame),
        "ways": list(Draw),
        "carriers": CARRIERS,
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/inspections.html", context, status=status)


def _one(
    request: HttpRequest, desk: Desk, one: Inspection, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    outside = desk.by.role in OUTSIDE
    own = _own(one, desk)
    found = kept.findings(desk.by.region, inspection=one.number)
    if outside:
        found = tuple(each for each in found if each.found_by is desk.by.role)
    stand = run_campaign.stand_of_inspection(one, desk, desk.by.region)
    names = place_names([*(one.place_of(key) for key in own), one.region])
    entries = [
        (key, names[one.place_of(key) or ""], key in one.looked, deciding.in_sample_of(one, key, desk.by))
        for key in own
    ]
    context: dict[str, Any] = {
        "one": one,
        "region": names[one.region],
        "entries": entries,
        "findings": findings_shown(found, desk),
        "share": stand.share,
        "outside": outside,
        "bulletins": desk.by.role in LEVEL_OF,
        "published": one.number in {told.number for told in kept.bulletins()},
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/inspection.html", context, status=status)


def _own(one: Inspection, desk: Desk) -> list[str]:
    """The entries of the sample that lie in this person's region."""
    return [key for key in one.sample if desk.by.reaches(one.place_of(key) or "")]


def findings_shown(found: Any, desk: Desk) -> list[dict[str, Any]]:
    """Findings with their places, what was said of each, and what this person may do."""
    names = place_names(one.place_code for one in found)
    notes = dict(FindingRow.objects.filter(number__in=[one.number for one in found]).values_list("number", "notes"))
    return [
        {
            "one": one,
            "place": names[one.place_code],
            "notes": notes.get(one.number, []),
            "overdue": one.overdue(desk.at),
            "act": _act(one, desk),
        }
        for one in found
    ]


def _act(one: Finding, desk: Desk) -> str:
    if one.state is FindingState.OPEN and desk.by.role in deciding.OFFICES and desk.by.reaches(one.place_code):
        return "put_right"
    return "recheck" if one.state is FindingState.PUT_RIGHT and deciding.may_recheck(one, desk.by) else ""
