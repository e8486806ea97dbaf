"""``/api/v1/flow`` and ``/api/v1/hotline``: rows pushed by other systems, as a file of the same columns would bring."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from pydantic import AwareDatetime, Field

from clearway.core.access import ApiKey, Scope
from clearway.core.intake import Feed, Reject
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.loop.call_back import record_call, report_of, to_call
from clearway.loop.desk import Desk
from clearway.loop.places_here import served_region
from clearway.loop.push import Pushed, numbers_of, push_rows, push_table
from clearway.web.api.endpoint import JSON, Call, Document, Endpoint, Told
from clearway.web.api.problems import NoKey
from clearway.web.api.reports import ReportStatus, Words, report_status

CSV = "text/csv"
MOST_ROWS = 5_000
_BYTES = 16_000_000
_FLOW_COLUMNS = ("link", "at", "minutes", "count", "mode")
_HOTLINE_COLUMNS = (
    "id", "at", "text", "lat", "lon", "address", "place_code", "caller", "channel", "category", "claim_type",
    "answered_at", "closed_at",
)  # fmt: skip


class Count(Document):
    """A reading of one link and interval; count null: no report, 0: nobody passed."""

    link: Annotated[Words, Field(min_length=1, max_length=200)]
    at: AwareDatetime = Field(description="start of the interval, with offset")
    minutes: Annotated[int, Field(ge=1, le=1440)]
    count: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    mode: Annotated[Words, Field(max_length=40)] | None = None


class Complaint(Document):
    """A complaint as the hotline has it. Pushed again with the same id it is unchanged."""

    id: Annotated[Words, Field(min_length=1, max_length=100)]
    at: AwareDatetime
    text: Annotated[Words, Field(min_length=1, max_length=20_000)]
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    address: Annotated[Words, Field(max_length=300)] | None = None
    place_code: Annotated[Words, Field(max_length=40)] | None = None
    caller: Annotated[Words, Field(max_length=60)] | None = Field(default=None, description="hashed at the door")
    channel: Annotated[Words, Field(max_length=40)] | None = None
    category: Annotated[Words, Field(max_length=100)] | None = None
    claim_type: Annotated[Words, Field(max_length=20)] | None = None
    answered_at: AwareDatetime | None = Field(default=None, description="first answer given by the hotline itself")
    closed_at: AwareDatetime | None = Field(default=None, description="result told to the caller by the hotline itself")


class Rating(Document):
    """A call back: reached or not, and the grade given (5 very satisfied … 1 very dissatisfied)."""

    grade: Annotated[int, Field(ge=1, le=5)] | None = None
    reached: bool = True
    note: Annotated[Words, Field(max_length=500)] = ""


class RejectTold(Told):
    """A row that was not taken; row 1 is the first."""

    row: int
    column: str
    found: str
    expected: dict[str, str]
    code: str


class PushTold(Told):
    """read = kept + unchanged + rejected."""

    read: int
    kept: int
    unchanged: int
    rejected: int
    rejects: list[RejectTold]


class ComplaintsTold(PushTold):
    """`numbers`: our number by the hotline's own id."""

    numbers: dict[str, str]


class CallTold(Told):
    """Somebody to call back."""

    id: str
    report: str
    case: str
    closed_at: datetime | None
    calls: int


class CallsTold(Told):
    """The call-back list."""

    calls: list[CallTold]


def _flow(call: Call) -> PushTold:
    by, environment = actor_of_key(call.key, Role.MACHINE), settings.ENVIRONMENT
    if call.document is None:
        return told_of(push_table(Feed.FLOW, call.raw, by=by, at=call.at, home=environment))
    rows = [written(one) for one in call.document]
    return told_of(push_rows(Feed.FLOW, rows, _FLOW_COLUMNS, by=by, at=call.at, home=environment))


def _complaints(call: Call) -> ComplaintsTold:
    by, environment = actor_of_key(call.key, Role.HOTLINE), settings.ENVIRONMENT
    if call.document is None:
        return _complaints_told(push_table(Feed.COMPLAINTS, call.raw, by=by, at=call.at, home=environment), {})
    given = call.document if isinstance(call.document, list) else [call.document]
    rows = [written(one) for one in given]
    pushed = push_rows(Feed.COMPLAINTS, rows, _HOTLINE_COLUMNS, by=by, at=call.at, home=environment)
    return _complaints_told(pushed, {f"{one.channel or 'hotline'}:{one.id}": one.id for one in given})


def _complaints_told(pushed: Pushed, ids: dict[str, str]) -> ComplaintsTold:
    numbers = {ids[key]: number for key, number in numbers_of(list(ids)).items()}
    return ComplaintsTold(**told_of(pushed).model_dump(), numbers=numbers)


def written(one: Document) -> dict[str, Any]:
    """A document as a row of a table."""
    return {name: "" if value is None else value for name, value in one.model_dump(mode="json").items()}


def told_of(pushed: Pushed) -> PushTold:
    """What came of a push, as it is answered."""
    result = pushed.result
    return PushTold(
        read=result.read,
        kept=result.kept,
        unchanged=result.unchanged,
        rejected=result.rejected,
        rejects=[_reject(one) for one in pushed.rejects],
    )


def _reject(one: Reject) -> RejectTold:
    expected = one.expected.as_json()
    return RejectTold(row=one.row, column=one.column, found=one.found, expected=expected, code=one.code)


def actor_of_key(key: ApiKey | None, role: Role) -> Actor:
    """Who a key acts for.

    Raises:
        NoKey: the call came without one.
    """
    if key is None:
        raise NoKey()
    return Actor(name=key.number, role=role, region=served_region(settings.ENVIRONMENT.county))


def _follow(call: Call) -> ReportStatus:
    row = report_of(call.parts["id"])
    if row is None:
        raise NotFound(what="report", number=call.parts["id"][:40])
    return report_status(row, call.site, None)


def _calls(call: Call) -> CallsTold:
    by = actor_of_key(call.key, Role.HOTLINE)
    return CallsTold(
        calls=[
            CallTold(
                id=one.external_id or "", report=one.report, case=one.case, closed_at=one.closed_at, calls=one.calls
            )
            for one in to_call(by.region)
        ]
    )


def _rate(call: Call) -> ReportStatus:
    given: Rating = call.document
    row = report_of(call.parts["id"])
    if row is None:
        raise NotFound(what="report", number=call.parts["id"][:40])
    zone = settings.ENVIRONMENT.time_zone
    desk = Desk(by=actor_of_key(call.key, Role.HOTLINE), at=call.at, rulebook=load_rulebook(), zone=zone)
    record_call(row.number, given.grade, given.note, desk, reached=given.reached)
    row.refresh_from_db()
    return report_status(row, call.site, None)


_MANY_COUNTS = Annotated[list[Count], Field(min_length=1, max_length=MOST_ROWS)]
_MANY_COMPLAINTS = Annotated[list[Complaint], Field(min_length=1, max_length=MOST_ROWS)]
_HOTLINE = frozenset({Scope.HOTLINE})

ENDPOINTS = (
    Endpoint(
        method="POST",
        path="flow",
        name="pushFlow",
        what=Bilingual("推送断面计数（JSON 数组或 CSV）", "push counts: a JSON array, or CSV"),
        act=_flow,
        gives=PushTold,
        takes=_MANY_COUNTS,
        media=(JSON, CSV),
        scopes=frozenset({Scope.FLOW}),
        most_bytes=_BYTES,
    ),
    Endpoint(
        method="POST",
        path="hotline",
        name="pushComplaints",
        what=Bilingual("推送 12345 诉求（单条、数组或 CSV）", "push complaints of the hotline: one, an array, or CSV"),
        act=_complaints,
        gives=ComplaintsTold,
        takes=Complaint | _MANY_COMPLAINTS,
        media=(JSON, CSV),
        scopes=_HOTLINE,
        most_bytes=_BYTES,
    ),
    Endpoint(
        method="GET",
        path="hotline/callbacks",
        name="callBacks",
        what=Bilingual("待回访名单", "whom to call back: closed and not asked yet"),
        act=_calls,
        gives=CallsTold,
        scopes=_HOTLINE,
    ),
    Endpoint(
        method="GET",
        path="hotline/{id}",
        name="followComplaint",
        what=Bilingual("按热线工单号查询办理情况", "how a complaint stands, by the hotline's own id"),
        act=_follow,
        gives=ReportStatus,
        scopes=_HOTLINE,
        problems=(404,),
    ),
    Endpoint(
        method="POST",
        path="hotline/{id}/rating",
        name="rateComplaint",
        what=Bilingual("回访结果与五级评价", "a call back, and the grade of five it gave"),
        act=_rate,
        gives=ReportStatus,
        takes=Rating,
        scopes=_HOTLINE,
        problems=(404,),
    ),
)
