"""Photos on disk: the file first, whole and flushed; then the row that names it. Killed in between, a file is left that
nothing names: it is never served, and swept away after a day."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from clearway.core.intake_events import PhotoAttached
from clearway.core.photos import Photo, is_digest
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.record.reading.photos import known_digests
from clearway.sources.photos import MEDIA, clean

#: A photo nobody named in a report within this time is removed.
UNCLAIMED = timedelta(days=1)
#: Photos a report or a finding may carry.
MOST_PHOTOS = 6


class NoSuchPhoto(Refusal):
    """A report names a photo that was never sent, or was sent too long ago."""

    code = "no_such_photo"
    template = Bilingual(
        "找不到照片 {digest}：请先上传照片，再提交线索", "no photo {digest}: send the photo first, then the report"
    )
    try_again = True


class TooManyPhotos(Refusal):
    """More photos than anybody looks at."""

    code = "too_many_photos"
    template = Bilingual("最多 {most} 张照片（现有 {count} 张）", "at most {most} photos (there are {count})")
    try_again = True


def keep_photo(data: bytes, home: Path) -> Photo:
    """Clean a photo and keep it under ``home/photos``; the same photo sent twice is one file.

    Raises:
        BadPhoto, PhotoTooLarge: see ``clearway.sources.photos``.
    """
    photo, made = clean(data)
    path = photo_path(home, photo.digest)
    if not path.exists():
        _write(path, made)
    else:
        os.utime(path)  # sent again: its day begins anew
    return photo


def photo_path(home: Path, digest: str) -> Path:
    """Where the file of a photo lies."""
    return home / "photos" / digest[:2] / f"{digest}.jpg"


def photos_named(digests: Iterable[str], home: Path) -> tuple[Photo, ...]:
    """The kept photos with these digests, in their order, each once.

    Raises:
        TooManyPhotos: more than ``MOST_PHOTOS``.
        NoSuchPhoto: one was never kept.
    """
    wanted = tuple(dict.fromkeys(digests))
    if len(wanted) > MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS, count=len(wanted))
    return tuple(_known(digest, home) for digest in wanted)


def attach(subject: str, photos: Iterable[Photo], place_code: str | None) -> tuple[PhotoAttached, ...]:
    """The events that make ``photos`` part of ``subject``: commit them with what the photos belong to."""
    return tuple(
        PhotoAttached(
            subject=subject,
            digest=photo.digest,
            media=photo.media,
            size=photo.size,
            width=photo.width,
            height=photo.height,
            place_code=place_code,
        )
        for photo in photos
    )


def sweep_photos(home: Path, at: datetime) -> int:
    """Remove files older than ``UNCLAIMED`` that no row names, and drafts left by a kill; returns how many."""
    before = (at - UNCLAIMED).timestamp()
    old = [path for path in (home / "photos").glob("*/*") if path.is_file() and path.stat().st_mtime < before]
    named = known_digests(path.stem for path in old)
    gone = [path for path in old if path.stem not in named]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _known(digest: str, home: Path) -> Photo:
    path = photo_path(home, digest) if is_digest(digest) else None
    if path is None or not path.exists():
        raise NoSuchPhoto(digest=digest[:64])
    return _described(path, digest)


@lru_cache(maxsize=1_024)
def _described(path: Path, digest: str) -> Photo:
    """The photo in a file: the same for ever, its name is its content."""
    from PIL import Image

    with Image.open(path, formats=["JPEG"]) as opened:
        width, height = opened.size
    return Photo(digest=digest, media=MEDIA, size=path.stat().st_size, width=width, height=height)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    with draft.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
