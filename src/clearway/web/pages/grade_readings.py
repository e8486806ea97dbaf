"""``/grades/readings``: where each of the twelve readings comes from, how fresh it is, and entering what is missing."""

from __future__ import annotations

from datetime import datetime
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from clearway.core.intake import Feed
from clearway.core.people import Actor, machine
from clearway.core.refusals import Missing, NotAllowed, Refusal
from clearway.loop.desk import Desk
from clearway.loop.enter_readings import FEEDS, enter_reading, enter_table, may_enter, newest_readings
from clearway.loop.grade_places import county_rules
from clearway.loop.jurisdiction import home_region
from clearway.loop.push import Pushed
from clearway.record import reading
from clearway.web.desk import desk_of
from clearway.web.refusing import FormError, as_error, refuse, status_of
from clearway.web.showing.readings import UNITS, sources_shown
from clearway.web.viewer import actor_of

_MOST_BYTES, _SHOWN, _LONGEST = 5_000_000, 20, 200


@require_http_methods(["GET", "HEAD", "POST"])
def grade_readings(request: HttpRequest) -> HttpResponse:
    """The twelve sources; POST enters a reading or a table (county health alone)."""
    actor = actor_of(request)
    if request.method != "POST":
        return _page(request, actor)
    if actor is None or not may_enter(desk_of(actor, timezone.now())):
        role, place = (actor.role.value, actor.region) if actor else ("resident", "-")
        return refuse(request, NotAllowed(role=role, act="enter_readings", place=place))
    desk = desk_of(actor, timezone.now())
    try:
        if request.POST.get("act") == "table":
            return _page(request, actor, pushed=_table(request, desk))
        enter_reading(_fields(request.POST, desk), desk)
    except Refusal as refusal:
        return _page(request, actor, [as_error(refusal, _field(request.POST))], status_of(refusal))
    return _page(request, actor, kept=True)


def _field(form: QueryDict) -> str:
    return "file" if form.get("act") == "table" else "value"


def _table(request: HttpRequest, desk: Desk) -> Pushed:
    sent, feed = request.FILES.get("file"), request.POST.get("feed", "")
    if feed not in FEEDS:
        raise Missing(zh="表格种类", en="the kind of table")
    if not isinstance(sent, UploadedFile) or (sent.size or 0) > _MOST_BYTES:
        raise Missing(zh="5 MB 以内的表格", en="a table of at most 5 MB")
    with TemporaryDirectory() as folder:
        path = Path(folder) / ("readings" + Path(sent.name or "").suffix[:8])
        path.write_bytes(sent.read())
        return enter_table(Feed(feed), path, settings.ENVIRONMENT, desk)


def _fields(form: QueryDict, desk: Desk) -> dict[str, Any]:
    """The form as fields of a reading.

    Raises:
        Missing: something needed is not there, or is no number, day or unit.
    """
    value = _number(form, "value")
    if value is None:
        raise Missing(zh="读数（数字）", en="the reading as a number")
    return {
        "place_code": form.get("place_code", "").strip()[:60], "indicator": _whole(form, "indicator", 1, 12),
        "value": value, "low": _number(form, "low"), "high": _number(form, "high"), "as_of": _moment(form, desk),
        "source": form.get("source", "").strip()[:_LONGEST] or "page", "doubtful": form.get("doubtful") == "on",
        "infections": _whole(form, "infections", 0, 1_000_000) if form.get("infections", "").strip() else None,
        "held_by": UNITS.get(form.get("held_by", ""), (None,))[0],
        "protected": {"yes": True, "no": False}.get(form.get("protected", "")),
    }  # fmt: skip


def _number(form: QueryDict, name: str) -> float | None:
    text = form.get(name, "").strip()[:20]
    if not text:
        return None
    share = text.endswith("%")
    try:
        value = float(text.rstrip("%")) / (100 if share else 1)
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise Missing(zh=f"数字，现为“{text}”", en=f"a number, found “{text}”")
    return value


def _whole(form: QueryDict, name: str, low: int, high: int) -> int:
    text = form.get(name, "").strip()
    if not (text.isascii() and text.isdecimal() and low <= int(text[:9]) <= high):
        raise Missing(zh=f"{low} 至 {high} 的整数", en=f"a whole number from {low} to {high}")
    return int(text[:9])


def _moment(form: QueryDict, desk: Desk) -> datetime:
    """The moment of a reading in the county's time; empty: now."""
    text = form.get("as_of", "").strip()
    if not text:
        return desk.local
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise Missing(
            zh="时刻，如 2026-11-23 或 2026-11-23T08:00", en="a day like 2026-11-23, or 2026-11-23T08:00"
        ) from None
    return told if told.tzinfo else told.replace(tzinfo=desk.zone)


def _page(
    request: HttpRequest, actor: Actor | None, errors: list[FormError] | None = None, status: int = 200, *,
    pushed: Pushed | None = None, kept: bool = False,
) -> HttpResponse:  # fmt: skip
    desk = desk_of(actor or machine(home_region("", reading.places())), timezone.now())
    rules = county_rules(desk, desk.local.date())
    context: dict[str, Any] = {
        "sources": sources_shown(rules, newest_readings(desk.by.region), desk),
        "may_enter": actor is not None and may_enter(desk), "errors": errors or [], "form": request.POST,
        "indicators": rules.indicators, "units": [(name, words) for name, (_, words) in UNITS.items()],
        "feeds": list(FEEDS), "pushed": pushed, "kept": kept,
        "rejects": pushed.rejects[:_SHOWN] if pushed else (),
    }  # fmt: skip
    return render(request, "clearway/grade_readings.html", context, status=status)
