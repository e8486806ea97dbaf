"""The damage table: codes at 240 camera pixels, read by ZXing and, beside it, by OpenCV."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import zxingcpp

from clearway.core.figures import Figure
from clearway.passes.damage import Picture, Random, blurred, creased_sheet, filmed, noisy, rotated, seen, stained
from clearway.passes.hostile.files import county_of
from clearway.passes.hostile.making import usual

Reader = Callable[[Picture], set[str]]
Shots = Callable[[str, Random], tuple[Picture, ...]]
_SEED = 9
_BLOW_UP = 3
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])

#: Name → what is done, and the share that must still be read.
_TABLE: tuple[tuple[str, Shots, float], ...] = (
    ("as printed", lambda text, random: (filmed(seen(text), random),), 0.95),
    ("rotated by any angle", lambda text, random: (rotated(text, random),), 0.95),
    ("blurred, σ 1.5 px", lambda text, random: (blurred(text, random),), 0.95),
    ("noise, σ 25", lambda text, random: (noisy(text, random),), 0.95),
    ("stained, 9% of the code", lambda text, random: (stained(text, random),), 0.95),
    ("two creases across the two-copy sheet", creased_sheet, 0.85),
)


def damage_figures(*, quick: bool) -> list[Figure]:
    """Share of codes read after each damage."""
    count = 40 if quick else 300
    county = county_of(_SEED)
    texts = [usual(county, companions=1) for _ in range(count)]
    other = _opencv()
    return [_figure(name, shots, least, texts, other) for name, shots, least in _TABLE]


def _figure(name: str, shots: Shots, least: float, texts: list[str], other: Reader | None) -> Figure:
    random = np.random.default_rng(_SEED)
    taken = [shots(text, random) for text in texts]
    read = _share(texts, taken, _zxing)
    return Figure(
        name=f"read: {name}",
        value=read,
        unit="of codes",
        target=f"at least {least}",
        met=read >= least,
        peer="OpenCV" if other else "",
        peer_value=_share(texts, taken, other) if other else None,
        note=f"{len(texts)} codes at 240 px, read by ZXing",
    )


def _share(texts: list[str], taken: list[tuple[Picture, ...]], reader: Reader) -> float:
    read = [any(text in reader(picture) for picture in pictures) for text, pictures in zip(texts, taken, strict=True)]
    return sum(read) / len(read)


def _zxing(picture: Picture) -> set[str]:
    return {str(found.text) for found in zxingcpp.read_barcodes(picture, _QR)}


def _opencv() -> Reader | None:
    """OpenCV's reader, where it is installed (it wants the picture three times as large)."""
    try:
        import cv2
    except ImportError:
        return None
    detector = cv2.QRCodeDetectorAruco()

    def read(picture: Picture) -> set[str]:
        large = cv2.resize(picture, None, fx=_BLOW_UP, fy=_BLOW_UP, interpolation=cv2.INTER_CUBIC)
        try:
            return {detector.detectAndDecode(large)[0]}
        except cv2.error:
            return set()

    return read
