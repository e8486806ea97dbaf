"""``/passes/``: ask for a pass; ``/passes/of/<link>``: the holder's page, sheet, picture, giving back, appeal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from clearway.core.passes import AskedBy, Pass, PassState, Purpose
from clearway.core.places import is_place_code
from clearway.core.refusals import BadUsage, NotFound, Refusal
from clearway.law.load import load_rulebook
from clearway.loop import issue_pass, revoke_pass
from clearway.loop.gate_help import PHONE, duty_phone, named
from clearway.passes.qr import draw_svg
from clearway.publish.documents.pass_sheet import PassSheet, phone_png, sheet_pdf
from clearway.record.models import PassAppealRow, PassRow
from clearway.record.reading.naming import place_names
from clearway.record.reading.passes import has_open_appeal
from clearway.web.desk import desk_of
from clearway.web.issuer import gates_now, pass_keys, resident_desk
from clearway.web.passing import TERMS, destinations, read_form
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.homes import homes_by_area
from clearway.web.showing.places import place_name
from clearway.web.showing.rules import rules_shown
from clearway.web.throttle import count
from clearway.web.viewer import actor_of, is_office

_RULES = ("passes.at_once", "passes.answer_hours", "passes.longest_hours", "passes.deletion_days")
_WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def passes(request: HttpRequest) -> HttpResponse:
    """What a pass is, which gates there are, and the form; POST asks for one."""
    gates_now(timezone.now())
    if request.method != "POST":
        return _form(request, [])
    actor, at = actor_of(request), timezone.now()
    read = read_form(request.POST.dict(), actor, at, settings.ENVIRONMENT.time_zone)
    if read.asking is None:
        return _form(request, list(read.errors), _WRONG)
    try:
        if not is_office(actor):
            count(request)
        desk = desk_of(actor, at) if actor is not None and is_office(actor) else resident_desk(at)
        receipt = issue_pass.ask_for(read.asking, settings.ENVIRONMENT.home, desk)
    except Refusal as refusal:
        return _form(request, [as_error(refusal, "place_code")], status_of(refusal))
    return redirect(f"/passes/of/{receipt.link}?new=1")


@require_safe
@never_cache
def holder(request: HttpRequest, link: str) -> HttpResponse:
    """The holder's page: the code, how it stands, giving it back."""
    return _holder(request, link)


@require_POST
@never_cache
def holder_acts(request: HttpRequest, link: str) -> HttpResponse:
    """``act=revoke`` gives the pass back or reports it lost; ``act=appeal`` appeals."""
    act, at = request.POST.get("act", ""), timezone.now()
    try:
        count(request)
        if act == "revoke":
            revoke_pass.holder_revokes(link, request.POST.get("reason", ""), resident_desk(at))
        elif act == "appeal":
            revoke_pass.appeal(link, request.POST.get("text", "")[:1_000], resident_desk(at))
        else:
            raise BadUsage(zh="没有这一步", en="no such act")
    except Refusal as refusal:
        return _holder(request, link, [as_error(refusal)], status_of(refusal))
    return redirect(f"/passes/of/{link}")


@require_safe
@never_cache
def pass_file(request: HttpRequest, link: str, name: str) -> HttpResponse:
    """``sheet.pdf`` for paper, ``picture.png`` for a phone, ``qr.svg`` alone; for whoever has the link."""
    if name not in _FILES:
        return refuse(request, NotFound(what="document", number=name[:40]))
    write, media = _FILES[name]
    try:
        answer = HttpResponse(write(link), content_type=media)
    except Refusal as refusal:
        return refuse(request, refusal)
    if name != "qr.svg":
        answer["Content-Disposition"] = f'inline; filename="clearway-{name}"'
    return answer


def sheet_of(link: str) -> PassSheet:
    """What the sheet of a pass says.

    Raises:
        Refusal: no such pass, or it is not valid.
    """
    found, minted = issue_pass.found_by(link), issue_pass.mint(link, pass_keys())
    return PassSheet(
        claims=minted.claims,
        text=minted.text,
        gates=gate_names(found.wish.gates),
        duty_phone=_phone(found.wish.gates),
        zone=settings.ENVIRONMENT.time_zone,
    )


def gate_names(numbers: tuple[int, ...]) -> tuple[str, ...]:
    """Gates as people know them; the number alone where the gate is gone."""
    known = {one.number: one.place_code for one in gates_now(timezone.now())}
    names = place_names(known[number] for number in numbers if number in known)
    return tuple(named(names[known[number]], number).zh if number in known else f"{number}号门" for number in numbers)


def _phone(numbers: tuple[int, ...]) -> str:
    return duty_phone(one for one in gates_now(timezone.now()) if one.number in numbers)


def _sheet(link: str) -> bytes:
    return sheet_pdf(sheet_of(link))


def _picture(link: str) -> bytes:
    return phone_png(sheet_of(link))


def _code(link: str) -> bytes:
    return draw_svg(issue_pass.mint(link, pass_keys()).text).encode()


_FILES: Mapping[str, tuple[Callable[[str], bytes], str]] = {
    "sheet.pdf": (_sheet, "application/pdf"),
    "picture.png": (_picture, "image/png"),
    "qr.svg": (_code, "image/svg+xml"),
}


def standing_of(found: Pass) -> str:
    """How a pass stands at this moment."""
    over = found.wish.term.ends_at <= timezone.now()
    return "expired" if over and found.state is PassState.ISSUED else found.state.value


def _holder(request: HttpRequest, link: str, errors: list[FormError] | None = None, status: int = 200) -> HttpResponse:
    try:
        found = issue_pass.found_by(link)
    except Refusal as refusal:
        return refuse(request, refusal)
    standing = standing_of(found)
    valid = standing == PassState.ISSUED.value
    context: dict[str, Any] = {
        "link": link,
        "pass": found,
        "row": PassRow.objects.get(number=found.number),
        "standing": standing,
        "place": place_name(found.wish.place_code),
        "gates": gate_names(found.wish.gates),
        "code": issue_pass.code_of(found) if valid else "",
        "appeals": list(PassAppealRow.objects.filter(pass_number=found.number).order_by("made_at")),
        "may_appeal": standing in ("revoked", "declined") and not has_open_appeal(found.number),
        "new": request.GET.get("new") == "1",
        "errors": errors or [],
        "phone": _phone(found.wish.gates),
    }
    return render(request, "clearway/pass.html", context, status=status)


def _prefilled(request: HttpRequest) -> dict[str, str]:
    """What a link that leads here says already: ``?purpose=supplies&place_code=…``."""
    purpose, code = request.GET.get("purpose", ""), request.GET.get("place_code", "")
    said = {"purpose": purpose if purpose in set(Purpose) else "", "place_code": code if is_place_code(code) else ""}
    return {name: value for name, value in said.items() if value}


def _form(request: HttpRequest, errors: list[FormError], status: int = 200) -> HttpResponse:
    at = timezone.now()
    gates = [one for one in gates_now(at) if one.controlled(at)]
    names = place_names(one.place_code for one in gates)
    context: dict[str, Any] = {
        "errors": errors,
        "wrong": {error.field for error in errors},
        "answers": request.POST or _prefilled(request),
        "purposes": [one.value for one in Purpose],
        "terms": TERMS,
        "areas": homes_by_area(),
        "destinations": destinations(),
        "relative": AskedBy.RELATIVE.value,
        "gates": [(one, named(names[one.place_code], one.number)) for one in gates],
        "office": is_office(actor_of(request)),
        "rules": rules_shown(_RULES, load_rulebook(), timezone.localtime()),
        "phone": PHONE,
    }
    return render(request, "clearway/passes.html", context, status=status)
