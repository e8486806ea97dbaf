"""``/triage/``: every report nobody has sorted, the most urgent first, by channel and topic; one by one, or many.

``/triage/next`` leads to the report that comes after another in that order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.barriers import Topic
from clearway.core.people import Actor
from clearway.core.refusals import BadUsage, NotAllowed, Refusal
from clearway.loop import sort_reports
from clearway.loop.desk import Desk
from clearway.loop.sort_reports import Sorted
from clearway.loop.triage import Wanted, channels_of, unsorted
from clearway.respond.joining import SORTERS
from clearway.respond.verification import OPENERS
from clearway.web.desk import desk_of
from clearway.web.language import said
from clearway.web.moving import LONGEST_NOTE
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, in_words, refuse, status_of
from clearway.web.showing.places import place_name, place_names

_A_PAGE, _KEPT = 40, "triage-done"
_UNDONE = "误并，退回分拣 / joined by mistake"
_ACTS: Mapping[str, Callable[[list[str], QueryDict, Desk], Sorted]] = {
    "check": lambda numbers, form, desk: sort_reports.look_at_each(numbers, desk),
    "one": lambda numbers, form, desk: sort_reports.make_one_case(numbers, desk),
    "join": lambda numbers, form, desk: sort_reports.join_all(numbers, form.get("case", "").strip()[:40], desk),
    "answer": lambda numbers, form, desk: sort_reports.answer_all(numbers, form.get("note", "")[:LONGEST_NOTE], desk),
    "undo": lambda numbers, form, desk: sort_reports.take_out_all(numbers, _UNDONE, desk),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def triage(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits to be sorted in the reader's region; POST does one act with every ``report`` chosen."""
    if actor.role not in SORTERS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="join_report"))
    if request.method != "POST":
        return _page(request, actor)
    act = request.POST.get("act", "")
    try:
        if act not in _ACTS:
            raise BadUsage(zh="没有这一步", en="no such act")
        done = _ACTS[act](request.POST.getlist("report"), request.POST, desk_of(actor, timezone.now()))
    except Refusal as refusal:
        return _page(request, actor, as_error(refusal, {"answer": "note", "join": "case"}.get(act, "")), refusal)
    request.session[_KEPT] = _told(act, done)
    return redirect(request.get_full_path())


@require_safe
@for_offices
def next_unsorted(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The report after ``after`` in the order of work; none left: the list."""
    if actor.role not in SORTERS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="join_report"))
    numbers = [one.number for one in unsorted(actor.region, desk_of(actor, timezone.now()))]
    after = request.GET.get("after", "")
    index = numbers.index(after) + 1 if after in numbers else 0
    return redirect(f"/reports/{numbers[index]}" if index < len(numbers) else "/triage/")


def _page(
    request: HttpRequest, actor: Actor, error: FormError | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    desk = desk_of(actor, timezone.now())
    wanted = Wanted(channel=request.GET.get("channel", "")[:40], topic=request.GET.get("topic", "")[:40])
    pages = Paginator(unsorted(actor.region, desk, wanted), _A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    names = place_names(one.place_code for one in page)
    context: dict[str, Any] = {
        "region": place_name(actor.region),
        "page": page,
        "count": pages.count,
        "reports": [(one, names[one.place_code]) for one in page],
        "channels": channels_of(actor.region, desk),
        "topics": list(Topic),
        "wanted": wanted,
        "may_check": actor.role in OPENERS,
        "errors": [error] if error else [],
        "form": request.POST if error else {},
        "chosen": request.POST.getlist("report") if error else [],
        "told": request.session.pop(_KEPT, None),
    }
    return render(request, "clearway/triage.html", context, status=status_of(refusal) if refusal else 200)


def _told(act: str, done: Sorted) -> dict[str, Any]:
    """What a batch did, as the page after it tells."""
    return {
        "act": act,
        "done": list(done.done),
        "cases": list(done.cases),
        "undoable": list(done.undoable),
        "refused": [[number, said(in_words(refusal))] for number, refusal in done.refused],
    }
