"""What happens to a printed code before a camera sees it: turned, blurred, noisy, stained, creased.

Every picture is what a camera sees of one code at 240 pixels across with its quiet zone, in grey; all from a seed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from clearway.passes.limits import QR_QUIET
from clearway.passes.qr import modules_of

Picture = npt.NDArray[np.uint8]
Random = np.random.Generator

PIXELS = 240
_PRINT = 12
_PAPER = 235
_INK = 25
#: A crease lifts the ink off a strip this wide (share of the picture) and throws a shadow beside it.
_CREASE = 0.012


def seen(text: str) -> Image.Image:
    """The code as printed, before anything happens to it, at 12 pixels a module."""
    dark = np.pad(modules_of(text), QR_QUIET).repeat(_PRINT, axis=0).repeat(_PRINT, axis=1)
    return Image.fromarray(np.where(dark, _INK, _PAPER).astype(np.uint8))


def filmed(printed: Image.Image, random: Random, *, noise: float = 4.0, blur: float = 0.5) -> Picture:
    """What the camera makes of it: 240 pixels across the code, a little blur and noise of its own."""
    scale = PIXELS / min(printed.size)
    size = (round(printed.width * scale), round(printed.height * scale))
    small = printed.resize(size, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(blur))
    grey = np.asarray(small, dtype=np.float64) + random.normal(0, noise, (size[1], size[0]))
    return np.clip(grey, 0, 255).astype(np.uint8)


def rotated(text: str, random: Random) -> Picture:
    """Turned by any angle, on a table of paper's grey."""
    printed = seen(text)
    turned = printed.rotate(random.uniform(0, 360), Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)
    scale = PIXELS / printed.width
    small = turned.resize((round(turned.width * scale), round(turned.height * scale)), Image.Resampling.BOX)
    return _noisy(small, random, 4.0)


def blurred(text: str, random: Random, sigma: float = 1.5) -> Picture:
    """Out of focus: ``sigma`` in camera pixels."""
    return filmed(seen(text), random, blur=sigma)


def noisy(text: str, random: Random, sigma: float = 25.0) -> Picture:
    """Little light: noise of standard deviation ``sigma`` on 0 to 255."""
    return filmed(seen(text), random, noise=sigma)


def stained(text: str, random: Random, share: float = 0.09) -> Picture:
    """A round stain over ``share`` of the code, dark or bleached, anywhere but on the three corner marks."""
    printed = seen(text)
    side = printed.width
    radius = side * float(np.sqrt(share / np.pi))
    x, y = _place(random, side, radius)
    box = (x - radius, y - radius, x + radius, y + radius)
    ImageDraw.Draw(printed).ellipse(box, fill=int(random.choice((60, 225))))
    return filmed(printed, random)


def creased_sheet(text: str, random: Random) -> tuple[Picture, Picture]:
    """The two codes of one sheet, which two creases cross: one along, one across, each through code or between."""
    height = 2.6
    along, across = random.uniform(0, 1), random.uniform(0, height)
    codes = []
    for top in (0.0, 1.6):
        printed = seen(text)
        _crease(printed, along, vertical=True)
        if 0 <= across - top <= 1:
            _crease(printed, across - top, vertical=False)
        codes.append(filmed(printed, random))
    return codes[0], codes[1]


def _place(random: Random, side: int, radius: float) -> tuple[float, float]:
    """A middle for the stain that keeps clear of the corner marks."""
    quiet, mark = QR_QUIET * _PRINT, 8 * _PRINT
    near = quiet + mark
    marks = [(near, near), (side - near, near), (near, side - near)]
    while True:
        x, y = (float(random.uniform(quiet + radius / 2, side - quiet - radius / 2)) for _ in range(2))
        corners = [
            (max(0.0, (quiet if mx == near else mx) - x, x - (near if mx == near else side - quiet)),
             max(0.0, (quiet if my == near else my) - y, y - (near if my == near else side - quiet)))
            for mx, my in marks
        ]  # fmt: skip
        if all(dx * dx + dy * dy > radius * radius for dx, dy in corners):
            return x, y


def _crease(printed: Image.Image, at: float, *, vertical: bool) -> None:
    side, half = printed.width, printed.width * _CREASE / 2
    start, end = at * side - half, at * side + half
    draw = ImageDraw.Draw(printed)
    for low, high, grey in ((start, end, 245), (end, end + half, 140)):
        draw.rectangle((low, 0, high, side) if vertical else (0, low, side, high), fill=grey)


def _noisy(picture: Image.Image, random: Random, sigma: float) -> Picture:
    grey = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.5)), dtype=np.float64)
    return np.clip(grey + random.normal(0, sigma, grey.shape), 0, 255).astype(np.uint8)
