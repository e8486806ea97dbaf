"""``cap.atom``: where every CAP message lies, the latest first."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.publish.atom import Entry, Feed, Link, atom
from clearway.publish.cap import MEDIA_TYPE, Message, messages
from clearway.publish.changes_atom import author, language_links, paged, tag, urn
from clearway.publish.paging import page_of
from clearway.publish.published import Edition, Published
from clearway.publish.telling import headline

_TITLE = Bilingual("通途 · 预警报文（CAP 1.2）", "Clearway · alerts (CAP 1.2)")
_SUBTITLE = Bilingual(
    "每项措施一条警报，变更时更新，解除时取消", "an alert a measure, updated as it changes, cancelled once lifted"
)


def cap_atom(edition: Edition) -> bytes:
    """The index, in pages (RFC 5005)."""
    found = [(item, message) for item in edition.items for message in messages(item)]
    found.sort(key=lambda pair: (pair[1].change.at, pair[1].identifier), reverse=True)
    feed = Feed(
        id=urn(edition, "cap.atom"),
        title=_TITLE.say(edition.language),
        subtitle=_SUBTITLE.say(edition.language),
        author=author(edition),
        language=tag(edition),
        updated=edition.updated,
        links=language_links(edition, "cap.atom"),
    )
    shown = page_of(found, edition.sheet)
    return atom(
        paged(feed, edition, "cap.atom", len(found)), (_entry(item, message, edition) for item, message in shown)
    )


def _entry(item: Published, message: Message, edition: Edition) -> Entry:
    address = edition.feed(f"cap/{message.identifier}.xml")
    return Entry(
        id=urn(edition, "cap", message.identifier),
        title=headline(item, message.change).say(edition.language),
        updated=message.change.at,
        links=(
            Link(rel="alternate", href=edition.page(item), type="text/html"),
            Link(rel="enclosure", href=address, type=MEDIA_TYPE),
        ),
        text=f"{message.type} {message.identifier}",
        category=message.type,
        point=item.point,
        source=(MEDIA_TYPE, address),
    )
