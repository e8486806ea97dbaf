"""``/funds/`` and ``/funds/<number>``: money in, promised, spent and given back, who bore it, and what it did."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.funds import Entry, Fund, FundForm, FundLine, Payer
from clearway.core.people import Actor
from clearway.core.places import covers
from clearway.core.refusals import Missing, Refusal
from clearway.core.words import Bilingual
from clearway.loop import keep_funds, manage_resources
from clearway.loop.desk import Desk
from clearway.record.reading import resources as kept
from clearway.respond.funds.moving import KEEPERS
from clearway.sources.budget import fen
from clearway.sources.columns import Unfit
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices, outside
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.places import place_names

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def funds(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All funds of the region; POST opens one."""
    desk = desk_of(actor, timezone.now())
    if request.method != "POST":
        return _list(request, desk)
    try:
        return redirect(f"/funds/{keep_funds.open_one(_fund(request.POST, desk), desk)}")
    except Refusal as refusal:
        return _list(request, desk, as_error(refusal, "title"), status_of(refusal))


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def fund(request: HttpRequest, actor: Actor, number: str) -> HttpResponse:
    """One fund with its ledger; POST writes a line."""
    desk = desk_of(actor, timezone.now())
    try:
        found = kept.fund(number)
    except Refusal as refusal:
        return refuse(request, refusal)
    if refused := outside(request, actor, found.region):
        return refused
    if request.method != "POST":
        return _one(request, desk, number)
    try:
        keep_funds.write_line(_line(request.POST, number, desk.local.date()), desk)
    except Refusal as refusal:
        return _one(request, desk, number, as_error(refusal, "yuan"), status_of(refusal))
    return redirect(f"/funds/{number}")


def _list(request: HttpRequest, desk: Desk, error: FormError | None = None, status: int = 200) -> HttpResponse:
    now = keep_funds.funds_now(desk)
    names = place_names(one.fund.region for one in now)
    context: dict[str, Any] = {
        "funds": [(one, names[one.fund.region]) for one in now],
        "did": keep_funds.what_it_did(desk),
        "keeper": desk.by.role in KEEPERS,
        "forms": list(FundForm),
        "year": desk.local.year,
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/funds.html", context, status=status)


def _one(
    request: HttpRequest, desk: Desk, number: str, error: FormError | None = None, status: int = 200
) -> HttpResponse:
    now, lines = keep_funds.fund_now(number, desk), kept.fund_lines(number)
    names = place_names(line.place_code for line in lines if line.place_code)
    context: dict[str, Any] = {
        "now": now,
        "shares": [(payer, share * 100) for payer, share in now.shares.items() if share],
        "lines": [(line, names.get(line.place_code, "")) for line in reversed(lines)],
        "keeper": desk.by.role in KEEPERS and covers(desk.by.region, now.fund.region),
        "entries": list(Entry),
        "payers": list(Payer),
        "places": manage_resources.stores_of(desk),
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/fund.html", context, status=status)


def _fund(form: QueryDict, desk: Desk) -> Fund:
    said = form.get("form", "")
    return Fund(
        number="",
        title=form.get("title", "")[:LONGEST],
        form=FundForm(said) if said in set(FundForm) else FundForm.BUDGET,
        region=desk.by.region,
        year=_year(form.get("year", "")),
        planned=_yuan(form, "planned"),
        revenue=_yuan(form, "revenue") if form.get("revenue", "").strip() else None,
    )


def _line(form: QueryDict, number: str, on: date) -> FundLine:
    entry, payer, amount = form.get("entry", ""), form.get("payer", ""), _yuan(form, "yuan")
    if entry not in set(Entry) or payer not in set(Payer) or amount == 0:
        raise Missing(zh="收支类型、承担方和大于零的金额", en="what kind of line, who bears it, an amount above zero")
    return FundLine(
        fund=number, entry=Entry(entry), fen=amount, purpose=form.get("purpose", "")[:LONGEST], payer=Payer(payer),
        on=on, place_code=form.get("place_code", ""),
    )  # fmt: skip


def _yuan(form: QueryDict, name: str) -> int:
    try:
        return fen(form.get(name, ""))
    except Unfit as unfit:
        expected: Bilingual = unfit.expected
        raise Missing(zh=expected.zh, en=expected.en) from None


def _year(said: str) -> int:
    if not (said.isdecimal() and 2000 <= int(said) <= 2100):
        raise Missing(zh="年度（2000–2100）", en="the year, 2000 to 2100")
    return int(said)
