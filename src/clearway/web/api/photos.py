"""``POST /api/v1/photos``: a photo first, then the report that names it by its digest."""

from __future__ import annotations

from django.conf import settings
from pydantic import Field

from clearway.core.words import Bilingual
from clearway.loop.keep_photo import UNCLAIMED, keep_photo
from clearway.sources.photos import MOST_BYTES, READ
from clearway.web.api.endpoint import Call, Endpoint, Told


class PhotoKept(Told):
    """The photo as kept, made anew from its pixels."""

    photo: str = Field(description="SHA-256 of the kept file in hex: what a report names it by")
    media: str
    bytes: int
    width: int
    height: int
    keep_hours: int = Field(description="hours until it is removed, unless a report names it")


def _keep(call: Call) -> PhotoKept:
    photo = keep_photo(call.raw, settings.ENVIRONMENT.home)
    return PhotoKept(
        photo=photo.digest,
        media=photo.media,
        bytes=photo.size,
        width=photo.width,
        height=photo.height,
        keep_hours=int(UNCLAIMED.total_seconds()) // 3600,
    )


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="photos",
        name="keepPhoto",
        what=Bilingual(
            "上传照片（JPEG、PNG 或 WebP，最多 12 MB）；去除 EXIF 后保存",
            "send a photo (JPEG, PNG or WebP, at most 12 MB); it is kept without EXIF",
        ),
        act=_keep,
        gives=PhotoKept,
        media=(*READ, "multipart/form-data"),
        status=201,
        most_bytes=MOST_BYTES,
        problems=(413, 415),
    ),
)
