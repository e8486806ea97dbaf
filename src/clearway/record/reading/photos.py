"""Photos by what they belong to, and who may see one."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.photos import Photo
from clearway.record.models import PhotoRow

_BATCH = 500


def photos_of(subject: str) -> tuple[Photo, ...]:
    """The photos of a report, work order or case, first attached first."""
    return tuple(
        Photo(digest=row.digest, media=row.media, size=row.size, width=row.width, height=row.height)
        for row in PhotoRow.objects.filter(subject=subject).order_by("id")
    )


def places_of_photo(digest: str) -> tuple[str | None, ...]:
    """The places a photo belongs to, by what it is attached to; empty where nothing names it."""
    return tuple(PhotoRow.objects.filter(digest=digest).values_list("place_code", flat=True))


def known_digests(digests: Iterable[str]) -> frozenset[str]:
    """Those of ``digests`` that a row names."""
    wanted = list(digests)
    found: set[str] = set()
    for start in range(0, len(wanted), _BATCH):
        part = wanted[start : start + _BATCH]
        found.update(PhotoRow.objects.filter(digest__in=part).values_list("digest", flat=True))
    return frozenset(found)
