"""Photos, for those who may see them: whoever holds a report's token, and offices its place belongs to."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from clearway.core.people import Actor
from clearway.core.photos import is_digest
from clearway.core.refusals import NotFound
from clearway.loop.keep_photo import photo_path
from clearway.loop.take_report import token_hash
from clearway.record import reading
from clearway.record.reading.photos import photos_of, places_of_photo
from clearway.sources.photos import MEDIA
from clearway.web.offices import for_offices
from clearway.web.refusing import refuse


@require_safe
def own_photo(request: HttpRequest, token: str, digest: str) -> HttpResponse:
    """A photo of the report whose token this is."""
    report = reading.report_by_token(token_hash(token))
    if report is None or digest not in {photo.digest for photo in photos_of(report.number)}:
        return refuse(request, NotFound(what="photo", number="…"))
    return _file(request, digest)


@require_safe
@for_offices
def office_photo(request: HttpRequest, actor: Actor, digest: str) -> HttpResponse:
    """A photo of something in the office's region; one without a place is for the county and above."""
    places = places_of_photo(digest) if is_digest(digest) else ()
    if not any(actor.reaches(place or actor.region) for place in places):
        return refuse(request, NotFound(what="photo", number="…"))
    return _file(request, digest)


def _file(request: HttpRequest, digest: str) -> HttpResponse:
    path = photo_path(settings.ENVIRONMENT.home, digest)
    if not path.exists():
        return refuse(request, NotFound(what="photo", number="…"))
    answer = HttpResponse(path.read_bytes(), content_type=MEDIA)
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = f'inline; filename="{digest[:12]}.jpg"'
    patch_cache_control(answer, private=True, max_age=3600)
    return answer
