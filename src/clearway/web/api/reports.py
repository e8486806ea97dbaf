"""``/api/v1/reports``: tell, and follow by token."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from django.conf import settings
from pydantic import AfterValidator, Field

from clearway.core.barriers import Barrier, ImposedBy, Service
from clearway.core.cases import ClaimType
from clearway.core.notices import Channel, Contact
from clearway.core.places import Point
from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.loop.keep_photo import photos_named
from clearway.loop.places_here import place_known, place_named, served_region
from clearway.loop.take_report import LONGEST_TEXT, Told, take_report, token_hash
from clearway.record import reading
from clearway.record.models import CaseRow, ReportRow
from clearway.record.reading.photos import photos_of
from clearway.record.reading.reporters import replies
from clearway.respond.deadlines import FIRST_ANSWER, due
from clearway.web.api import endpoint
from clearway.web.api.endpoint import Call, Document, Endpoint
from clearway.web.names import name_of
from clearway.web.showing.history import acts


def _clean(text: str) -> str:
    return text.replace("\0", "").encode(errors="ignore").decode()


Words = Annotated[str, AfterValidator(_clean)]
PlaceCode = Annotated[str, Field(pattern=r"^[0-9]{12}(-[0-9A-Za-z]+)*$", max_length=40)]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ContactGiven(Document):
    """How to tell whoever reports; sealed at once and shown on no page of an office."""

    channel: Literal["email", "sms"]
    address: Annotated[Words, Field(min_length=3, max_length=200)]
    language: Literal["zh", "en"] = "zh"


class ReportGiven(Document):
    """What is blocked, for whom, since when; and one of place_code, lat and lon, or an address that names a place."""

    text: Annotated[Words, Field(min_length=1, max_length=LONGEST_TEXT)]
    claim_type: ClaimType = ClaimType.COMPLAINT
    place_code: PlaceCode | None = None
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    address: Annotated[Words, Field(max_length=300)] | None = None
    service: Service | None = None
    barrier: Barrier | None = None
    imposed_by: ImposedBy | None = None
    since: Annotated[Words, Field(max_length=60)] | None = Field(default=None, description="a date, or in words")
    photos: Annotated[list[Digest], Field(max_length=6)] = Field(default=[], description="digests POST photos gave")
    contact: ContactGiven | None = None
    phone: Annotated[Words, Field(max_length=40)] | None = Field(
        default=None, description="only to tell callers apart: hashed with a key of this site, never kept"
    )


class ReportReceipt(endpoint.Told):
    """Number to read out, token to follow it by; whoever holds the token can follow the report, so keep it."""

    number: str
    token: str
    track: str = Field(description="address of the page that follows it")
    received_at: datetime
    answer_due: datetime


class Step(endpoint.Told):
    """The case moved."""

    at: datetime
    state: str
    name: dict[str, str]


class AnswerGiven(endpoint.Told):
    """An office answered whoever told."""

    at: datetime
    text: dict[str, str]


class ReportStatus(endpoint.Told):
    """How a report stands; state `received` until it has a case."""

    number: str
    received_at: datetime
    state: str
    name: dict[str, str]
    answer_due: datetime
    place_code: str | None
    topic: str
    case: str | None
    closed_at: datetime | None
    photos: list[str] = Field(description="addresses of its photos, for whoever holds the token")
    steps: list[Step]
    answers: list[AnswerGiven] = Field(description="what offices answered, oldest first, as the reporter reads it")


def _tell(call: Call) -> ReportReceipt:
    given: ReportGiven = call.document
    environment = settings.ENVIRONMENT
    told = Told(
        text=_whole(given),
        claim_type=given.claim_type,
        place_code=_place(given),
        point=_point(given),
        service=given.service,
        phone=given.phone or "",
        channel="web" if call.key is None else "api",
        photos=photos_named(given.photos, environment.home),
        contact=_contact(given.contact),
        longest=LONGEST_TEXT + 200,
    )
    region = served_region(environment.county)
    receipt = take_report(told, at=call.at, zone=environment.time_zone, region=region, asked=call.asked)
    return ReportReceipt(
        number=receipt.number,
        token=receipt.token,
        track=f"{call.site}/track/{receipt.token}",
        received_at=receipt.at,
        answer_due=_answer_due(receipt.at),
    )


def _whole(given: ReportGiven) -> str:
    """The text, then what was ticked in words, as the form on the site writes it."""
    ticked = [name_of("barrier", given.barrier).zh] if given.barrier else []
    ticked += [f"影响{name_of('service', given.service).zh}"] if given.service else []
    ticked += [f"设置方：{name_of('imposed_by', given.imposed_by).zh}"] if given.imposed_by else []
    ticked += [f"始于{given.since}"] if given.since else []
    text = given.text.strip()
    return f"{text}（{'；'.join(ticked)}）" if ticked and text else text


def _place(given: ReportGiven) -> str | None:
    if given.place_code is not None:
        if not place_known(given.place_code):
            raise NotFound(what="place", number=given.place_code)
        return given.place_code
    point = _point(given)
    if point is not None:
        return reading.nearest_place(point) or served_region(settings.ENVIRONMENT.county)
    return place_named(given.address) if given.address else None


def _point(given: ReportGiven) -> Point | None:
    return None if given.lat is None or given.lon is None else Point(given.lat, given.lon)


def _contact(given: ContactGiven | None) -> Contact | None:
    if given is None:
        return None
    return Contact(channel=Channel(given.channel), address=given.address, language=given.language)


def _answer_due(at: datetime) -> datetime:
    return due(FIRST_ANSWER, at.astimezone(settings.ENVIRONMENT.time_zone), load_rulebook())


def _follow(call: Call) -> ReportStatus:
    row = ReportRow.objects.filter(token_hash=token_hash(call.parts["token"])).exclude(token_hash="").first()
    if row is None:
        raise NotFound(what="report", number="…")
    return report_status(row, call.site, call.parts["token"])


def report_status(row: ReportRow, site: str, token: str | None) -> ReportStatus:
    """How a report stands; addresses of photos only for whoever holds the token."""
    case = CaseRow.objects.filter(number=row.case).first() if row.case else None
    state = reading.case(case.number).state.value if case else "received"
    steps = [act for act in acts(case.number) if act.to_state] if case else []
    photos = [f"{site}/track/{token}/photos/{photo.digest}" for photo in photos_of(row.number)] if token else []
    return ReportStatus(
        number=row.number,
        received_at=row.at,
        state=state,
        name=state_name(state),
        answer_due=_answer_due(row.at),
        place_code=row.place_code,
        topic=row.topic,
        case=row.case,
        closed_at=case.closed_at if case else None,
        photos=photos,
        steps=[Step(at=act.at, state=str(act.to_state), name=state_name(str(act.to_state))) for act in steps],
        answers=[AnswerGiven(at=one.at, text={"zh": one.text_zh, "en": one.text_en}) for one in replies(row.number)],
    )


def state_name(state: str) -> dict[str, str]:
    """The state in both languages."""
    received = Bilingual("已收到", "received")
    return (received if state == "received" else name_of("case_state", state)).as_json()


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="reports",
        name="tell",
        what=Bilingual("提交线索（匿名即可）", "tell of something blocked; no account needed"),
        act=_tell,
        gives=ReportReceipt,
        takes=ReportGiven,
        status=201,
        remembers=True,
        problems=(404,),
    ),
    Endpoint(
        method="GET",
        path="reports/{token}",
        name="follow",
        what=Bilingual("凭查询口令查看办理进度", "how a report stands, for whoever holds its token"),
        act=_follow,
        gives=ReportStatus,
        problems=(404,),
    ),
)
