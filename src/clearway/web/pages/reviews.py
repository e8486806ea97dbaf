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
from clearway.loop.review_quarter import Review, review_of, reviewed_regions
from clearway.loop.review_sections import as_paper, headline, sections, title_of_review
from clearway.record.reading.quarters import first_day
from clearway.web.desk import desk_of
from clearway.web.documenting import making_of, sent
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
    try:
        found = _drawn(region, quarter, timezone.now())
    except Refusal as refusal:
        return refuse(request, refusal)
    making = making_of(request)
    context = {
        "review": found,
        "title": title_of_review(found),
        "name": place_name(region),
        "fields": headline(found, making),
        "told": sections(found, making),
    }
    return render(request, "clearway/review.html", context)


@require_safe
def review_document(request: HttpRequest, region: str, quarter: str, form: str) -> HttpResponse:
    """The same as a download."""
    try:
        found = _drawn(region, quarter, timezone.now())
        return sent(as_paper(found, making_of(request)), f"review-{found.region}-{found.quarter}", form)
    except Refusal as refusal:
        return refuse(request, refusal)


def _quarters(at: datetime) -> tuple[Quarter, ...]:
    today = at.astimezone(settings.ENVIRONMENT.time_zone).date()
    return quarters_between(min(first_day(settings.ENVIRONMENT.time_zone) or today, today), today)


def _drawn(region: str, quarter: str, at: datetime) -> Review:
    """The review of a region that is on record, of a quarter that has begun."""
    wanted, zone = read_quarter(quarter), settings.ENVIRONMENT.time_zone
    if region not in reviewed_regions() or at < wanted.begins(zone):
        raise NotFound(what="review", number=f"{region} {wanted}")
    return review_of(region, wanted, desk_of(machine(region), at))
