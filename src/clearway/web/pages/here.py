"""``/here/<number>``: for the person at the barrier. Lawful or not, by whom, until when, what one may demand."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from clearway.core.measures import MeasureStatus
from clearway.core.places import Level, Point, is_place_code, parent_code, region_at
from clearway.law.load import load_rulebook
from clearway.loop.look_at_map import NearWay, open_gate
from clearway.publish.documents.qr import svg
from clearway.publish.published import quoted
from clearway.record import reading
from clearway.record.models import MeasureRow
from clearway.record.reading import standing_rows
from clearway.record.reading.support import answers_about
from clearway.web.refusing import not_found
from clearway.web.showing.measures import MeasureCard, cards
from clearway.web.showing.places import place_name
from clearway.web.showing.proposals import where
from clearway.web.showing.rules import rules_shown

#: What one may demand at a barrier, by the rule that says so.
DEMANDS = (
    "closing.guarantees",
    "closing.emergency_vehicles",
    "closing.fire_lanes",
    "closing.notice_content",
    "closing.barrier_by_others",
    "duty.personal_data",
    "residents.appeal",
)
HOTLINE = "12345"
_SALT, _MOST = "opening", 30
_ANSWERS = 5


@require_safe
def here(request: HttpRequest, number: str) -> HttpResponse:
    """A measure's page at its barrier; with the code of a place or gate: what stands there, if anything does."""
    row = MeasureRow.objects.filter(number=number).first()
    if row is None and is_place_code(number):
        row = _standing_at(number)
        if row is None and reading.place(number) is not None:
            return render(request, "clearway/here.html", _context(None, number))
    if row is None:
        return not_found(request, "measure", number)
    return render(request, "clearway/here.html", _context(row, row.place_code or ""))


@require_safe
def here_code(request: HttpRequest, number: str) -> HttpResponse:
    """The QR code that leads to ``/here/<number>``."""
    return HttpResponse(svg(request.build_absolute_uri(f"/here/{quoted(number)}")), content_type="image/svg+xml")


@require_POST
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """“Tell me when it opens”: a page of one's own, kept nowhere but in its address."""
    if not MeasureRow.objects.filter(number=number).exists():
        return not_found(request, "measure", number)
    known = _numbers(request.POST.get("token", "")) or []
    return redirect(f"/opening/{signing.dumps([*known, number][-_MOST:], salt=_SALT, compress=True)}")


@require_safe
def opening(request: HttpRequest, token: str) -> HttpResponse:
    """How the measures one follows stand; the address is the subscription, nothing is stored."""
    numbers = _numbers(token)
    if numbers is None:
        return not_found(request, "page", token)
    found = cards(MeasureRow.objects.filter(number__in=numbers), timezone.now())
    return render(request, "clearway/opening.html", {"cards": found, "token": token})


def _numbers(token: str) -> list[str] | None:
    try:
        return [str(number) for number in signing.loads(token, salt=_SALT)]
    except signing.BadSignature:
        return None


def _standing_at(code: str) -> MeasureRow | None:
    """What stands at a place or at one it lies in: a closure nobody registered before a measure."""
    codes: list[str] = []
    here: str | None = code
    while here is not None:
        codes.append(here)
        here = parent_code(here)
    rows = standing_rows(timezone.now()).filter(place_code__in=codes)
    return rows.order_by("registered", "-starts_at").first()


def _context(row: MeasureRow | None, code: str) -> dict[str, Any]:
    at = timezone.now()
    card = cards([row], at)[0] if row else None
    point = Point(card.lat, card.lon) if card and card.lat is not None and card.lon is not None else None
    known = reading.place(code) if code else None
    gate = _open_gate(point or (known.point if known else None))
    proposal = reading.proposal(row.proposal) if row and row.proposal else None
    return {
        "card": card,
        "measure": card.measure if card else None,
        "lawful": _lawful(card),
        "place": card.place if card else place_name(code),
        "gate": where(gate) if gate else None,
        "phone": proposal.draft.help_phone if proposal and proposal.draft.help_phone else HOTLINE,
        "demands": rules_shown(DEMANDS, load_rulebook(), at),
        "point": point,
        "answers": answers_about(place_code=region_at(code, Level.COMMUNITY))[:_ANSWERS] if code else (),
    }


def _lawful(card: MeasureCard | None) -> str:
    """yes: registered and in force; no: nobody approved it, or it should be open by now; open: nothing stands here."""
    if card is None:
        return "open"
    return {MeasureStatus.IN_FORCE: "yes", MeasureStatus.UNREGISTERED: "no"}.get(card.status, "over")


def _open_gate(point: Point | None) -> NearWay | None:
    if point is None:
        return None
    standing = standing_rows(timezone.now()).exclude(road_links=[]).values_list("road_links", flat=True)
    closed = frozenset(int(link) for links in standing for link in links)
    return open_gate(settings.ENVIRONMENT.home, point, closed)
