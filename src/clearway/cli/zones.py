"""Moments and zones as arguments: a moment needs its offset; a file's own zone is where its sensors stand."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from clearway.core.refusals import BadUsage

_OFFSET = re.compile(rb"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?([+-])(\d{2}):?(\d{2})\b")
HEAD = 20_000


def moment_argument(text: str) -> datetime:
    """The moment in ``text`` (ISO 8601 with offset).

    Raises:
        BadUsage: it is none, or has no offset.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        en = f"--at takes a moment with its offset, as 2022-03-20T12:00:00+08:00; found {text!r}"
        raise BadUsage(en=en, zh=f"--at 应为带时区的时刻，如 2022-03-20T12:00:00+08:00；现为 {text!r}")
    return moment


def zone_for(name: str | None, flow: Path) -> tzinfo:
    """The zone asked for, else the one the file's moments are written in, else the one of the environment.

    Raises:
        BadUsage: no zone of that name.
    """
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise BadUsage(en=f"no time zone {name!r}", zh=f"没有名为 {name!r} 的时区") from None
    from clearway.environment import read_environment

    return _written_in(flow) or read_environment().time_zone


def _written_in(path: Path) -> tzinfo | None:
    """The zone of a Parquet file's timestamps, or the offset of the first moment in a text file."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return None
    if head.startswith(b"PAR1"):
        return _of_parquet(path)
    found = _OFFSET.search(head)
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3])
    return timezone(timedelta(minutes=minutes if found[1] == b"+" else -minutes)) if minutes < 1440 else None


def _of_parquet(path: Path) -> tzinfo | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        zones = [field.type.tz for field in pq.read_schema(path) if pa.types.is_timestamp(field.type)]
        name = next((zone for zone in zones if zone), "")
        if re.fullmatch(r"[+-]\d{2}:\d{2}", name):
            return datetime.fromisoformat(f"2000-01-01T00:00:00{name}").tzinfo
        return ZoneInfo(name) if name and name != "UTC" else None
    except (pa.ArrowInvalid, ZoneInfoNotFoundError, ValueError, OSError):
        return None
