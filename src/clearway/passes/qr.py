"""QR pictures of passes: alphanumeric, level Q, at most version 13; drawn and read with zxing-cpp (ISO/IEC 18004)."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import numpy as np
import numpy.typing as npt
import zxingcpp
from PIL import Image, UnidentifiedImageError

from clearway.core.refusals import BadFile
from clearway.passes.limits import PREFIX, QR_LEVEL, QR_MAX_VERSION, QR_MILLIMETRES, QR_QUIET
from clearway.passes.refusals import CannotIssue

Modules = npt.NDArray[np.bool_]
_FIRST, _STEP = 17, 4
_FAST = 1
#: Printed at its own size a code has modules of 0.75 mm, and at least 45 mm with its quiet zone.
_MODULE_MM = 0.75
_MOST_PIXELS = 50_000_000
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


def modules_of(text: str) -> Modules:
    """The code as a square of modules, True where dark, without quiet zone.

    Raises:
        CannotIssue: the code would be above version 13.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=QR_LEVEL)
    dark: Modules = np.array(code.to_image(scale=1, add_quiet_zones=False)) == 0
    version = (len(dark) - _FIRST) // _STEP
    if version > QR_MAX_VERSION:
        raise CannotIssue(
            zh=f"二维码为第 {version} 版，上限为第 {QR_MAX_VERSION} 版：请减少大门数量",
            en=f"the code is version {version}, above {QR_MAX_VERSION}: name fewer gates",
        )
    return dark


def version_of(text: str) -> int:
    """The version (1–13) of the code.

    Raises:
        CannotIssue: above version 13.
    """
    return (len(modules_of(text)) - _FIRST) // _STEP


def draw_png(text: str, *, module: int = 8) -> bytes:
    """The code as PNG of one bit a pixel, ``module`` pixels a module, with its quiet zone.

    Raises:
        CannotIssue: above version 13.
    """
    light = ~np.pad(modules_of(text), QR_QUIET)
    rows = np.packbits(light.repeat(module, axis=1), axis=1)
    filtered = np.pad(rows, ((0, 0), (1, 0))).repeat(module, axis=0)
    side = light.shape[0] * module
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    metre = round(side / _millimetres(light.shape[0]) * 1_000)
    print_size = struct.pack(">IIB", metre, metre, 1)
    packed = zlib.compress(filtered.tobytes(), _FAST)
    parts = ((b"IHDR", head), (b"pHYs", print_size), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def draw_svg(text: str) -> str:
    """The code as SVG, one unit a module, with its quiet zone; it scales without blur.

    Raises:
        CannotIssue: above version 13.
    """
    dark = modules_of(text)
    side = len(dark) + 2 * QR_QUIET
    path = "".join(
        f"M{start + QR_QUIET} {y + QR_QUIET}h{end - start}v1h{start - end}z"
        for y, row in enumerate(dark)
        for start, end in _runs(row)
    )
    size = f"{_millimetres(side):g}mm"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {side} {side}"'
        ' shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}"/></svg>'
    )


def read_picture(picture: bytes) -> tuple[str, ...]:
    """Every QR text in a picture (PNG, JPEG, …), those of passes first.

    Raises:
        BadFile: no picture, or one of more than 50 million pixels.
    """
    try:
        with Image.open(BytesIO(picture)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise ValueError
            grey = np.asarray(opened.convert("L"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise BadFile(
            file="picture", found="no readable picture", found_zh="不是可读的图片",
            expected="PNG or JPEG of at most 50 million pixels", expected_zh="不超过 5000 万像素的 PNG 或 JPEG",
        ) from None  # fmt: skip
    texts = dict.fromkeys(
        str(found.text) for found in zxingcpp.read_barcodes(grey, _QR, text_mode=zxingcpp.TextMode.Plain)
    )
    return tuple(sorted(texts, key=lambda text: not text.startswith(PREFIX)))


def _millimetres(modules: int) -> float:
    """How large a code of so many modules, quiet zone included, is printed."""
    return max(float(QR_MILLIMETRES), modules * _MODULE_MM)


def _runs(row: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where dark modules begin and end in a row."""
    edges = np.flatnonzero(np.diff(np.pad(row.astype(np.int8), 1))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
