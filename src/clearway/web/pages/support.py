"""``/support/``: offices keep requests for help going; a helper sees what is in their hands and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor, Role
from clearway.core.refusals import BadUsage, Missing, NotAllowed, Refusal
from clearway.core.support import HELD, HelperKind, SupportNeed, SupportRequest, SupportState
from clearway.loop import help_people
from clearway.loop.desk import Desk
from clearway.loop.gate_help import PHONE
from clearway.record.reading import support as kept
from clearway.respond.support import deciding
from clearway.web.desk import desk_of
from clearway.web.lookers import for_offices_and
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.places import place_names

SHOWN = 200
_MOST_NAMED = 8


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices_and(Role.HELPER)
def support(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits and who has what; POST does the act its form names."""
    if actor.role not in deciding.OFFICES | {Role.HELPER, Role.INSPECTOR, Role.CITY, Role.PROVINCE}:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="read"))
    desk = desk_of(actor, timezone.now())
    if request.method != "POST":
        return _page(request, desk)
    try:
        if request.POST.get("act") == "contact":
            number = request.POST.get("number", "")
            return _page(request, desk, reach={number: help_people.contact(number, desk)})
        act = _ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise BadUsage(zh="没有这一步", en="no such act")
        act(request.POST, desk)
    except Refusal as refusal:
        return _page(request, desk, as_error(refusal), status_of(refusal))
    return redirect("/support/")


def _page(
    request: HttpRequest,
    desk: Desk,
    error: FormError | None = None,
    status: int = 200,
    reach: Mapping[str, tuple[str, str]] | None = None,
) -> HttpResponse:
    shown = help_people.seen_by(desk)[:SHOWN]
    office = desk.by.role in deciding.OFFICES
    names = place_names(one.place_code for one in shown)
    waiting = [one for one in shown if one.state not in (SupportState.DONE,)]
    context: dict[str, Any] = {
        "requests": [
            {
                "one": one,
                "place": names[one.place_code],
                "overdue": one.overdue(desk.at),
                "reach": (reach or {}).get(one.number),
                **_may(one, desk, office),
            }
            for one in shown
        ],
        "urgent": sum(one.urgent for one in waiting),
        "late": sum(one.overdue(desk.at) for one in shown),
        "unheld": sum(one.state is SupportState.WAITING for one in shown),
        "helpers": kept.helpers(desk.by.region) if office else (),
        "office": office,
        "needs": list(SupportNeed),
        "kinds": list(HelperKind),
        "phone": PHONE,
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/support.html", context, status=status)


def _may(one: SupportRequest, desk: Desk, office: bool) -> dict[str, Any]:
    """What this person may do with a request now; candidates only for offices, and no more than a few."""
    mine = one.helper == desk.by.name
    free = one.state is SupportState.WAITING and desk.by.role in deciding.DUTY
    offers = office and one.state in (SupportState.WAITING, *HELD)
    return {
        "mine": mine,
        "accept": (mine and one.state is SupportState.OFFERED) or free,
        "finish": mine and one.state is SupportState.ACCEPTED,
        "see": mine and one.state in (SupportState.ACCEPTED, SupportState.DONE),
        "hand_on": one.state in HELD and (mine or office),
        "candidates": help_people.candidates(one)[:_MOST_NAMED] if offers else (),
    }


def _list(form: QueryDict, desk: Desk) -> None:
    most, kind = form.get("most", "").strip(), form.get("kind", "")
    needs = tuple(SupportNeed(one) for one in form.getlist("needs") if one in set(SupportNeed))
    if not most.isdecimal() or len(most) > 3 or kind not in set(HelperKind):
        raise Missing(zh="能同时接几件（整数）和类别", en="how many at once, as a whole number, and the kind")
    help_people.list_helper(form.get("name", "").strip()[:150], HelperKind(kind), needs, int(most), desk)


def _from_report(form: QueryDict, desk: Desk) -> None:
    need = form.get("need", "")
    if need not in set(SupportNeed):
        raise Missing(zh="需要哪方面的帮助", en="what kind of help")
    help_people.ask_for_report(
        form.get("report", "").strip().upper()[:40],
        SupportNeed(need),
        form.get("phone", ""),
        form.get("door", ""),
        desk,
    )


_ACTS: Mapping[str, Callable[[QueryDict, Desk], None]] = {
    "offer": lambda form, desk: help_people.offer(form.get("number", ""), form.get("helper", ""), desk),
    "accept": lambda form, desk: help_people.accept(form.get("number", ""), desk),
    "hand_on": lambda form, desk: help_people.hand_on(form.get("number", ""), form.get("note", ""), desk),
    "finish": lambda form, desk: help_people.finish(form.get("number", ""), form.get("note", ""), desk),
    "list_helper": _list,
    "from_report": _from_report,
}
