"""What an office fills in to propose a measure, read and checked: a draft, or what is wrong with the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import QueryDict

from clearway.core.barriers import Barrier
from clearway.core.epidemic import DiseaseClass
from clearway.core.measures import MeasureKind
from clearway.core.people import Role
from clearway.core.places import Point, distance_m
from clearway.core.proposals import Draft
from clearway.core.words import Bilingual
from clearway.record import reading
from clearway.web.refusing import FormError

ORGANS = (Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE)
KINDS = (
    MeasureKind.CLOSE_PLACE,
    MeasureKind.QUARANTINE_AREA,
    MeasureKind.SEAL_AREA,
    MeasureKind.QUARANTINE_TRAFFIC,
)
LONGEST = 2_000
#: A pin farther from the place chosen was set for another place.
_PIN_REACH_M = 3_000.0
_TEXTS = ("scope", "reason", "alternative", "legal_basis", "help_phone")
_WRITTEN = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The form as filled in: ``values`` to show it again, the ``draft`` where it can be one, and its errors."""

    values: Mapping[str, object]
    point: Point | None
    draft: Draft | None
    errors: tuple[FormError, ...]


def read_form(form: QueryDict, at: datetime) -> Filled:
    """A draft from the form's fields; moments are in the county's zone."""
    errors: list[FormError] = []
    code, point = _place(form, errors)
    starts, ends = _moment(form, "starts_at", errors), _moment(form, "ends_at", errors)
    if starts and ends and ends <= starts:
        errors.append(FormError(text=Bilingual("结束须晚于开始", "The end comes after the start"), field="ends_at"))
    errors += [_too_long(name) for name in _TEXTS if len(form.get(name, "")) > LONGEST]
    values = {**form.dict(), "guarantees": form.getlist("guarantees"), "links": form.getlist("links")}
    if errors or code is None or starts is None or ends is None:
        return Filled(values=values, point=point, draft=None, errors=tuple(errors))
    return Filled(values=values, point=point, draft=_draft(form, code, point, starts, ends), errors=())


def shown_again(draft: Draft) -> dict[str, object]:
    """The form's values for a draft, as ``read_form`` would read them back."""
    zone = settings.ENVIRONMENT.time_zone
    return {
        "place_code": draft.place_code,
        "lat": f"{draft.point.lat:.6f}" if draft.point else "",
        "lon": f"{draft.point.lon:.6f}" if draft.point else "",
        "kind": draft.kind.value,
        "organ": draft.organ.value,
        "disease": draft.disease.value if draft.disease else "",
        "means": draft.means.value if draft.means else "",
        "starts_at": draft.starts_at.astimezone(zone).strftime(_WRITTEN),
        "ends_at": draft.ends_at.astimezone(zone).strftime(_WRITTEN),
        "release_days": str(draft.release_days or ""),
        "links": [str(link) for link in draft.road_links],
        "guarantees": list(draft.guarantees),
        **{name: getattr(draft, name) for name in _TEXTS},
        **{name: "on" for name in ("emergency", "asks_expert", "asks_residents") if getattr(draft, name)},
    }


def blank(at: datetime) -> dict[str, object]:
    """A form with what is usual: from the day after tomorrow, for five days."""
    zone = settings.ENVIRONMENT.time_zone
    starts = (at.astimezone(zone) + timedelta(days=2)).replace(hour=8, minute=0)
    days = timedelta(days=5)
    return {
        "starts_at": starts.strftime(_WRITTEN), "ends_at": (starts + days).strftime(_WRITTEN), "links": [],
        "guarantees": [], "kind": KINDS[0].value, "organ": ORGANS[0].value, "legal_basis": "传染病防治法第63条",
    }  # fmt: skip


def _draft(form: QueryDict, code: str, point: Point | None, starts: datetime, ends: datetime) -> Draft:
    days, disease, means = (form.get(name, "") for name in ("release_days", "disease", "means"))
    return Draft(
        kind=MeasureKind(_one_of(form.get("kind", ""), [kind.value for kind in KINDS])),
        organ=Role(_one_of(form.get("organ", ""), [role.value for role in ORGANS])),
        disease=DiseaseClass(disease) if disease in set(DiseaseClass) else None,
        means=Barrier(means) if means in set(Barrier) else None,
        place_code=code,
        place_text=reading.place_name(code).zh,
        scope=form.get("scope", "").strip(),
        reason=form.get("reason", "").strip(),
        alternative=form.get("alternative", "").strip(),
        legal_basis=form.get("legal_basis", "").strip(),
        help_phone=form.get("help_phone", "").strip(),
        starts_at=starts,
        ends_at=ends,
        point=point,
        road_links=tuple(sorted({int(link) for link in form.getlist("links") if link.isdecimal() and len(link) < 19})),
        release_days=int(days) if days.isdecimal() and 0 < int(days[:4]) <= 14 else None,
        guarantees=tuple(form.getlist("guarantees"))[:10],
        emergency=bool(form.get("emergency")),
        asks_expert=bool(form.get("asks_expert")),
        asks_residents=bool(form.get("asks_residents")),
    )


def _one_of(given: str, allowed: list[str]) -> str:
    return given if given in allowed else allowed[0]


def _place(form: QueryDict, errors: list[FormError]) -> tuple[str | None, Point | None]:
    """The place chosen, else the nearest to the pin; and the pin, else the place's own point."""
    pin = _pin(form)
    code = form.get("place_code", "") or (reading.nearest_place(pin) if pin else None)
    known = reading.place(code) if code else None
    if known is None:
        text = Bilingual("请选择地点，或在地图上点一下", "Choose a place, or tap the map")
        errors.append(FormError(text=text, field="place_code"))
        return None, pin
    apart = pin is not None and known.point is not None and distance_m(pin, known.point) > _PIN_REACH_M
    return known.code, known.point if pin is None or apart else pin


def _pin(form: QueryDict) -> Point | None:
    try:
        return Point(float(form.get("lat", "")), float(form.get("lon", "")))
    except ValueError:
        return None


def _moment(form: QueryDict, name: str, errors: list[FormError]) -> datetime | None:
    try:
        written = datetime.strptime(form.get(name, "")[:16], _WRITTEN)  # noqa: DTZ007 (the zone is the county's)
        return written.replace(tzinfo=settings.ENVIRONMENT.time_zone)
    except ValueError:
        errors.append(FormError(text=Bilingual("请填写日期和时间", "Give a day and a time"), field=name))
        return None


def _too_long(name: str) -> FormError:
    return FormError(text=Bilingual(f"请写在 {LONGEST} 字以内", f"Use at most {LONGEST} characters"), field=name)
