"""Counters that need a technician: a silent sensor asks for a repair, not for an inspector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from clearway.core.events import Event


class Silence(StrEnum):
    """In what way a counter is silent."""

    NO_REPORT = "no_report"
    ZEROS = "zeros"


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorSilent(Event):
    """A counter fell silent; ``subject`` is its link, ``since`` its last report, or the first of its false zeros."""

    kind: ClassVar[str] = "sensor_silent"
    place_code: str
    since: datetime
    silence: Silence


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorSpoke(Event):
    """A silent counter reports again; ``subject`` is its link."""

    kind: ClassVar[str] = "sensor_spoke"
