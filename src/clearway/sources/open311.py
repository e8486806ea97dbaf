"""What an Open311 client sends, read and checked (GeoReport v2): filters of a query, fields of a new request.

Whatever is wrong is told as ``Wrong`` with the HTTP status the specification names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from clearway.core.places import Point
from clearway.core.words import Bilingual

#: Days a query may span, rows it gives at most, characters a description may have (GeoReport v2).
SPAN = timedelta(days=90)
MOST = 1_000
LONGEST = 4_000
_LONGEST_FIELD = 500
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)\Z")
_ATTRIBUTE = re.compile(r"attribute\[([^\]]{1,40})\](\[\d*\])?\Z")
_ADDRESS = re.compile(r"https?://[^\s<>\"']{3,2000}\Z")
_NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?\Z")


class Wrong(Exception):
    """Something of the request is wrong; ``status`` is the HTTP status and the code of the error."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.status = status
        self.text = Bilingual(zh, en)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A query: ``numbers`` override all else; empty codes: all services; ``closed`` None: both."""

    since: datetime
    until: datetime
    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    closed: bool | None = None
    page: int = 1
    page_size: int = MOST


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A new request as sent; contact fields are in ``email`` and ``phone`` and go no further than their seal."""

    service_code: str
    description: str
    point: Point | None
    address: str
    address_id: str
    media_url: str
    email: str
    phone: str
    attributes: Mapping[str, str | list[str]]


def filters(given: Mapping[str, str], codes: frozenset[str], *, at: datetime, zone: tzinfo) -> Filters:
    """The filters of a query. An empty parameter is no parameter.

    Raises:
        Wrong: 400 for a bad date, status or span over 90 days; 404 for an unknown service.
    """
    said = {name: value.strip() for name, value in given.items() if value.strip()}
    numbers = _listed(said.get("service_request_id", ""))
    if numbers:
        return Filters(since=at, until=at, numbers=numbers[:MOST])
    since, until = _span(said.get("start_date"), said.get("end_date"), at, zone)
    asked = _listed(said.get("service_code", ""))
    unknown = [code for code in asked if code not in codes]
    if unknown:
        raise Wrong(404, f"service_code 不存在：{unknown[0][:40]}", f"service_code was not found: {unknown[0][:40]}")
    return Filters(
        since=since,
        until=until,
        codes=asked,
        closed=_status(_listed(said.get("status", ""))),
        page=_whole(said.get("page"), 1, 100_000, "page"),
        page_size=_whole(said.get("page_size"), MOST, MOST, "page_size"),
    )


def fields(given: Mapping[str, str], known: frozenset[str]) -> Fields:
    """The fields of a new request, without its attributes (``with_attributes``). An empty parameter is no parameter.

    Raises:
        Wrong: 400 where a field is missing, too long or malformed; 404 for an unknown service.
    """
    said = {name: value.strip() for name, value in given.items() if value.strip()}
    code = said.get("service_code")
    if code is None:
        raise Wrong(400, "缺少 service_code", "service_code was not provided")
    if code not in known:
        raise Wrong(404, f"service_code 不存在：{code[:40]}", f"service_code was not found: {code[:40]}")
    description = said.get("description", "")
    if len(description) > LONGEST:
        raise Wrong(400, f"description 超过 {LONGEST} 字", f"description is longer than {LONGEST} characters")
    point = _point(said.get("lat"), said.get("long"))
    if point is None and not said.get("address_string") and not said.get("address_id"):
        raise Wrong(
            400,
            "缺少地点：请给出 lat 和 long、address_string 或 address_id",
            "no place: lat and long, address_string or address_id is needed",
        )
    return Fields(
        service_code=code,
        description=description,
        point=point,
        address=_short(said, "address_string"),
        address_id=_short(said, "address_id"),
        media_url=_media(said.get("media_url", "")),
        email=_short(said, "email"),
        phone=_short(said, "phone"),
        attributes={},
    )


def attributes_sent(given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """``attribute[CODE]`` and ``attribute[CODE][]`` of a form: values by code, empty ones left out."""
    sent: dict[str, list[str]] = {}
    for name, values in given.items():
        found = _ATTRIBUTE.match(name)
        filled = [value.strip() for value in values if value.strip()]
        if found and filled:
            sent.setdefault(found[1], []).extend(filled)
    return sent


def moment(text: str, zone: tzinfo) -> datetime:
    """A W3C date and time with its offset, or a day (its beginning in the county's zone).

    Raises:
        Wrong: 400, it is none.
    """
    text = re.sub(r" (?=\d\d:\d\d\Z)", "+", text)  # a plus not escaped arrives as a blank
    try:
        if _DATE.match(text):
            return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
        if _MOMENT.match(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Wrong(
        400,
        f"日期无效：{text[:40]}（须为带时区的 W3C 格式，如 2026-11-23T08:00:00+08:00）",
        f"not a valid date: {text[:40]} (W3C format with an offset, such as 2026-11-23T08:00:00+08:00)",
    )


def is_number(text: str) -> bool:
    """Whether an attribute's value is a number."""
    return _NUMBER.match(text) is not None


def _span(start: str | None, end: str | None, at: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    since = moment(start, zone) if start else None
    until = moment(end, zone) if end else None
    try:
        if since is None:
            until = until or at
            since = until - SPAN
        elif until is None:
            until = since + SPAN
    except OverflowError:
        raise Wrong(400, "日期超出范围", "the date is out of range") from None
    if since > until:
        raise Wrong(400, "start_date 晚于 end_date", "start_date is after end_date")
    if until - since > SPAN:
        raise Wrong(400, "时间跨度超过 90 天", "the span is longer than 90 days")
    return since, until


def _status(asked: tuple[str, ...]) -> bool | None:
    unknown = [status for status in asked if status not in ("open", "closed")]
    if unknown:
        raise Wrong(400, f"status 无效：{unknown[0][:40]}", f"not a status: {unknown[0][:40]} (open, closed)")
    return None if len(set(asked)) != 1 else asked[0] == "closed"


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _whole(text: str | None, default: int, most: int, name: str) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= 1):
        raise Wrong(400, f"{name} 无效", f"{name} is not a positive number")
    return min(int(text), most)


def _point(lat: str | None, long: str | None) -> Point | None:
    if lat is None and long is None:
        return None
    try:
        if lat is None or long is None or "_" in lat + long:
            raise ValueError
        return Point(float(lat), float(long))
    except ValueError:
        raise Wrong(400, "lat 和 long 须同时给出且为有效坐标", "lat and long must both be given and be valid") from None


def _short(said: Mapping[str, str], name: str) -> str:
    text = said.get(name, "")
    if len(text) > _LONGEST_FIELD:
        raise Wrong(400, f"{name} 过长", f"{name} is too long")
    return text


def _media(text: str) -> str:
    if text and not _ADDRESS.match(text):
        raise Wrong(400, "media_url 须为 http 或 https 地址", "media_url must be an http or https address")
    return text
