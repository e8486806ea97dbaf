"""What stocks and funds look like as the columns of their rows."""

from __future__ import annotations

from clearway.core.funds import Fund
from clearway.core.resources import Held
from clearway.record.columns import Columns


def stock_key(held: Held) -> str:
    """Place and item."""
    return f"{held.place_code}|{held.item.value}"


def stock_columns(held: Held) -> Columns:
    """The columns of a count."""
    return {"place_code": held.place_code, "item": held.item.value, "quantity": held.quantity, "on": held.on}


def fund_columns(fund: Fund) -> Columns:
    """The columns of a fund, without its number and key."""
    return {
        "title": fund.title,
        "form": fund.form.value,
        "region": fund.region,
        "year": fund.year,
        "planned": fund.planned,
        "revenue": fund.revenue,
    }
