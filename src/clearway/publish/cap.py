"""CAP 1.2 (OASIS, 2010): an alert a measure, an update a change, a cancel once it is lifted.

Times carry a numeric offset, never ``Z`` (3.3.2); positions are lat,lon; ``references`` name every earlier message.
A term that runs out needs no message: ``expires`` said so. Where a release clock ended it earlier, a cancel says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from lxml import etree

from clearway.core.words import Bilingual, Language
from clearway.publish.geometry import DIGITS, outline
from clearway.publish.markup import as_bytes, under
from clearway.publish.published import Change, ChangeKind, Edition, Published
from clearway.publish.telling import headline, told

CAP = "urn:oasis:names:tc:emergency:cap:1.2"
MEDIA_TYPE = "application/cap+xml"
_LANGUAGES: tuple[tuple[Language, str], ...] = (("zh", "zh-CN"), ("en", "en-US"))
_RADIUS_KM = 0.1
_EVENT = Bilingual("疫情管控：道路或场所关闭", "epidemic control: way or place closed")
_SENDER = Bilingual("通途", "Clearway")
_AVOID = Bilingual(
    "请绕行。急救、就医、消防通道不得封堵；如受阻，请在公示页反映或申诉。",
    "Take another way. Ways for ambulances, patients and fire engines may not be closed: report or appeal on the page.",
)
_CLEAR = Bilingual("已恢复通行。", "The way is open again.")
_EXERCISE = "模拟数据，不反映任何真实地方。 Simulated: describes no real place."


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message: a change of a measure, and every message before it."""

    identifier: str
    type: str
    change: Change
    earlier: tuple[Message, ...]


def messages(item: Published) -> tuple[Message, ...]:
    """The messages of a measure, oldest first."""
    sent: tuple[Message, ...] = ()
    for change in item.changes:
        if _needs_none(change, sent):
            continue
        identifier = f"{item.slug}.{change.key}"
        sent = (*sent, Message(identifier=identifier, type=_type(change, sent), change=change, earlier=sent))
    return sent


def cap(edition: Edition, item: Published, message: Message) -> bytes:
    """The message as XML."""
    root = etree.Element(f"{{{CAP}}}alert", nsmap={None: CAP})  # type: ignore[dict-item]  # None: default
    for name, text in _head(edition, message):
        _under(root, name, text)
    for language, tag in _LANGUAGES:
        _info(root, edition, item, message, language, tag)
    return as_bytes(root)


def _needs_none(change: Change, sent: tuple[Message, ...]) -> bool:
    """Whether a change needs no message: its end was told already. After a cancel only a correction that brings the
    measure back does."""
    if not sent:
        return False
    if sent[-1].type == "Cancel":
        return change.kind is not ChangeKind.CORRECTED or change.is_past or _is_lifted(sent)
    return change.kind is ChangeKind.ENDED and sent[-1].change.ends_at == change.ends_at


def _is_lifted(sent: tuple[Message, ...]) -> bool:
    return any(message.change.kind is ChangeKind.LIFTED for message in sent)


def _type(change: Change, sent: tuple[Message, ...]) -> str:
    if not sent:
        return "Alert"
    if sent[-1].type == "Cancel":  # a correction brings it back: what was cancelled cannot be updated
        return "Alert"
    over = change.kind in (ChangeKind.LIFTED, ChangeKind.ENDED) or change.is_past
    return "Cancel" if over else "Update"


def _head(edition: Edition, message: Message) -> Iterator[tuple[str, str]]:
    yield "identifier", message.identifier
    yield "sender", edition.source
    yield "sent", _time(message.change.at, edition.zone)
    yield "status", "Exercise" if edition.simulated else "Actual"
    yield "msgType", message.type
    yield "scope", "Public"
    if edition.simulated:
        yield "note", _EXERCISE
    if message.earlier:
        named = (f"{edition.source},{one.identifier},{_time(one.change.at, edition.zone)}" for one in message.earlier)
        yield "references", " ".join(named)


def _info(
    root: etree._Element, edition: Edition, item: Published, message: Message, language: Language, tag: str
) -> None:
    info = _under(root, "info")
    change, over = message.change, message.type == "Cancel" or message.change.is_past
    _under(info, "language", tag)
    for category in ("Health", "Transport"):
        _under(info, "category", category)
    _under(info, "event", _EVENT.say(language))
    _under(info, "responseType", "AllClear" if over else "Avoid")
    _under(info, "urgency", _urgency(item, message))
    _under(info, "severity", "Minor" if over else "Moderate")
    _under(info, "certainty", "Observed")
    for name, moment in _times(item, message, edition.zone):
        _under(info, name, moment)
    _under(info, "senderName", item.measure.deciding_organ or _SENDER.say(language))
    _under(info, "headline", headline(item, change).say(language))
    _under(info, "description", told(item, change, edition).say(language))
    _under(info, "instruction", (_CLEAR if over else _AVOID).say(language))
    _under(info, "web", edition.page(item))
    _area(info, item, language)


def _urgency(item: Published, message: Message) -> str:
    if message.type == "Cancel" or message.change.is_past:
        return "Past"
    return "Future" if message.change.at < message.change.begins(item.measure) else "Immediate"


def _times(item: Published, message: Message, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """``onset`` where it is still to come; ``expires`` only where it comes after the message: it must."""
    change = message.change
    yield "effective", _time(change.at, zone)
    if change.begins(item.measure) > change.at:
        yield "onset", _time(change.begins(item.measure), zone)
    if message.type != "Cancel" and change.ends_at and change.ends_at - change.at >= timedelta(seconds=1):
        yield "expires", _time(change.ends_at, zone)


def _area(info: etree._Element, item: Published, language: Language) -> None:
    area = _under(info, "area")
    _under(area, "areaDesc", item.place.say(language))
    ring = outline(item)
    if ring:
        _under(area, "polygon", " ".join(f"{lat:.{DIGITS}f},{lon:.{DIGITS}f}" for lat, lon in ring))
    elif item.point:
        _under(area, "circle", f"{item.point.lat:.{DIGITS}f},{item.point.lon:.{DIGITS}f} {_RADIUS_KM}")
    if item.measure.place_code:
        geocode = _under(area, "geocode")
        _under(geocode, "valueName", "GB/T 2260")
        _under(geocode, "value", item.measure.place_code)


def _time(moment: datetime, zone: tzinfo) -> str:
    """With a numeric offset, to the second; UTC itself is written ``-00:00``, and so is a time of the days before
    standard time, whose offsets have seconds."""
    local = moment.astimezone(zone).replace(microsecond=0)
    if (local.utcoffset() or timedelta()) % timedelta(minutes=1):
        local = local.astimezone(UTC)
    return local.isoformat().replace("+00:00", "-00:00")


def _under(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    return under(parent, f"{{{CAP}}}{name}", text)
