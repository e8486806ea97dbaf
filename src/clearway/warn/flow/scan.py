"""One call from the flow table to episodes: the whole table up to a moment, or the same readings as they come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

import pyarrow as pa

from clearway.core.days import CalendarDay
from clearway.core.sensors import SensorLink
from clearway.warn.episodes import LinkEpisode

CHINA = ZoneInfo("Asia/Shanghai")


def scan(
    flow: pa.Table,
    sensors: Iterable[SensorLink],
    calendar: Iterable[CalendarDay],
    at: datetime,
    *,
    zone: tzinfo = CHINA,
) -> tuple[LinkEpisode, ...]:
    """Every episode raised from readings that had ended by ``at``, ended ones too, by ``raised_at`` then link.

    ``flow``: columns link, at (UTC, start of interval), minutes, count (null: no report; 0: nobody), mode.
    ``zone``: where the sensors stand; days and hours of the week are local. Sensors without counts, and counts of
    links not in ``sensors`` (scored, without place or partner), are both fine.
    """
    raise NotImplementedError
