"""``measures.ics`` (RFC 5545, RFC 7986): the end of every measure as an event; cancelled once it is lifted.

A found closure has no end: it stands, tentative, where it began, until it is lifted and its event cancelled. Lines are
made one by one with the library's own parts: its components do the same work three times over.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache, lru_cache

from icalendar import Parameters, vDatetime, vGeo, vInt, vText, vUri
from icalendar.parser import Contentline

from clearway.core.measures import MeasureStatus
from clearway.core.words import Bilingual
from clearway.publish.published import Change, ChangeKind, Edition, Published
from clearway.publish.telling import told

MEDIA_TYPE = "text/calendar; charset=utf-8"
_NAME = Bilingual("通途 · 管控措施到期", "Clearway · ends of measures")
_ENDS = Bilingual("到期：{title} · {place}", "Ends: {title} · {place}")
_STANDS = Bilingual("{title} · {place}（期限不明）", "{title} · {place} (end not known)")
_REFRESH = "PT1H"
_NONE = Parameters()
_FOLDED_AT = 75


def calendar(edition: Edition) -> bytes:
    """The calendar, by number; times in UTC, lines folded at 75 octets and ended by CRLF."""
    lines = [*_head(edition)]
    for item in edition.items:
        lines += _event(item, edition)
    lines.append(_fixed("END", "VCALENDAR"))
    return b"\r\n".join(lines) + b"\r\n"


def _head(edition: Edition) -> Iterator[bytes]:
    name = _NAME.say(edition.language)
    yield _fixed("BEGIN", "VCALENDAR")
    yield _fixed("VERSION", "2.0")
    yield _fixed("PRODID", "-//Clearway//measures//EN")
    yield _fixed("CALSCALE", "GREGORIAN")
    yield _fixed("METHOD", "PUBLISH")
    yield _text("NAME", name)
    yield _text("X-WR-CALNAME", name)
    yield _line("REFRESH-INTERVAL", _REFRESH, Parameters({"VALUE": "DURATION"}))
    yield _line("SOURCE", vUri(edition.feed("measures.ics")), Parameters({"VALUE": "URI"}))


def _event(item: Published, edition: Edition) -> Iterator[bytes]:
    measure, last = item.measure, item.changes[-1]
    yield _fixed("BEGIN", "VEVENT")
    yield _text("UID", f"{item.slug}@{edition.source}")
    yield _moment("DTSTAMP", last.at)
    yield _moment("LAST-MODIFIED", last.at)
    yield _line("SEQUENCE", vInt(item.sequence))
    yield _moment("DTSTART", measure.ends_at or measure.starts_at)
    yield _fixed("STATUS", _status(item, edition.at))
    yield _fixed("TRANSP", "TRANSPARENT")
    yield _text("SUMMARY", _summary(item, edition))
    yield _text("LOCATION", item.place.say(edition.language))
    yield _text("DESCRIPTION", told(item, _as_it_is(item), edition).say(edition.language))
    yield _line("URL", vUri(edition.page(item)))
    if item.point:
        yield _line("GEO", vGeo((round(item.point.lat, 6), round(item.point.lon, 6))))
    yield _fixed("END", "VEVENT")


def _as_it_is(item: Published) -> Change:
    """The last change, with the end that holds now."""
    last = item.changes[-1]
    if last.kind is ChangeKind.LIFTED:
        return last
    return Change(key=last.key, kind=last.kind, at=last.at, ends_at=item.measure.ends_at)


def _status(item: Published, at: datetime) -> str:
    if item.measure.status(at) is MeasureStatus.LIFTED:
        return "CANCELLED"
    return "CONFIRMED" if item.measure.registered else "TENTATIVE"


def _summary(item: Published, edition: Edition) -> str:
    template = (_STANDS if item.measure.ends_at is None else _ENDS).say(edition.language)
    place = item.place.say(edition.language)
    return template.replace("{title}", item.title.say(edition.language)).replace("{place}", place)


@lru_cache(maxsize=4_096)
def _moment(name: str, moment: datetime) -> bytes:
    return _line(name, vDatetime(moment.astimezone(UTC).replace(microsecond=0)))


def _text(name: str, text: str) -> bytes:
    return _line(name, vText(text))


@cache
def _fixed(name: str, value: str) -> bytes:
    return _line(name, vText(value))


def _line(name: str, value: object, parameters: Parameters = _NONE) -> bytes:
    content = Contentline.from_parts(name, parameters, value)
    plain: bytes = content.encode()
    if len(plain) < _FOLDED_AT:  # the library folds letter by letter, even where there is nothing to fold
        return plain
    folded: bytes = content.to_ical()
    return folded
