"""QR codes (ISO/IEC 18004) as SVG for pages and PDF, as PNG for DOCX; made by zxing-cpp."""

from __future__ import annotations

from io import BytesIO

import zxingcpp
from PIL import Image

_SCALE = 8


def svg(text: str) -> str:
    """The code as an SVG document, with its quiet zone."""
    drawn = str(zxingcpp.write_barcode_to_svg(_code(text), add_quiet_zones=True))
    return drawn[drawn.index("<svg") :]


def png(text: str) -> bytes:
    """The code as a PNG, eight pixels a module."""
    drawn = zxingcpp.write_barcode_to_image(_code(text), scale=_SCALE, add_quiet_zones=True)
    out = BytesIO()
    Image.fromarray(drawn).save(out, format="PNG")
    return out.getvalue()


def _code(text: str) -> zxingcpp.Barcode:
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
