"""What somebody fills in to ask for a pass, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from clearway.core.facilities import Facility, FacilityKind
from clearway.core.passes import AskedBy, Purpose
from clearway.core.people import Actor, Role
from clearway.core.places import Point, is_place_code
from clearway.core.words import Bilingual
from clearway.loop.issue_pass import Asking
from clearway.record import reading
from clearway.web.refusing import FormError
from clearway.web.viewer import is_office

#: Hours one can ask for, as the rule of the longest term names them.
TERMS = {
    "24": Bilingual("24小时（手机出示）", "24 hours (shown on a phone)"),
    "72": Bilingual("72小时（纸质）", "72 hours (on paper)"),
    "336": Bilingual("14天（定期治疗）", "14 days (recurring treatment)"),
}
_KINDS = (
    FacilityKind.HOSPITAL, FacilityKind.CLINIC, FacilityKind.PHARMACY, FacilityKind.SCHOOL, FacilityKind.MARKET,
)  # fmt: skip
_MOST_FACILITIES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PassForm:
    """The form as filled in; ``asking`` None where something is wrong (``errors`` say what)."""

    answers: Mapping[str, str]
    asking: Asking | None
    errors: tuple[FormError, ...]


def destinations() -> dict[FacilityKind, tuple[Facility, ...]]:
    """Where one can ask to go, by kind, in order of name."""
    known = sorted(reading.facilities(), key=lambda one: one.name)[:_MOST_FACILITIES]
    return {kind: tuple(one for one in known if one.kind is kind) for kind in _KINDS}


def read_form(form: Mapping[str, str], actor: Actor | None, at: datetime, zone: ZoneInfo) -> PassForm:
    """The answers; an error for everything that is missing or cannot be."""
    purpose, code = form.get("purpose", ""), form.get("place_code", "")
    start, hours = _start(form.get("from", ""), at, zone), form.get("hours", "24")
    errors = [
        FormError(text=text, field=field)
        for holds, field, text in (
            (purpose in set(Purpose), "purpose", Bilingual("请选择事由", "Choose what it is for")),
            (is_place_code(code), "place_code", Bilingual("请选择住处", "Choose where you live")),
            (start is not None, "from", Bilingual("开始时间不对", "The start is no moment")),
            (hours in TERMS, "hours", Bilingual("请选择期限", "Choose how long")),
            (form.get("companions", "0") in "012345", "companions", Bilingual("同行最多5人", "At most 5 companions")),
        )
        if not holds
    ]
    if errors or start is None:
        return PassForm(answers=form, asking=None, errors=tuple(errors))
    name, point = destination(form.get("destination", ""))
    asking = Asking(
        purpose=Purpose(purpose),
        asked_by=asked_by(actor, form.get("asked_by", "")),
        place_code=code,
        starts_at=start,
        ends_at=start + timedelta(hours=int(hours)),
        destination=name,
        point=point,
        companions=int(form.get("companions") or 0),
        uses=1 if form.get("once") else None,
        name=form.get("name", "")[:60],
        id_number=form.get("id_number", "")[:30],
        note=form.get("note", "")[:500],
    )
    return PassForm(answers=form, asking=asking, errors=())


def asked_by(actor: Actor | None, said: str) -> AskedBy:
    """An office asks as itself; a visitor as resident or relative."""
    if is_office(actor) and actor is not None:
        return AskedBy.HOTLINE if actor.role is Role.HOTLINE else AskedBy.COMMUNITY
    return AskedBy.RELATIVE if said == AskedBy.RELATIVE.value else AskedBy.RESIDENT


def destination(chosen: str) -> tuple[str, Point | None]:
    """Name and point of a facility (``kind|name``) or of a place by its code; of neither: nothing."""
    kind, _, name = chosen.partition("|")
    if name:
        found = next((one for one in reading.facilities() if (one.kind.value, one.name) == (kind, name)), None)
        return (name, found.entrances[0]) if found else ("", None)
    place = reading.place(chosen) if is_place_code(chosen) else None
    return (place.name, place.point) if place else ("", None)


def _start(text: str, at: datetime, zone: ZoneInfo) -> datetime | None:
    """Now where nothing is said; a local moment otherwise."""
    if not text:
        return at
    try:
        return datetime.strptime(text[:16], "%Y-%m-%dT%H:%M").replace(tzinfo=zone)
    except ValueError:
        return None
