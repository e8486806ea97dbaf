"""What places hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearway.core.events import FeedLoaded
from clearway.core.people import Actor
from clearway.core.resources import Held
from clearway.record.door import session
from clearway.record.feeds.content import Shape, store
from clearway.record.models import StockRow
from clearway.record.resource_columns import stock_columns, stock_key


def store_stock(held: Iterable[Held], *, load: FeedLoaded, by: Actor, at: datetime) -> tuple[int, int]:
    """Counts, known by place and item; a later count replaces the earlier one, an earlier one changes nothing.

    What moved since a count stays moved: the same count told again is known by its digest.
    """
    rows = list(held)
    with session():
        days = dict(StockRow.objects.values_list("key", "on"))
        fresh = [one for one in rows if stock_key(one) not in days or one.on >= days[stock_key(one)]]
        return store(fresh, _STOCK, load=load, by=by, at=at, already=len(rows) - len(fresh))


_STOCK: Shape[Held] = Shape(model=StockRow, key="key", key_of=stock_key, columns=stock_columns)
