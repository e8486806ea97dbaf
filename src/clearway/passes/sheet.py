"""The sheet: two copies of the code, and what a person reads when no camera can."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from clearway.passes.claims import Pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the sheet of one pass says. ``gates`` are names (or numbers) as people know them."""

    claims: Pass
    text: str
    gates: tuple[str, ...]
    duty_phone: str
    zone: ZoneInfo


def sheet_pdf(sheet: Sheet) -> bytes:
    """A4, Chinese and English, two codes of at least 45 mm."""
    raise NotImplementedError


def phone_png(sheet: Sheet) -> bytes:
    """The picture for a phone: the code, and the same words."""
    raise NotImplementedError
