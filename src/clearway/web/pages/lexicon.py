"""``/lexicon/``: editors teach the reader words, and sort the reports it was unsure of; everything can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.people import Actor
from clearway.core.refusals import BadUsage, NotAllowed, Refusal
from clearway.loop import grow_lexicon
from clearway.loop.desk import Desk
from clearway.record.reading.wording import agreement, words_added
from clearway.respond.wording import EDITORS
from clearway.warn.learning.intervals import Share
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import as_error, refuse, status_of
from clearway.web.showing.wording import choices, made, offers, to_sort

WEIGHTS = ("1", "2", "3")


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def lexicon(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page; POST does the act named in the form and leads back to its part of the page."""
    if actor.role not in EDITORS:
        return refuse(request, NotAllowed(role=actor.role.value, place=actor.region, act="edit_words"))
    if request.method != "POST":
        return _page(request, actor)
    try:
        part = _act(request.POST, desk_of(actor, timezone.now()))
    except Refusal as refusal:
        return _page(request, actor, refusal)
    return redirect(f"/lexicon/#{part}")


def _act(form: QueryDict, desk: Desk) -> str:
    """Do what the form says; returns the part of the page it belongs to."""
    act = _ACTS.get(form.get("act", ""))
    if act is None:
        raise BadUsage(zh="没有这一步", en="no such act")
    try:
        return act(form, desk)
    except ValueError:
        raise BadUsage(zh="表单中有无法识别的选项", en="the form holds a choice that does not exist") from None


def _add(form: QueryDict, desk: Desk) -> str:
    grow_lexicon.teach(form.get("word", ""), form.get("label", ""), float(form.get("weight", "")), desk)
    return "added"


def _remove(form: QueryDict, desk: Desk) -> str:
    grow_lexicon.unteach(form.get("word", ""), form.get("label", ""), desk)
    return "added"


def _correct(form: QueryDict, desk: Desk) -> str:
    topic, barrier = Topic(form.get("topic", "")), BarrierNature(form.get("barrier", ""))
    grow_lexicon.correct(form.get("report", ""), topic, barrier, TextStatus(form.get("status", "")), desk)
    return "sort"


def _withdraw(form: QueryDict, desk: Desk) -> str:
    grow_lexicon.withdraw(form.get("report", ""), desk)
    return "corrected"


_ACTS: dict[str, Callable[[QueryDict, Desk], str]] = {
    "add": _add,
    "remove": _remove,
    "correct": _correct,
    "withdraw": _withdraw,
}


def _page(request: HttpRequest, actor: Actor, refusal: Refusal | None = None) -> HttpResponse:
    at = timezone.now()
    count, waiting = to_sort(actor, at)
    context: dict[str, Any] = {
        "errors": [as_error(refusal, "word" if request.POST.get("act") == "add" else "")] if refusal else [],
        "form": request.POST,
        "offers": offers(actor.region, at),
        "words": words_added(),
        "choices": choices(),
        "weights": WEIGHTS,
        "waiting": waiting,
        "waiting_count": count,
        "corrections": made(actor),
        "agreement": Share(*agreement()),
        "topics": list(Topic),
        "natures": list(BarrierNature),
        "statuses": list(TextStatus),
    }
    return render(request, "clearway/lexicon.html", context, status=status_of(refusal) if refusal else 200)
