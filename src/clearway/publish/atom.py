"""Atom (RFC 4287): what a feed and its entries are here, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from clearway.core.places import Point
from clearway.publish.markup import as_bytes, under

ATOM = "http://www.w3.org/2005/Atom"
GEORSS = "http://www.georss.org/georss"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of a feed or entry."""

    rel: str
    href: str
    type: str | None = None
    hreflang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry: ``id`` never changes. ``source``: media type and address of a content kept elsewhere."""

    id: str
    title: str
    updated: datetime
    links: tuple[Link, ...]
    text: str = ""
    category: str = ""
    point: Point | None = None
    source: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed; ``language`` is a tag of BCP 47."""

    id: str
    title: str
    subtitle: str
    author: str
    language: str
    updated: datetime
    links: tuple[Link, ...]


def atom(feed: Feed, entries: Iterable[Entry]) -> bytes:
    """The document; ``entries`` in the order they shall have."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "georss": GEORSS})  # type: ignore[dict-item]  # None: default
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.language)
    for name, text in (("id", feed.id), ("title", feed.title), ("subtitle", feed.subtitle)):
        under(root, f"{{{ATOM}}}{name}", text)
    under(root, f"{{{ATOM}}}updated", instant(feed.updated))
    under(under(root, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", feed.author)
    _links(root, feed.links)
    for entry in entries:
        _entry(root, entry)
    return as_bytes(root)


def instant(moment: datetime) -> str:
    """RFC 3339 in UTC, to the microsecond where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _entry(root: etree._Element, entry: Entry) -> None:
    element = under(root, f"{{{ATOM}}}entry")
    under(element, f"{{{ATOM}}}id", entry.id)
    under(element, f"{{{ATOM}}}title", entry.title)
    under(element, f"{{{ATOM}}}updated", instant(entry.updated))
    _links(element, entry.links)
    if entry.category:
        under(element, f"{{{ATOM}}}category", term=entry.category)
    if entry.source:
        under(element, f"{{{ATOM}}}summary", entry.text)
        under(element, f"{{{ATOM}}}content", type=entry.source[0], src=entry.source[1])
    else:
        under(element, f"{{{ATOM}}}content", entry.text, type="text")
    if entry.point:
        under(element, f"{{{GEORSS}}}point", f"{entry.point.lat:.6f} {entry.point.lon:.6f}")


def _links(parent: etree._Element, links: tuple[Link, ...]) -> None:
    for link in links:
        more = {"type": link.type, "hreflang": link.hreflang}
        said = {name: value for name, value in more.items() if value}
        under(parent, f"{{{ATOM}}}link", rel=link.rel, href=link.href, **said)
