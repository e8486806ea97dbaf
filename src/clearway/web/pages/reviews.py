"""``/reviews/``: quarters by region; ``/reviews/<region>/<quarter>``: one review, as a page, DOCX or PDF; public."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from clearway.core.people import machine
from clearway.core.refusals import NotFound, Refusal
from clearway.evaluate.review.quarter import Quarter, quarters_between, read_quarter
from clearway.loop.document_fields import Making
from clearway.loop.review_quarter import Review, review_of, reviewed_regions
from clearway.loop.review_sections import as_paper, headline, sections, title_of_review
from clearway.publish.documents.paper import Field, Section
from clearway.record.reading.quarters import first_day
from clearway.web.desk import desk_of
from clearway.web.documenting import download, making_of, written
from clearway.web.kept import once
from clearway.web.refusing import refuse
from clearway.web.showing.places import place_name


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The list: every region from the county up, every quarter since the record begins."""
    return render(
        request,
        "clearway/reviews.html",
        {"regions": [(one, place_name(one)) for one in reviewed_regions()], "quarters": _quarters(timezone.now())},
    )


@require_safe
def review(request: HttpRequest, region: str, quarter: str) -> HttpResponse:
    """One review."""
    making = making_of(request)
    try:
        wanted = _wanted(region, quarter)
    except Refusal as refusal:
        return refuse(request, refusal)
    found, fields, told = once(
        ("review page", region, wanted, making.language, making.site), lambda: _page(region, wanted, making)
    )
    context = {
        "review": found, "title": title_of_review(found), "name": place_name(region), "fields": fields, "told": told,
    }  # fmt: skip
    return render(request, "clearway/review.html", context)


@require_safe
def review_document(request: HttpRequest, region: str, quarter: str, form: str) -> HttpResponse:
    """The same as a download."""
    making = making_of(request)
    try:
        wanted = _wanted(region, quarter)
        key, name = ("review paper", region, wanted, making.language, making.site), f"review-{region}-{wanted}"
        return download(once((*key, form), lambda: written(as_paper(_drawn(region, wanted), making), form)), name, form)
    except Refusal as refusal:
        return refuse(request, refusal)


def _quarters(at: datetime) -> tuple[Quarter, ...]:
    today = at.astimezone(settings.ENVIRONMENT.time_zone).date()
    return quarters_between(min(first_day(settings.ENVIRONMENT.time_zone) or today, today), today)


def _wanted(region: str, quarter: str) -> Quarter:
    """The quarter asked for, of a region that is on record, since the record begins.

    Raises:
        NotFound: no such region, or a quarter without a record.
        NoQuarter: no quarter.
    """
    wanted, at = read_quarter(quarter), timezone.now()
    if region not in reviewed_regions() or wanted not in _quarters(at):
        raise NotFound(what="review", number=f"{region} {wanted}")
    return wanted


def _drawn(region: str, wanted: Quarter) -> Review:
    """The review itself, kept with the ledger: page and downloads share it."""
    return once(("review", region, wanted), lambda: review_of(region, wanted, desk_of(machine(region), timezone.now())))


def _page(region: str, wanted: Quarter, making: Making) -> tuple[Review, tuple[Field, ...], tuple[Section, ...]]:
    found = _drawn(region, wanted)
    return found, headline(found, making), sections(found, making)
