"""What places hold, what is on its way, gifts and hours; funds and their lines; courses passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from clearway.core.funds import Entry, Fund, FundForm, FundLine, Payer
from clearway.core.refusals import NotFound
from clearway.core.resources import Dispatch, DispatchState, Gift, GiftState, Held, Item
from clearway.core.training import Passed
from clearway.record.models import (
    CourseRow,
    DispatchRow,
    FundLineRow,
    FundRow,
    GiftRow,
    StockRow,
    TimeGivenRow,
)
from clearway.record.reading.town import code_prefix


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Volunteers' hours at a place on a day."""

    place_code: str
    on: date
    people: int
    hours: float
    work: str


def stock(within: str) -> tuple[Held, ...]:
    """What was counted in a region, by place and item."""
    rows = StockRow.objects.filter(place_code__startswith=code_prefix(within)).order_by("place_code", "item")
    return tuple(Held(place_code=row.place_code, item=Item(row.item), quantity=row.quantity, on=row.on) for row in rows)


def held_at(place_code: str, item: Item) -> int | None:
    """Pieces at one place; None: nobody counted."""
    return StockRow.objects.filter(key=f"{place_code}|{item.value}").values_list("quantity", flat=True).first()


def dispatch(number: str) -> Dispatch:
    """One dispatch.

    Raises:
        NotFound: no such number.
    """
    row = DispatchRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="dispatch", number=number)
    return _dispatch(row)


def dispatches(within: str, since: datetime | None = None) -> tuple[Dispatch, ...]:
    """Dispatches that touch a region, the latest first."""
    prefix = code_prefix(within)
    rows = DispatchRow.objects.filter(receiver__startswith=prefix) | DispatchRow.objects.filter(
        sender__startswith=prefix
    )
    if since is not None:
        rows = rows.filter(ordered_at__gte=since)
    return tuple(_dispatch(row) for row in rows.order_by("-ordered_at", "-number"))


def promised(sender: str, item: Item) -> int:
    """Pieces ordered from a store that have not left it."""
    rows = DispatchRow.objects.filter(sender=sender, item=item.value, state=DispatchState.ORDERED.value)
    return sum(rows.values_list("quantity", flat=True))


def gift(number: str) -> Gift:
    """One gift.

    Raises:
        NotFound: no such number.
    """
    row = GiftRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="gift", number=number)
    return _gift(row)


def gifts(within: str) -> tuple[Gift, ...]:
    """Gifts to a region, the latest first."""
    rows = GiftRow.objects.filter(region__startswith=code_prefix(within)).order_by("-offered_at", "-number")
    return tuple(_gift(row) for row in rows)


def hours(within: str) -> tuple[Hours, ...]:
    """Volunteers' hours in a region, the latest first."""
    rows = TimeGivenRow.objects.filter(place_code__startswith=code_prefix(within)).order_by("-on", "-id")
    return tuple(
        Hours(place_code=row.place_code, on=row.on, people=row.people, hours=row.hours, work=row.work) for row in rows
    )


def fund(number: str) -> Fund:
    """One fund.

    Raises:
        NotFound: no such number.
    """
    row = FundRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="fund", number=number)
    return _fund(row)


def funds(within: str) -> tuple[Fund, ...]:
    """Funds of a region, the latest year first."""
    rows = FundRow.objects.filter(region__startswith=code_prefix(within)).order_by("-year", "number")
    return tuple(_fund(row) for row in rows)


def fund_lines(*numbers: str) -> tuple[FundLine, ...]:
    """Every line of those funds, oldest first."""
    rows = FundLineRow.objects.filter(fund_id__in=numbers).order_by("on", "id")
    return tuple(
        FundLine(
            fund=row.fund_id,
            entry=Entry(row.entry),
            fen=row.fen,
            purpose=row.purpose,
            payer=Payer(row.payer),
            on=row.on,
            place_code=row.place_code,
        )
        for row in rows
    )


def courses_passed(name: str) -> tuple[Passed, ...]:
    """Courses an account passed."""
    rows = CourseRow.objects.filter(name=name, passed=True).order_by("on", "id")
    return tuple(Passed(name=row.name, course=row.course, share=row.share, on=row.on) for row in rows)


def passed_since(since: date) -> tuple[Passed, ...]:
    """Every course passed from a day on, by anybody."""
    rows = CourseRow.objects.filter(passed=True, on__gte=since).order_by("on", "id")
    return tuple(Passed(name=row.name, course=row.course, share=row.share, on=row.on) for row in rows)


def _dispatch(row: DispatchRow) -> Dispatch:
    return Dispatch(
        number=row.number,
        sender=row.sender,
        receiver=row.receiver,
        item=Item(row.item),
        quantity=row.quantity,
        state=DispatchState(row.state),
        received=row.received,
    )


def _gift(row: GiftRow) -> Gift:
    return Gift(
        number=row.number,
        giver=row.giver,
        item=Item(row.item),
        quantity=row.quantity,
        region=row.region,
        state=GiftState(row.state),
        place_code=row.place_code or None,
    )


def _fund(row: FundRow) -> Fund:
    return Fund(
        number=row.number,
        title=row.title,
        form=FundForm(row.form),
        region=row.region,
        year=row.year,
        planned=row.planned,
        revenue=row.revenue,
    )
