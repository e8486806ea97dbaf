"""``/passes/desk/``: what waits for an office: requests with their clock, revocations, appeals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clearway.core.passes import OWN_REASONS, Pass, RevocationReason
from clearway.core.people import Actor
from clearway.core.refusals import BadUsage, Refusal
from clearway.law.load import load_rulebook
from clearway.loop import issue_pass, revoke_pass
from clearway.loop.desk import Desk
from clearway.record.models import DeletionReportRow, PassAppealRow, PassRevocationRow, PassRow
from clearway.record.reading import passes as read
from clearway.record.reading.town import code_prefix
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices, outside
from clearway.web.pages.passes import gate_names, standing_of
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.history import grouped
from clearway.web.showing.places import place_name, place_names
from clearway.web.showing.rules import rules_shown

_SHOWN, _LONGEST_NOTE = 100, 1_000
_RULES = ("passes.revocation_reasons", "passes.revocation_limit", "passes.appeal_hours")


@require_safe
@for_offices
def pass_desk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The office's desk of passes."""
    waiting = read.passes_waiting(actor.region)
    revocations = read.revocations_waiting(actor.region)
    names = place_names(one.wish.place_code for one in waiting)
    inside = PassRow.objects.filter(place_code__startswith=code_prefix(actor.region))
    context: dict[str, Any] = {
        "waiting": [(one, names[one.wish.place_code]) for one in waiting[:_SHOWN]],
        "revocations": revocations[:_SHOWN],
        "appeals": PassAppealRow.objects.filter(upheld=None, pass_number__in=inside.values("number"))[:_SHOWN],
        "found": _searched(request, inside),
        "asked": request.GET.get("number", ""),
        "live": inside.filter(state="issued", ends_at__gt=timezone.now()).count(),
        "reports": DeletionReportRow.objects.order_by("-at")[:10],
    }
    return render(request, "clearway/pass_desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def pass_case(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One pass: decide, propose to revoke, answer its appeal. Offices see no name: only its holder has it."""
    try:
        found = read.one_pass(number)
    except Refusal as refusal:
        return refuse(request, refusal)
    refused = outside(request, actor, found.wish.place_code)
    if refused is not None:
        return refused
    if request.method != "POST":
        return _page(request, found)
    try:
        _act(request.POST, _ACTS)(number, request.POST, desk_of(actor, timezone.now()))
    except Refusal as refusal:
        return _page(request, read.one_pass(number), [as_error(refusal, "note")], status_of(refusal))
    return redirect(f"/passes/desk/{number}")


@require_POST
@for_offices
def revocation_acts(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """The second person confirms or does not; the county signs what is held."""
    try:
        waiting = read.revocation(number)
        found = read.one_pass(waiting.pass_number)
        refused = outside(request, actor, found.wish.place_code)
        if refused is not None:
            return refused
        _act(request.POST, _REVOCATION_ACTS)(number, request.POST, desk_of(actor, timezone.now()))
    except Refusal as refusal:
        known = read.revocation(number).pass_number if _exists(number) else None
        if known is None:
            return refuse(request, refusal)
        return _page(request, read.one_pass(known), [as_error(refusal)], status_of(refusal))
    return redirect(f"/passes/desk/{found.number}")


Act = Callable[[str, QueryDict, Desk], object]


def _act(form: QueryDict, acts: Mapping[str, Act]) -> Act:
    act = acts.get(form.get("act", ""))
    if act is None or len(form.get("note", "")) > _LONGEST_NOTE:
        raise BadUsage(zh="没有这一步，或说明过长", en="no such act, or too long a note")
    return act


_ACTS: Mapping[str, Act] = {
    "approve": lambda number, form, desk: issue_pass.approve(number, form.get("note", ""), desk),
    "decline": lambda number, form, desk: issue_pass.decline(number, form.get("note", ""), desk),
    "revoke": lambda number, form, desk: revoke_pass.propose(number, form.get("reason", ""), desk),
    "answer": lambda number, form, desk: revoke_pass.answer_appeal(
        form.get("appeal", ""), form.get("upheld") == "yes", form.get("note", ""), desk
    ),
}
_REVOCATION_ACTS: Mapping[str, Act] = {
    "confirm": lambda number, form, desk: revoke_pass.confirm(number, desk),
    "release": lambda number, form, desk: revoke_pass.release(number, desk),
    "refuse": lambda number, form, desk: revoke_pass.refuse(number, desk),
}


def _exists(number: str) -> bool:
    return PassRevocationRow.objects.filter(number=number).exists()


def _searched(request: HttpRequest, inside: Any) -> Any:
    """Passes by number alone: nobody can be looked up by name, because no name is kept."""
    number = request.GET.get("number", "").strip()[:32]
    return inside.filter(number=number) if number else ()


def _page(request: HttpRequest, found: Pass, errors: list[FormError] | None = None, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        "pass": found,
        "standing": standing_of(found),
        "place": place_name(found.wish.place_code),
        "gates": gate_names(found.wish.gates),
        "reasons": [one.value for one in RevocationReason if one not in OWN_REASONS],
        "revocations": PassRevocationRow.objects.filter(pass_number=found.number).order_by("proposed_at"),
        "appeals": PassAppealRow.objects.filter(pass_number=found.number).order_by("made_at"),
        "acts": grouped(read.history(found.number)),
        "errors": errors or [],
        "rules": rules_shown(_RULES, load_rulebook(), timezone.localtime()),
    }
    return render(request, "clearway/pass_case.html", context, status=status)
