"""Heavy public pages are drawn once while the ledger stands still, and rest where it moves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from clearway.core.decisions import Decision
from clearway.core.people import machine
from clearway.core.resource_events import StockCounted
from clearway.core.resources import Item
from clearway.record.door import commit
from clearway.web import kept
from clearway.web.kept import forget, once
from tests.examples import COMMUNITY, COUNTY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Before and after."""
    forget()
    yield
    forget()


def a_line() -> None:
    """Add a line to the ledger."""
    at = datetime(2026, 11, 23, tzinfo=UTC)
    event = StockCounted(subject=COMMUNITY, item=Item.LIAISON, quantity=1, on=at.date())
    commit(Decision((event,)), by=machine(COUNTY), at=at)


def test_the_same_is_given_until_the_ledger_moves() -> None:
    drawn: list[int] = []
    for _ in range(5):
        once(("page",), lambda: drawn.append(1))
    assert len(drawn) == 1
    a_line()
    once(("page",), lambda: drawn.append(1))
    assert len(drawn) == 2


def test_what_took_long_rests_though_the_ledger_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "QUICK", 0.02)
    drawn: list[int] = []

    def slowly() -> None:
        time.sleep(0.1)
        drawn.append(1)

    for _ in range(3):
        once(("page",), slowly)
        a_line()
    assert len(drawn) == 1
    time.sleep(kept.REST * 0.11)
    once(("page",), slowly)
    assert len(drawn) == 2


def test_no_more_is_kept_than_has_room() -> None:
    for number in range(kept.MOST + 10):
        once((number,), dict)
    drawn: list[int] = []
    once((0,), lambda: drawn.append(1))
    assert drawn == [1]
