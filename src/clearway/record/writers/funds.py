"""Rows of funds and of courses finished."""

from __future__ import annotations

from datetime import datetime

from clearway.core.fund_events import FundMoved, FundOpened
from clearway.core.funds import Fund
from clearway.core.people import Actor
from clearway.core.training_events import CourseFinished
from clearway.record.columns import digest_of
from clearway.record.models import CourseRow, FundLineRow, FundRow
from clearway.record.resource_columns import fund_columns
from clearway.record.writers.table import writes


@writes(FundOpened)
def fund_opened(event: FundOpened, *, by: Actor, at: datetime) -> None:
    """A fund stands, empty."""
    columns = fund_columns(
        Fund(
            number=event.subject, title=event.title, form=event.form, region=event.region, year=event.year,
            planned=event.planned, revenue=event.revenue,
        )
    )  # fmt: skip
    FundRow(number=event.subject, digest=digest_of(columns), **columns).save(force_insert=True)


@writes(FundMoved)
def fund_moved(event: FundMoved, *, by: Actor, at: datetime) -> None:
    """A line of its ledger."""
    FundLineRow(
        fund_id=event.subject, entry=event.entry.value, fen=event.fen, purpose=event.purpose,
        payer=event.payer.value, on=event.on, place_code=event.place_code, written_by=by.name,
    ).save(force_insert=True)  # fmt: skip


@writes(CourseFinished)
def course_finished(event: CourseFinished, *, by: Actor, at: datetime) -> None:
    """An attempt, passed or not."""
    CourseRow(
        name=event.subject, course=event.course, share=event.share, passed=event.passed, on=event.on, seed=event.seed
    ).save(force_insert=True)
