"""Small files for the tests of the sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from clearway.core.refusals import BadFile
from clearway.sources.cases import read_cases
from clearway.sources.complaints import read_complaints
from clearway.sources.days import read_calendar
from clearway.sources.facilities import read_facilities
from clearway.sources.flow import read_flow
from clearway.sources.intake import Intake
from clearway.sources.links import read_links
from clearway.sources.measures import read_measures
from clearway.sources.places import read_places

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
READERS: tuple[Callable[..., Intake[object]], ...] = (
    read_links,
    read_flow,
    read_complaints,
    read_cases,
    read_facilities,
    read_places,
    read_measures,
    read_calendar,
)
FLOW = "link,at,minutes,count\nA,2026-11-01T08:00:00+08:00,5,3\n"


def file(folder: Path, content: str | bytes, name: str = "feed.csv") -> Path:
    """``content`` as a file of ``folder``."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(read: Callable[..., object], path: Path) -> BadFile:
    """The refusal that reading ``path`` ends in."""
    try:
        read(path, zone=ZONE, at=AT)
    except BadFile as refusal:
        return refusal
    raise AssertionError(f"{path.name} was taken")
