"""QR pictures of passes: alphanumeric, level Q, at most version 13; drawn and read with zxing-cpp."""

from __future__ import annotations


def draw_png(text: str, *, module: int = 8) -> bytes:
    """The code as PNG, ``module`` pixels a module, with its quiet zone."""
    raise NotImplementedError


def draw_svg(text: str) -> str:
    """The code as SVG, one unit a module, with its quiet zone."""
    raise NotImplementedError


def version_of(text: str) -> int:
    """The version (1–40) of the code.

    Raises:
        CannotIssue: above version 13.
    """
    raise NotImplementedError


def read_picture(picture: bytes) -> tuple[str, ...]:
    """Every QR text in a picture (PNG, JPEG, …), those of passes first."""
    raise NotImplementedError
