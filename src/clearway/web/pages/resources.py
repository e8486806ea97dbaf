"""``/resources/``: what the standards ask, what is missing, who should get what, and what is on its way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.people import Actor
from clearway.core.places import Level, region_at
from clearway.core.refusals import BadUsage, Missing, Refusal
from clearway.core.resources import GOODS, DispatchState, Gap, Gift, GiftState, Item
from clearway.core.words import Bilingual
from clearway.loop import manage_resources
from clearway.loop.desk import Desk
from clearway.record.reading import resources as kept
from clearway.respond.resources.dispatching import COUNTY, keeps
from clearway.web.desk import desk_of
from clearway.web.offices import for_offices
from clearway.web.refusing import FormError, as_error, status_of
from clearway.web.showing.places import place_names

LONGEST = 200
RECENT = 30


@require_http_methods(["GET", "HEAD", "POST"])
@for_offices
def resources(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The page; POST does the act its form names."""
    desk = desk_of(actor, timezone.now())
    if request.method != "POST":
        return _page(request, desk)
    try:
        act = _ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise BadUsage(zh="没有这一步", en="no such act")
        act(request.POST, desk)
    except Refusal as refusal:
        return _page(request, desk, as_error(refusal), status_of(refusal))
    return redirect("/resources/")


def _page(request: HttpRequest, desk: Desk, error: FormError | None = None, status: int = 200) -> HttpResponse:
    region = desk.by.region
    gaps = manage_resources.gaps_in(region, desk)
    moving = kept.dispatches(region)[:RECENT]
    given = kept.gifts(region)[:RECENT]
    proposal = _proposal(desk)
    codes = {one.place_code for one in proposal} | {one.sender for one in moving} | {one.receiver for one in moving}
    names = place_names(codes | {one.place_code for one in given if one.place_code} | {region})
    context: dict[str, Any] = {
        "sums": manage_resources.summed(gaps),
        "by_township": _by_township(gaps),
        "proposal": [(one, names[one.place_code]) for one in proposal],
        "moving": [(one, names[one.sender], names[one.receiver], _may(one, desk)) for one in moving],
        "gifts": [(one, names.get(one.place_code or ""), _gift_moves(one, desk)) for one in given],
        "hours": kept.hours(region)[:RECENT],
        "items": list(Item),
        "goods": list(GOODS),
        "stores": manage_resources.stores_of(desk),
        "below": [place for place in manage_resources.stores_of(desk) if place.code in _below(desk)],
        "own": keeps(desk.by, region),
        "form": request.POST,
        "errors": [error] if error else [],
    }
    return render(request, "clearway/resources.html", context, status=status)


def _by_township(gaps: tuple[Gap, ...]) -> list[tuple[Bilingual, list[tuple[Bilingual, Gap]], int]]:
    """Township, its places' gaps, and how many are short; the shortest township first."""
    towns: dict[str, list[Gap]] = {}
    for gap in gaps:
        towns.setdefault(region_at(gap.place_code, Level.TOWNSHIP), []).append(gap)
    names = place_names([*towns, *(gap.place_code for gap in gaps)])
    rows = [
        (names[code], [(names[gap.place_code], gap) for gap in own], sum(bool(gap.missing) for gap in own))
        for code, own in towns.items()
    ]
    return sorted(rows, key=lambda row: -row[2])


def _below(desk: Desk) -> frozenset[str]:
    return manage_resources.one_down(desk.by.region)


def _proposal(desk: Desk) -> tuple[Any, ...]:
    return manage_resources.propose(desk) if keeps(desk.by, desk.by.region) else ()


def _may(one: Any, desk: Desk) -> str:
    """What this person may do with a dispatch now: send, receive or nothing."""
    if one.state is DispatchState.ORDERED and keeps(desk.by, one.sender):
        return "send"
    return "receive" if one.state is DispatchState.SENT and keeps(desk.by, one.receiver) else ""


def _gift_moves(one: Gift, desk: Desk) -> dict[str, Any]:
    """What this person may do with a gift now, with the places that lack it."""
    if one.state is GiftState.OFFERED and (desk.by.role in COUNTY or keeps(desk.by, one.region)):
        lacking = manage_resources.matches(one, desk)[:20]
        names = place_names(gap.place_code for gap in lacking)
        return {"act": "allot", "places": [(gap, names[gap.place_code]) for gap in lacking]}
    if one.state is GiftState.ALLOTTED and one.place_code and keeps(desk.by, one.place_code):
        return {"act": "receive"}
    return {}


def _quantity(form: QueryDict) -> int:
    return _whole(form.get("quantity", ""))


def _whole(said: str) -> int:
    said = said.strip()
    if not said.isdecimal() or len(said) > 9:
        raise Missing(zh="以整数填写的数量", en="the quantity as a whole number")
    return int(said)


def _item(form: QueryDict) -> Item:
    return _known_item(form.get("item", ""))


def _known_item(said: str) -> Item:
    if said not in set(Item):
        raise Missing(zh="物资", en="the item")
    return Item(said)


def _count(form: QueryDict, desk: Desk) -> None:
    manage_resources.count(form.get("place_code", ""), _item(form), _quantity(form), desk)


def _order(form: QueryDict, desk: Desk) -> None:
    reason = form.get("reason", "")[:LONGEST]
    manage_resources.order(form.get("place_code", ""), _item(form), _quantity(form), reason, desk)


def _order_marked(form: QueryDict, desk: Desk) -> None:
    """Every marked line of the proposal, all or none."""
    marked = [key.partition(":") for key in form.getlist("marked")]
    if not marked:
        raise Missing(zh="勾选的行", en="a marked line")
    lines = [(code, _known_item(item), _whole(form.get(f"quantity-{code}:{item}", ""))) for code, _, item in marked]
    manage_resources.order_many(lines, form.get("reason", "")[:LONGEST], desk)


def _issue(form: QueryDict, desk: Desk) -> None:
    manage_resources.issue(_item(form), _quantity(form), form.get("purpose", "")[:LONGEST], desk)


def _offer(form: QueryDict, desk: Desk) -> None:
    gift = Gift(
        number="", giver=form.get("giver", "")[:120], item=_item(form), quantity=_quantity(form),
        region=desk.by.region, state=GiftState.OFFERED,
    )  # fmt: skip
    manage_resources.offer(gift, desk)


def _time(form: QueryDict, desk: Desk) -> None:
    try:
        people, hours = int(form.get("people", "")), float(form.get("hours", ""))
    except ValueError:
        raise Missing(zh="人数和小时数", en="how many people, and their hours") from None
    manage_resources.give_time(form.get("place_code", ""), people, hours, form.get("work", "")[:LONGEST], desk)


_ACTS: Mapping[str, Callable[[QueryDict, Desk], None]] = {
    "count_stock": _count,
    "order_dispatch": _order,
    "order_marked": _order_marked,
    "issue_stock": _issue,
    "enter_gift": _offer,
    "record_time": _time,
    "send_dispatch": lambda form, desk: manage_resources.send(form.get("number", ""), desk),
    "receive_dispatch": lambda form, desk: manage_resources.receive(form.get("number", ""), _quantity(form), desk),
    "cancel_dispatch": lambda form, desk: manage_resources.cancel(
        form.get("number", ""), form.get("reason", "")[:LONGEST], desk
    ),
    "allot_gift": lambda form, desk: manage_resources.allot(form.get("number", ""), form.get("place_code", ""), desk),
}
