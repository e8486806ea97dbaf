"""``/propose/``: a measure is proposed; the verdict of the law is told while the form is being filled in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from clearway.core.barriers import Barrier
from clearway.core.epidemic import DiseaseClass
from clearway.core.people import Actor
from clearway.core.places import Point
from clearway.core.refusals import Refusal
from clearway.law.load import load_rulebook
from clearway.loop import handle_measure
from clearway.loop.look_at_map import ways_near
from clearway.loop.train import lacking_before
from clearway.record import reading
from clearway.web.desk import desk_of
from clearway.web.mapping import map_settings
from clearway.web.offices import for_offices
from clearway.web.proposing import KINDS, ORGANS, Filled, blank, read_form, shown_again
from clearway.web.refusing import FormError, as_error, in_words, status_of
from clearway.web.showing.closing import closing_told
from clearway.web.showing.grades import bearing_on
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.proposals import where

_WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def propose(request: HttpRequest, actor: Actor, number: str = "") -> HttpResponse:
    """The form; ``step=check`` shows the verdict, ``step=take-…`` takes an alternative over, ``step=send`` proposes.

    With a ``number`` it brings a returned proposal back, changed.
    """
    if request.method != "POST":
        values = shown_again(reading.proposal(number).draft) if number else blank(timezone.now())
        return _form(request, actor, number, Filled(values=values, point=_point(values), draft=None, errors=()))
    filled, step = read_form(request.POST, timezone.now()), request.POST.get("step", "check")
    if step.startswith("take-"):
        return _form(request, actor, number, _taken(filled, step.removeprefix("take-"), actor))
    if step != "send" or filled.draft is None:
        return _form(request, actor, number, filled)
    try:
        return redirect(f"/proposals/{_send(filled, actor, number)}")
    except Refusal as refusal:
        return _form(request, actor, number, filled, as_error(refusal, "place_code"), status_of(refusal))


@require_POST
@for_offices
def verdict(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The part of the page that follows the form: ways near the place, findings, alternatives."""
    filled = read_form(request.POST, timezone.now())
    return render(request, "clearway/parts/verdict.html", _verdict(filled, actor))


def _send(filled: Filled, actor: Actor, number: str) -> str:
    assert filled.draft is not None
    desk, home = desk_of(actor, timezone.now()), settings.ENVIRONMENT.home
    if not number:
        return handle_measure.propose(filled.draft, home, desk)
    handle_measure.revise(number, filled.draft, home, desk)
    return number


def _taken(filled: Filled, name: str, actor: Actor) -> Filled:
    """The form with an alternative taken over, where it is one the law would not fail."""
    if filled.draft is None:
        return filled
    found = handle_measure.look(filled.draft, settings.ENVIRONMENT.home, desk_of(actor, timezone.now()))
    draft = next((one.draft for one in found.alternatives if one.name == name and one.draft), filled.draft)
    return Filled(values=shown_again(draft), point=draft.point, draft=draft, errors=())


def _verdict(filled: Filled, actor: Actor) -> dict[str, Any]:
    home = settings.ENVIRONMENT.home
    found = handle_measure.look(filled.draft, home, desk_of(actor, timezone.now())) if filled.draft else None
    near = ways_near(home, filled.point) if filled.point else ()
    links = filled.values.get("links")
    chosen = links if isinstance(links, list) else []
    return {
        "found": found,
        "refused": in_words(found.refused) if found and found.refused else None,
        "ways": [{"way": way, "text": where(way), "chosen": str(way.link) in chosen} for way in near],
        "pinned": filled.point is not None,
        "closing": closing_told([str(link) for link in chosen]),
        "bearing": bearing_on(filled.draft.place_code, timezone.now()) if filled.draft else None,
    }


def _form(
    request: HttpRequest, actor: Actor, number: str, filled: Filled, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    errors = [*filled.errors, *([error] if error else [])]
    context: dict[str, Any] = {
        **_verdict(filled, actor),
        "courses": lacking_before("propose", desk_of(actor, timezone.now())),
        "number": number,
        "form": filled.values,
        "errors": errors,
        "wrong": {one.field for one in errors},
        "areas": homes_by_area(),
        "kinds": KINDS,
        "organs": ORGANS,
        "diseases": list(DiseaseClass),
        "means": list(Barrier),
        "needs": load_rulebook().value("closing.guarantees", timezone.localdate()) or [],
        "map": map_settings(*((filled.point.lat, filled.point.lon) if filled.point else (None, None))),
    }
    return render(request, "clearway/propose.html", context, status=_WRONG if errors and status == 200 else status)


def _point(values: dict[str, object] | Any) -> Point | None:
    try:
        return Point(float(str(values.get("lat", ""))), float(str(values.get("lon", ""))))
    except ValueError:
        return None
