"""Pages of a feed (RFC 5005, section 3): one logical feed, its latest entries first, so many to a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from clearway.publish.atom import Link

PER_PAGE = 200
AnyEntry = TypeVar("AnyEntry")


def pages(entries: int) -> int:
    """How many pages there are: at least one."""
    return max(1, -(-entries // PER_PAGE))


def page_of(entries: Sequence[AnyEntry], page: int) -> Sequence[AnyEntry]:
    """The entries of a page, from 1; past the last page none."""
    return entries[(page - 1) * PER_PAGE : page * PER_PAGE]


def page_links(address: str, language: str, page: int, entries: int) -> tuple[Link, ...]:
    """``first``, ``previous``, ``next`` and ``last`` as they apply; none where everything is on one page."""
    last = pages(entries)
    if last == 1 and page == 1:
        return ()
    asked = {"first": 1, "previous": min(page - 1, last), "next": page + 1, "last": last}
    wanted = {rel: number for rel, number in asked.items() if 1 <= number <= last}
    media = "application/atom+xml"
    return tuple(Link(rel=rel, href=page_address(address, language, at), type=media) for rel, at in wanted.items())


def page_address(address: str, language: str, page: int) -> str:
    """Where a page lies; the first is the feed itself."""
    return f"{address}?lang={language}" + (f"&page={page}" if page > 1 else "")
