"""A photo somebody sends: told by its content what it is, then made anew from its pixels, smaller and nameless.

Nothing but pixels is carried over: no EXIF (place, time, camera), no colour profile, no comment, no second picture,
nothing hidden behind the end of the file. The camera's turn (EXIF orientation) is applied first.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import NamedTuple

from clearway.core.photos import Photo
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual

#: Bytes taken at most; a phone's photo has 2 to 8 million.
MOST_BYTES = 12_000_000
#: Pixels taken at most, so that a small file cannot ask for all memory.
MOST_PIXELS = 60_000_000
#: Longest edge kept, in pixels: enough to read a notice on a gate.
EDGE = 1_600
_QUALITY = 82
MEDIA = "image/jpeg"
#: What is read, by content; HEIC is none of them (phones hand out JPEG to a web page).
READ = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


class BadPhoto(Refusal):
    """No photo we read."""

    code = "bad_photo"
    template = Bilingual(
        "这个文件不是可读取的照片（现为 {found}）：请用 JPEG、PNG 或 WebP",
        "this file is not a photo that can be read (found {found}): use JPEG, PNG or WebP",
    )
    try_again = True


class PhotoTooLarge(Refusal):
    """Too many bytes or pixels."""

    code = "photo_too_large"
    template = Bilingual(
        "照片过大（{found}）：最多 12 MB、6000 万像素",
        "the photo is too large ({found}): at most 12 MB and 60 million pixels",
    )
    try_again = True


class Cleaned(NamedTuple):
    """The photo and the bytes to keep."""

    photo: Photo
    data: bytes


def clean(data: bytes) -> Cleaned:
    """The photo made anew; the same bytes give the same photo.

    Raises:
        PhotoTooLarge: more than ``MOST_BYTES`` or ``MOST_PIXELS``.
        BadPhoto: it is something else, or damaged.
    """
    if len(data) > MOST_BYTES:
        raise PhotoTooLarge(found=f"{len(data) / 1e6:.0f} MB")
    kind = _kind(data)
    if kind not in READ:
        raise BadPhoto(found=kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _anew(data, READ[kind])
    except Refusal:
        raise
    except _bomb():
        raise PhotoTooLarge(found="> 178 MP") from None
    except Exception:  # Pillow tells damage by whatever its decoders raise
        raise BadPhoto(found=f"{kind}, damaged") from None


def _bomb() -> type[Exception]:
    from PIL import Image

    return Image.DecompressionBombError


def _kind(data: bytes) -> str:
    import filetype

    guessed = filetype.guess(data[:262])
    return str(guessed.mime) if guessed else "no picture"


def _anew(data: bytes, form: str) -> Cleaned:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=[form]) as opened:
        pixels = opened.width * opened.height
        if pixels > MOST_PIXELS:
            raise PhotoTooLarge(found=f"{pixels / 1e6:.0f} MP")
        opened.draft("RGB", (EDGE, EDGE))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((EDGE, EDGE))
    plain = Image.frombytes("RGB", picture.size, picture.tobytes())
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=_QUALITY)
    made = out.getvalue()
    digest = hashlib.sha256(made).hexdigest()
    return Cleaned(Photo(digest=digest, media=MEDIA, size=len(made), width=plain.width, height=plain.height), made)
