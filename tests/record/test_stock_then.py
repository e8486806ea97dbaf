"""Stocks as they stood at an earlier moment: what moved since is undone, a later count never reaches back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from clearway.core.decisions import Decision
from clearway.core.people import machine
from clearway.core.resource_events import StockCounted, StockIssued
from clearway.core.resources import Item
from clearway.record.door import commit
from clearway.record.reading.stock_then import stock_at
from tests.examples import COMMUNITY, COUNTY, ZONE

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 1, 12, tzinfo=ZONE)


def told(event: StockCounted | StockIssued, days: int) -> None:
    """An event so many days after the first."""
    commit(Decision((event,)), by=machine(COUNTY), at=AT + timedelta(days=days))


def counted(quantity: int, days: int) -> None:
    """A count of kits."""
    on = (AT + timedelta(days=days)).date()
    told(StockCounted(subject=COMMUNITY, item=Item.PROTECTIVE_KIT, quantity=quantity, on=on), days)


def issued(quantity: int, days: int) -> None:
    """Kits handed out."""
    told(StockIssued(subject=COMMUNITY, item=Item.PROTECTIVE_KIT, quantity=quantity, purpose="发放"), days)


def then(days: int) -> list[int]:
    """What was there so many days after the first."""
    return [one.quantity for one in stock_at(COUNTY, AT + timedelta(days=days), ZONE)]


def test_what_moved_since_is_undone_and_a_later_count_hides_nothing() -> None:
    counted(100, 0)
    issued(30, 5)
    assert (then(1), then(6)) == ([100], [70])
    counted(40, 10)
    issued(5, 12)
    assert (then(1), then(6), then(11), then(20)) == ([100], [70], [40], [35])


def test_before_the_first_count_nobody_knows() -> None:
    counted(100, 10)
    assert then(5) == []
    assert then(10) == [100]
