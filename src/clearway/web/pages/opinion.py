"""``/opinion/``: anger that rose fast, who answers, until when; ``/opinion/answers/``: the same, for everybody."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.opinion import OpinionItem
from clearway.core.people import Actor, Role
from clearway.core.refusals import BadUsage, NotFound, Refusal
from clearway.core.words import Language
from clearway.loop import answer_opinion
from clearway.loop.desk import Desk
from clearway.publish.answers_atom import answers_atom
from clearway.publish.atom import MEDIA_TYPE
from clearway.record.models import OpinionItemRow
from clearway.record.reading import support as kept
from clearway.record.reading.public import installation
from clearway.respond.opinion import ABOVE, OWNERS
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.opinion import opinion_course
from clearway.web.showing.places import place_name, place_names

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def opinion(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Items of the reader's region; POST answers one or passes it on."""
    desk, form = desk_of(actor, timezone.now()), request.POST
    if request.method != "POST":
        return _page(request, desk)
    try:
        if form.get("act") == "answer":
            answer_opinion.answer(form.get("number", ""), form.get("text", ""), desk)
        elif form.get("act") == "pass_on" and form.get("owner", "") in set(Role):
            answer_opinion.pass_on(form.get("number", ""), Role(form["owner"]), form.get("reason", ""), desk)
        else:
            raise BadUsage(zh="没有这一步", en="no such act")
    except Refusal as refusal:
        return _page(request, desk, as_error(refusal), status_of(refusal))
    return redirect("/opinion/")


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """For everybody: what waits for an answer, until when, and every answer published."""
    rows = OpinionItemRow.objects.order_by("-raised_at")
    waiting = [kept.item_of(row) for row in rows.filter(answered_at=None)[:SHOWN]]
    found = _answered()
    names = place_names(one.place_code for one in (*waiting, *found))
    context = {
        "waiting": [(one, names[one.place_code]) for one in waiting],
        "items": [(one, names[one.place_code]) for one in found],
    }
    return render(request, "clearway/opinion_answers.html", context)


@require_safe
def answer_page(request: HttpRequest, number: str) -> HttpResponse:
    """One item, for everybody: where, since when, who must answer until when, and every answer given so far."""
    try:
        one = kept.opinion_item(number)
    except NotFound as refusal:
        return refuse(request, refusal)
    context = {"one": one, "place": place_name(one.place_code), "course": opinion_course(number)}
    return render(request, "clearway/opinion_item.html", context)


@require_safe
def answers_feed(request: HttpRequest) -> HttpResponse:
    """Every published answer as Atom; ``lang`` as with the other feeds."""
    asked = request.GET.get("lang")
    language: Language = "en" if asked == "en" else "zh" if asked == "zh" else settings.ENVIRONMENT.language
    found = _answered()
    names = place_names(one.place_code for one in found)
    site = request.build_absolute_uri("/").rstrip("/")
    document = answers_atom(found, names, site=site, source=installation(), language=language)
    answer = HttpResponse(document, content_type=MEDIA_TYPE)
    answer["Cache-Control"] = "public, no-cache"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _answered() -> list[OpinionItem]:
    rows = OpinionItemRow.objects.exclude(answered_at=None).order_by("-answered_at")
    return [kept.item_of(row) for row in rows[:SHOWN]]


def _page(request: HttpRequest, desk: Desk, error: FormError | None = None, status: int = 200) -> HttpResponse:
    items = answer_opinion.items_for(desk)[:SHOWN]
    names = place_names(one.place_code for one in items)
    context: dict[str, Any] = {
        "items": [
            {
                "one": one,
                "place": names[one.place_code],
                "overdue": one.overdue(desk.at),
                "mine": one.owner is desk.by.role and one.region == desk.by.region,
                "above": desk.by.role in ABOVE,
            }
            for one in items
        ],
        "owners": list(OWNERS),
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/opinion.html", context, status=status)
