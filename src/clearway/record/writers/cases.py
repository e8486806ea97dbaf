"""Rows of cases and their orders."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from clearway.core.cases import OPEN_STATES, CaseState
from clearway.core.events import CaseMoved, CaseOpened, OrderIssued
from clearway.core.people import Actor
from clearway.record.models import CaseRow, OrderRow, ReportRow, WarningRow
from clearway.record.writers.table import writes


class MovedMeanwhile(RuntimeError):
    """The case no longer stands where the decision found it."""


@writes(CaseOpened)
def case_opened(event: CaseOpened, *, by: Actor, at: datetime) -> None:
    """A case, accepted; what began it now names it."""
    CaseRow(
        number=event.subject,
        state=CaseState.ACCEPTED.value,
        place_code=event.place_code,
        title_zh=event.title.zh,
        title_en=event.title.en,
        warning=event.warning,
        report=event.report,
        opened_at=at,
        updated_at=at,
    ).save(force_insert=True)
    if event.warning is not None:
        WarningRow.objects.filter(number=event.warning).update(case=event.subject)
    if event.report is not None:
        ReportRow.objects.filter(number=event.report).update(case=event.subject)


@writes(CaseMoved)
def case_moved(event: CaseMoved, *, by: Actor, at: datetime) -> None:
    """The case's new state; only from the state the decision saw."""
    changes: dict[str, Any] = {"state": event.to_state.value, "updated_at": at}
    if event.to_state is CaseState.CLOSED:
        changes |= {"closed_at": at, "closed_reason": event.reason}
    elif event.to_state in OPEN_STATES:
        changes |= {"closed_at": None, "closed_reason": ""}
    moved = CaseRow.objects.filter(number=event.subject, state=event.from_state.value).update(**changes)
    if moved != 1:
        raise MovedMeanwhile(f"case {event.subject} does not stand at {event.from_state.value}")


@writes(OrderIssued)
def order_issued(event: OrderIssued, *, by: Actor, at: datetime) -> None:
    """An order, with who issued it."""
    OrderRow(
        number=event.subject,
        case_id=event.case,
        text_zh=event.text.zh,
        text_en=event.text.en,
        rules=list(event.rules),
        issued_at=at,
        issued_by=by.name,
        due_at=event.due_at,
    ).save(force_insert=True)
