"""``/api/v1/measures``, ``places`` and ``cases``: what is public, and for keys of scope ``read`` the cases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count
from pydantic import Field

from clearway.core.access import Scope
from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual
from clearway.loop.publish_feeds import Asked, edition
from clearway.publish.rows import row
from clearway.record.models import CaseRow, PlaceRow, ReportRow
from clearway.web.api.endpoint import Call, Endpoint, Query, Told
from clearway.web.api.problems import Unfit

_MOST, _USUAL = 1_000, 100
_LIMIT = Query(
    name="limit",
    what=Bilingual("最多条数", "how many at most"),
    schema={"type": "integer", "minimum": 1, "maximum": _MOST, "default": _USUAL},
)
_OFFSET = Query(
    name="offset",
    what=Bilingual("跳过条数", "how many to skip"),
    schema={"type": "integer", "minimum": 0, "default": 0},
)
_STATUS = Query(name="status", what=Bilingual("状态", "how it stands"), schema={"type": "string"})
_PLACE = Query(name="place", what=Bilingual("地点代码前缀", "beginning of the place code"), schema={"type": "string"})
_WORDS = Query(name="q", what=Bilingual("名称中的字", "part of the name"), schema={"type": "string", "maxLength": 80})


class MeasuresTold(Told):
    """Measures by number; the fields are those of /feeds/measures.csv (described in its datapackage)."""

    total: int
    measures: list[dict[str, Any]]


class MeasureTold(Told):
    """One measure."""

    measure: dict[str, Any]


class PlaceTold(Told):
    """A place reports can name."""

    code: str
    name: str
    kind: str
    parent: str | None
    lat: float | None
    lon: float | None


class PlacesTold(Told):
    """Places by code."""

    total: int
    places: list[PlaceTold]


class CaseTold(Told):
    """A case, without texts of residents and without names."""

    number: str
    state: str
    place_code: str
    title: dict[str, str]
    opened_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    warning: str | None
    closure: str | None
    reports: int = Field(description="how many reports are part of it")


class CasesTold(Told):
    """Cases, newest first."""

    total: int
    cases: list[CaseTold]


def _measures(call: Call) -> MeasuresTold:
    published = edition(_asked(call))
    rows = [row(item, published) for item in published.items]
    status, place = call.query.get("status", ""), call.query.get("place", "")
    fit = [
        one
        for one in rows
        if (not status or one["status"] == status) and str(one["place_code"] or "").startswith(place)
    ]
    skip, most = _part(call)
    return MeasuresTold(total=len(fit), measures=fit[skip : skip + most])


def _measure(call: Call) -> MeasureTold:
    number = call.parts["number"]
    published = edition(_asked(call), number)
    if not published.items:
        raise NotFound(what="measure", number=number[:40])
    return MeasureTold(measure=dict(row(published.items[0], published)))


def _places(call: Call) -> PlacesTold:
    words, place = call.query.get("q", "").replace("\0", "")[:80], call.query.get("place", "").replace("\0", "")[:40]
    rows = PlaceRow.objects.filter(code__startswith=place, name__icontains=words).order_by("code")
    skip, most = _part(call)
    told = [
        PlaceTold(code=one.code, name=one.name, kind=one.kind, parent=one.parent, lat=one.lat, lon=one.lon)
        for one in rows[skip : skip + most]
    ]
    return PlacesTold(total=rows.count(), places=told)


def _cases(call: Call) -> CasesTold:
    state, place = (call.query.get(name, "").replace("\0", "")[:40] for name in ("status", "place"))
    rows = CaseRow.objects.filter(place_code__startswith=place).order_by("-opened_at", "-number")
    rows = rows.filter(state=state) if state else rows
    skip, most = _part(call)
    return CasesTold(total=rows.count(), cases=_case_rows(rows[skip : skip + most]))


def _case(call: Call) -> CaseTold:
    found = _case_rows(CaseRow.objects.filter(number=call.parts["number"].replace("\0", "")[:40]))
    if not found:
        raise NotFound(what="case", number=call.parts["number"][:40])
    return found[0]


def _case_rows(rows: Any) -> list[CaseTold]:
    found = list(rows)
    joined = ReportRow.objects.filter(case__in=[one.number for one in found]).values("case").annotate(n=Count("number"))
    counts = {one["case"]: one["n"] for one in joined.order_by()}
    return [
        CaseTold(
            number=one.number,
            state=one.state,
            place_code=one.place_code,
            title={"zh": one.title_zh, "en": one.title_en},
            opened_at=one.opened_at,
            updated_at=one.updated_at,
            closed_at=one.closed_at,
            warning=one.warning,
            closure=one.closure,
            reports=counts.get(one.number, 0),
        )
        for one in found
    ]


def _part(call: Call) -> tuple[int, int]:
    """How many to skip and to give.

    Raises:
        Unfit: no such number.
    """
    return _number(call, "offset", 0, 0, 10**9), _number(call, "limit", _USUAL, 1, _MOST)


def _number(call: Call, name: str, usual: int, least: int, most: int) -> int:
    text = call.query.get(name, "")
    if not text:
        return usual
    if not (text.isascii() and text.isdigit() and len(text) < 11 and least <= int(text) <= most):
        raise Unfit([{"pointer": f"?{name}", "detail": f"a whole number from {least} to {most}"}])
    return int(text)


def _asked(call: Call) -> Asked:
    environment = settings.ENVIRONMENT
    return Asked(
        at=call.at,
        site=call.site,
        language=environment.language,
        zone=environment.time_zone,
        home=environment.home,
        simulated=settings.DEMO,
    )


_READ = frozenset({Scope.READ})
ENDPOINTS = (
    Endpoint(
        method="GET",
        path="measures",
        name="measures",
        what=Bilingual("措施公示", "all public measures"),
        act=_measures,
        gives=MeasuresTold,
        query=(_STATUS, _PLACE, _LIMIT, _OFFSET),
        problems=(422,),
    ),
    Endpoint(
        method="GET",
        path="measures/{number}",
        name="measure",
        what=Bilingual("一项措施", "one measure"),
        act=_measure,
        gives=MeasureTold,
        problems=(404,),
    ),
    Endpoint(
        method="GET",
        path="places",
        name="places",
        what=Bilingual("可以填报的地点", "places a report can name"),
        act=_places,
        gives=PlacesTold,
        query=(_WORDS, _PLACE, _LIMIT, _OFFSET),
        problems=(422,),
    ),
    Endpoint(
        method="GET",
        path="cases",
        name="cases",
        what=Bilingual("案件（不含居民原文）", "cases, without texts of residents"),
        act=_cases,
        gives=CasesTold,
        query=(_STATUS, _PLACE, _LIMIT, _OFFSET),
        scopes=_READ,
        problems=(422,),
    ),
    Endpoint(
        method="GET",
        path="cases/{number}",
        name="case",
        what=Bilingual("一个案件", "one case"),
        act=_case,
        gives=CaseTold,
        scopes=_READ,
        problems=(404,),
    ),
)
