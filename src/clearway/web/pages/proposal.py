"""``/proposals/`` and ``/proposals/<number>``: the steps, the findings, and the act of whose turn it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from clearway.core.people import Actor
from clearway.core.proposals import ChainStep, Proposal, StepOutcome
from clearway.core.refusals import BadUsage, NotFound, Refusal
from clearway.law.load import load_rulebook
from clearway.loop import handle_measure
from clearway.loop.held_on import held_on
from clearway.record import reading
from clearway.respond.measures.stepping import Said
from clearway.web.desk import desk_of
from clearway.web.documenting import documents_of
from clearway.web.mapping import map_settings
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import FormError, as_error, in_words, refuse, status_of
from clearway.web.showing.history import grouped
from clearway.web.showing.places import place_name, place_names
from clearway.web.showing.proposals import is_open, shown

LONGEST_NOTE = 2_000
#: Refusals that concern who proposes, not what is proposed.
_OF_THE_PROPOSER = ("not_allowed", "missing")


@require_safe
@for_offices
def proposals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every proposal of the actor's region: those still under way first."""
    found = sorted(reading.proposals(within=actor.region), key=lambda one: not is_open(one))[:200]
    names = place_names(one.draft.place_code for one in found)
    at = timezone.localtime()
    rows = [(shown(one, actor, at, load_rulebook()), names[one.draft.place_code]) for one in found]
    return render(request, "clearway/proposals.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def proposal(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One proposal; POST takes the step named in the form."""
    try:
        found = reading.proposal(number)
    except NotFound as refusal:
        return refuse(request, refusal)
    refused = outside(request, actor, found.draft.place_code)
    if refused is not None:
        return refused
    if request.method != "POST":
        return _page(request, actor, found)
    try:
        _step(request, actor, number)
    except Refusal as refusal:
        return _page(request, actor, reading.proposal(number), as_error(refusal, "note"), status_of(refusal))
    return redirect(f"/proposals/{number}")


def _step(request: HttpRequest, actor: Actor, number: str) -> None:
    form = request.POST
    step, outcome, note = form.get("step", ""), form.get("outcome", "passed"), form.get("note", "")
    if step not in set(ChainStep) or outcome not in set(StepOutcome):
        raise BadUsage(zh="没有这一步", en="no such step")
    if len(note) > LONGEST_NOTE:
        raise BadUsage(zh=f"意见超过 {LONGEST_NOTE} 字", en=f"the opinion is longer than {LONGEST_NOTE} characters")
    desk, named = desk_of(actor, timezone.now()), form.get("reference", "").strip()
    said = Said(outcome=StepOutcome(outcome), note=note)
    handle_measure.take_step(number, ChainStep(step), said, settings.ENVIRONMENT.home, desk, named=named)


def _page(
    request: HttpRequest, actor: Actor, found: Proposal, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    at, draft = timezone.localtime(), found.draft
    told = shown(found, actor, at, load_rulebook())
    desk = desk_of(actor, timezone.now())
    look = handle_measure.look(draft, settings.ENVIRONMENT.home, desk) if is_open(found) else None
    barred = look.refused if look and look.refused and look.refused.code not in _OF_THE_PROPOSER else None
    signed = [one for one in found.steps if one.findings]
    context: dict[str, Any] = {
        "shown": told,
        "proposal": found,
        "draft": draft,
        "place": place_name(draft.place_code),
        "findings": look.findings if look else (signed[-1].findings if signed else ()),
        "refused": in_words(barred) if barred else None,
        "alternatives": look.alternatives if look else (),
        "acts": grouped(reading.course(found.number)),
        "held": held_on(found.number, desk),
        "errors": [error] if error else [],
        "form": request.POST,
        "documents": documents_of(found.number),
        "map": map_settings(*((draft.point.lat, draft.point.lon) if draft.point else (None, None))),
    }
    return render(request, "clearway/proposal.html", context, status=status)
