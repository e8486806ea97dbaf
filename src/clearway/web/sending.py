"""A report on its way from a browser: photos kept first, then the report, once a key however often it is sent."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils import timezone

from clearway.core.notices import Channel
from clearway.core.photos import is_digest
from clearway.loop.join_report import join_one
from clearway.loop.jurisdiction import home_region
from clearway.loop.keep_photo import MOST_PHOTOS, TooManyPhotos, keep_photo, photos_named
from clearway.loop.take_report import Receipt, Told, take_report
from clearway.record import reading
from clearway.record.answers import Asked
from clearway.sources.photos import MOST_BYTES, PhotoTooLarge
from clearway.web.telling import Answers


def photos_sent(request: HttpRequest) -> tuple[str, ...]:
    """Digests of the photos a form brings: files, kept now, and those it names because they were kept before.

    Raises:
        BadPhoto, PhotoTooLarge, TooManyPhotos: a file that is none, or too many.
    """
    named = [digest for digest in request.POST.getlist("photo") if is_digest(digest)]
    files = request.FILES.getlist("photos")
    if len(named) + len(files) > MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS, count=len(named) + len(files))
    return tuple(dict.fromkeys([*named, *kept_photos(files)]))


def kept_photos(files: Sequence[UploadedFile[Any]]) -> tuple[str, ...]:
    """Keep the files of a form as photos; their digests.

    Raises:
        BadPhoto, PhotoTooLarge, TooManyPhotos: a file that is none, or too many.
    """
    if len(files) > MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS, count=len(files))
    return tuple(keep_photo(_bytes(file), settings.ENVIRONMENT.home).digest for file in files)


def send(answers: Answers, photos: tuple[str, ...], key: str) -> Receipt:
    """Take the report (or join it to what is reported already), once for ``key``.

    Raises:
        Refusal: as ``take_report`` and ``join_one``; a photo nobody kept.
    """
    environment = settings.ENVIRONMENT
    told = Told(
        text=answers.whole if answers.text else "",
        place_code=answers.place_code or None,
        point=answers.point,
        service=answers.service,
        photos=photos_named(photos, environment.home),
        contact=answers.contact,
        phone=answers.contact.address if answers.contact and answers.contact.channel is Channel.SMS else "",
    )
    asked = Asked.of("web", "POST /report/", key, _body(answers, photos)) if key else None
    region = home_region(environment.county, reading.places() if not environment.county else ())
    at, zone = timezone.now(), environment.time_zone
    if answers.of:
        return join_one(told, answers.of, at=at, zone=zone, region=region, asked=asked)
    return take_report(told, at=at, zone=zone, region=region, asked=asked)


def _body(answers: Answers, photos: tuple[str, ...]) -> bytes:
    """What makes two sends the same one."""
    point = [answers.point.lat, answers.point.lon] if answers.point else None
    ticked = [answers.service, answers.barrier, answers.since, answers.whom]
    said = [answers.text, ticked, answers.place_code, point, answers.of, sorted(photos)]
    return json.dumps(said, ensure_ascii=False).encode(errors="surrogatepass")


def _bytes(file: UploadedFile[Any]) -> bytes:
    if file.size is None or file.size > MOST_BYTES:
        raise PhotoTooLarge(found=f"{(file.size or 0) / 1_000_000:.0f} MB")
    data: bytes = file.read()
    return data
