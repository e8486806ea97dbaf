"""Pictures for tests, drawn here: with a camera's notes in them, in several formats, and hostile ones."""

from __future__ import annotations

import io

from PIL import Image

PLACE_OF_CAMERA = "Example Camera 7"


def picture(form: str = "JPEG", size: tuple[int, int] = (320, 240), shade: int = 0, noted: bool = True) -> bytes:
    """A picture in ``form``; ``noted``: with EXIF that names a camera and a place."""
    drawn = Image.linear_gradient("L").resize(size).convert("RGB")
    drawn.paste((shade * 37 % 256, shade * 11 % 256, shade % 256), (0, 0, 64, 64))
    exif = Image.Exif()
    exif[0x010F] = PLACE_OF_CAMERA
    exif.get_ifd(0x8825)[2] = (34.0, 45.0, 0.0)
    out = io.BytesIO()
    drawn.save(out, form, **({"exif": exif.tobytes()} if noted and form in ("JPEG", "WEBP") else {}))
    return out.getvalue()


def bomb() -> bytes:
    """A small file that asks for 400 million pixels."""
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    return out.getvalue()
