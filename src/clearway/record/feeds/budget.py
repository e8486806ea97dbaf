"""Funds and budget lines as a table brings them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from clearway.core.events import FeedLoaded
from clearway.core.funds import Fund
from clearway.core.people import Actor
from clearway.record.feeds.content import Shape, store
from clearway.record.models import FundRow
from clearway.record.numbers import next_numbers
from clearway.record.resource_columns import fund_columns


def store_budget(
    funds: Iterable[Fund], *, load: FeedLoaded, by: Actor, at: datetime, zone: ZoneInfo
) -> tuple[int, int]:
    """Funds, known by the table's own id (``Fund.number`` as read); new ones draw a number of ours."""
    numbers = partial(_numbers, at=at, zone=zone)
    shape = Shape(model=FundRow, key="key", key_of=_key, columns=fund_columns, number_for=numbers)
    return store(funds, shape, load=load, by=by, at=at)


def _key(fund: Fund) -> str:
    return fund.number


def _numbers(funds: list[Fund], *, at: datetime, zone: ZoneInfo) -> list[str]:
    return next_numbers("F", len(funds), at, zone)
