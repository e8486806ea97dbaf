"""``…/documents/<kind>.<format>`` below a proposal, a measure or a case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from clearway.core.people import Actor
from clearway.core.refusals import Refusal
from clearway.record import reading
from clearway.web.documenting import is_public, send
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import not_found, refuse


@require_safe
def measure_document(request: HttpRequest, number: str, kind: str, form: str) -> HttpResponse:
    """A document of a measure: public ones for anybody, the others for offices of the region."""
    if is_public(kind):
        return _sent(request, number, kind, form)
    answer: HttpResponse = _measure_office(request, number, kind, form)
    return answer


@require_safe
@for_offices
def proposal_document(request: HttpRequest, actor: Actor, number: str, kind: str, form: str) -> HttpResponse:
    """A document of a proposal, for offices of its region."""
    try:
        place = reading.proposal(number).draft.place_code
    except Refusal as refusal:
        return refuse(request, refusal)
    return outside(request, actor, place) or _sent(request, number, kind, form)


@require_safe
@for_offices
def case_document(request: HttpRequest, actor: Actor, number: str, kind: str, form: str) -> HttpResponse:
    """A document of a case, for offices of its region."""
    try:
        place = reading.case(number).place_code
    except Refusal as refusal:
        return refuse(request, refusal)
    return outside(request, actor, place) or _sent(request, number, kind, form)


@for_offices
def _measure_office(request: HttpRequest, actor: Actor, number: str, kind: str, form: str) -> HttpResponse:
    found = reading.measure(number)
    if found is None:
        return not_found(request, "measure", number)
    return outside(request, actor, found.place_code or "") or _sent(request, number, kind, form)


def _sent(request: HttpRequest, number: str, kind: str, form: str) -> HttpResponse:
    try:
        return send(request, kind, number, form)
    except Refusal as refusal:
        return refuse(request, refusal)
