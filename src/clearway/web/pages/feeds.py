"""``/feeds/``: what is public, in the formats of others; computed when asked, with conditional requests (RFC 9110)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from clearway.core.words import Language
from clearway.loop.publish_feeds import Asked, edition, version
from clearway.publish.atom import MEDIA_TYPE as ATOM_MEDIA_TYPE
from clearway.publish.cap import MEDIA_TYPE as CAP_MEDIA_TYPE
from clearway.publish.cap import cap, messages
from clearway.publish.catalogue import BY_NAME, CATALOGUE
from clearway.publish.changes_atom import measure_atom
from clearway.publish.csv_table import csv_table
from clearway.publish.published import Edition, number_of
from clearway.web.refusing import not_found

#: A change in the second of the last answer could not be told from it by its date: no date is given so soon.
_TELLABLE = timedelta(seconds=1)
_PLAIN = "text/plain; charset=utf-8"
_NOT_FOR_ROBOTS = ("/accounts/", "/board/", "/cases/", "/preferences/", "/reports/", "/track/", "/warnings/")


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """The page that explains them."""
    return render(request, "clearway/feeds.html", {"feeds": CATALOGUE, "site": _site(request)})


@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """A feed by its name."""
    kind = BY_NAME.get(name)
    if kind is None:
        return not_found(request, "document", name)
    if name == "measures.csv" and request.GET.get("bom") == "1":
        return _answer(request, kind.media, lambda: csv_table(edition(_asked(request)), for_spreadsheet=True), "bom")
    page = _page(request)
    return _answer(
        request, kind.media, lambda: kind.write(replace(edition(_asked(request)), sheet=page)), f"page {page}"
    )


@require_safe
def measure_feed(request: HttpRequest, number: str) -> HttpResponse:
    """One measure's changes: whoever subscribes is told when it opens, without an account."""
    found = edition(_asked(request), number)
    if not found.items:
        found = edition(_asked(request), number_of(number))
    if not found.items:
        return not_found(request, "measure", number)
    return _answer(request, ATOM_MEDIA_TYPE, lambda: measure_atom(found, found.items[0]))


@require_safe
def cap_message(request: HttpRequest, identifier: str) -> HttpResponse:
    """One CAP message."""
    found = edition(_asked(request), number_of(identifier.rpartition(".")[0]))
    message = _cap(found, identifier)
    return not_found(request, "document", identifier) if message is None else _answer(request, CAP_MEDIA_TYPE, message)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: all that is public (RFC 9309)."""
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS), "Allow: /")
    return HttpResponse("\n".join(lines) + "\n", content_type=_PLAIN)


def _cap(found: Edition, identifier: str) -> Callable[[], bytes] | None:
    for item in found.items:
        for message in messages(item):
            if message.identifier == identifier:
                return partial(cap, found, item, message)
    return None


def _answer(request: HttpRequest, media: str, write: Callable[[], bytes], *more: str) -> HttpResponse:
    """The document, or 304 where the reader has it."""
    asked = _asked(request)
    now = version(asked, request.path, *more)
    tag, dated = quote_etag(now.tag), _dated(now.since, asked.at)
    answer = get_conditional_response(request, etag=tag, last_modified=dated)
    if answer is None:
        answer = HttpResponse(write(), content_type=media)
    answer["ETag"] = tag
    if dated is not None:
        answer["Last-Modified"] = http_date(dated)
    answer["Cache-Control"] = "public, no-cache"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _page(request: HttpRequest) -> int:
    """The page asked for; what is no number is the first."""
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def _dated(since: datetime | None, at: datetime) -> int | None:
    return int(since.timestamp()) if since is not None and at - since > _TELLABLE else None


def _asked(request: HttpRequest) -> Asked:
    environment = settings.ENVIRONMENT
    said = request.GET.get("lang")
    language: Language = "en" if said == "en" else "zh" if said == "zh" else environment.language
    return Asked(
        at=timezone.now(),
        site=_site(request),
        language=language,
        zone=environment.time_zone,
        home=environment.home,
        simulated=settings.DEMO,
    )


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
