"""``measures.atom``: an entry a change, the latest first; and the same for one measure: "tell me when it opens"."""

from __future__ import annotations

import uuid
from dataclasses import replace

from clearway.core.words import Bilingual
from clearway.publish.atom import MEDIA_TYPE, Entry, Feed, Link, atom
from clearway.publish.paging import page_address, page_links, page_of
from clearway.publish.published import Change, Edition, Published
from clearway.publish.telling import headline, told

_TITLE = Bilingual("通途 · 管控措施变更", "Clearway · changes of measures")
_ONE = Bilingual("通途 · 何时开放：{place}", "Clearway · when it opens: {place}")
_SUBTITLE = Bilingual(
    "登记的措施、现场核实的未登记封堵，以及它们的更正、放宽、延期、到期和解除",
    "registered measures and closures confirmed on the spot; corrected, made lighter, extended, ended, lifted",
)
_AUTHOR = Bilingual("通途", "Clearway")
_TAGS = {"zh": "zh-CN", "en": "en"}


def measures_atom(edition: Edition) -> bytes:
    """Every change of every measure (RFC 4287), in pages (RFC 5005); times in UTC."""
    entries = sorted(
        ((item, change) for item in edition.items for change in item.changes),
        key=lambda pair: (pair[1].at, pair[0].measure.number, pair[1].key),
        reverse=True,
    )
    feed = paged(_feed(edition, "measures.atom", _TITLE), edition, "measures.atom", len(entries))
    return atom(feed, (_entry(item, change, edition) for item, change in page_of(entries, edition.sheet)))


def measure_atom(edition: Edition, item: Published) -> bytes:
    """Every change of one measure."""
    feed = _feed(edition, f"measures/{item.slug}.atom", _ONE, item)
    return atom(feed, (_entry(item, change, edition) for change in reversed(item.changes)))


def urn(edition: Edition, *parts: str) -> str:
    """A name for ever (RFC 9562, version 5), the same under every host."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join((edition.source, *parts))).urn


def author(edition: Edition) -> str:
    """Who publishes."""
    return _AUTHOR.say(edition.language)


def language_links(edition: Edition, name: str) -> tuple[Link, ...]:
    """The feed itself and its form in the other language."""
    address, other = edition.feed(name), "en" if edition.language == "zh" else "zh"
    media = MEDIA_TYPE.partition(";")[0]
    return (
        Link(rel="self", href=f"{address}?lang={edition.language}", type=media, hreflang=_TAGS[edition.language]),
        Link(rel="alternate", href=f"{address}?lang={other}", type=media, hreflang=_TAGS[other]),
    )


def paged(feed: Feed, edition: Edition, name: str, entries: int) -> Feed:
    """The feed as the page asked for: its own address, and where the others lie."""
    address = edition.feed(name)
    here = page_address(address, edition.language, edition.sheet)
    links = tuple(replace(link, href=here) if link.rel == "self" else link for link in feed.links)
    return replace(feed, links=(*links, *page_links(address, edition.language, edition.sheet, entries)))


def tag(edition: Edition) -> str:
    """The edition's language as a tag of BCP 47."""
    return _TAGS[edition.language]


def _feed(edition: Edition, name: str, title: Bilingual, item: Published | None = None) -> Feed:
    page = edition.page(item) if item else f"{edition.site}/measures/"
    place = item.place.say(edition.language) if item else ""
    return Feed(
        id=urn(edition, name),
        title=title.say(edition.language).replace("{place}", place),
        subtitle=_SUBTITLE.say(edition.language),
        author=author(edition),
        language=tag(edition),
        updated=item.changes[-1].at if item else edition.updated,
        links=(*language_links(edition, name), Link(rel="alternate", href=page, type="text/html")),
    )


def _entry(item: Published, change: Change, edition: Edition) -> Entry:
    return Entry(
        id=urn(edition, "measures", item.measure.number, change.key),
        title=headline(item, change).say(edition.language),
        updated=change.at,
        links=(Link(rel="alternate", href=edition.page(item), type="text/html"),),
        text=told(item, change, edition).say(edition.language),
        category=change.kind.value,
        point=item.point,
    )
