"""A photograph as kept: known by the SHA-256 of what is stored, never by whoever took it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """``digest`` is the SHA-256 (hex) of the stored file, ``size`` its bytes, ``width`` and ``height`` in pixels.

    The stored file was made anew from the pixels: nothing of the camera, the place or the phone is in it.
    """

    digest: str
    media: str
    size: int
    width: int
    height: int

    def __post_init__(self) -> None:
        if not is_digest(self.digest):
            raise ValueError(f"not a SHA-256 in hex: {self.digest!r}")


def is_digest(text: str) -> bool:
    """Whether ``text`` has the form of a digest."""
    return _DIGEST.match(text) is not None
