"""Texts the public reads, without people's names: doors and duty phones stay, a notice must tell them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from clearway.core.measures import Measure
from clearway.core.proposals import Draft
from clearway.monitor.masking import mask_names

_MEASURE = ("place_text", "scope", "reason", "legal_basis", "deciding_organ", "filed_with")
_DRAFT = ("scope", "reason", "alternative", "legal_basis")


@lru_cache(maxsize=20_000)
def unnamed(text: str) -> str:
    """``text`` without names of people. Most texts were told before: each is looked through once."""
    return mask_names(text) if text else text


def measure_unnamed(measure: Measure) -> Measure:
    """The measure as pages may show it."""
    told = {name: unnamed(getattr(measure, name)) for name in _MEASURE}
    changed: dict[str, Any] = {name: text for name, text in told.items() if text != getattr(measure, name)}
    return replace(measure, **changed) if changed else measure


def draft_unnamed(draft: Draft) -> Draft:
    """A draft as it is kept: who fell ill is nowhere in it."""
    told: dict[str, Any] = {name: unnamed(getattr(draft, name).replace("\0", "")) for name in _DRAFT}
    return replace(draft, **told)
