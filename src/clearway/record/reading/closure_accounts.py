"""Cost accounts as they were last gathered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearway.core.cost_events import MeasureCosted
from clearway.record.models import ClosureAccountRow, VerdictRow
from clearway.record.plain import from_plain


def account(measure: str) -> MeasureCosted | None:
    """The latest account of a measure."""
    return accounts([measure]).get(measure)


def accounts(measures: Iterable[str]) -> dict[str, MeasureCosted]:
    """The latest accounts of these measures; those never gathered are absent."""
    rows = ClosureAccountRow.objects.filter(measure__in=list(measures))
    return {row.measure: from_plain(MeasureCosted, {"subject": row.measure, **row.content}) for row in rows}


def open_accounts() -> dict[str, datetime]:
    """Measures whose last account was not their final one, and the moment it reached."""
    return dict(ClosureAccountRow.objects.filter(final=False).values_list("measure", "until"))


def closed_accounts() -> frozenset[str]:
    """Measures whose final account stands."""
    return frozenset(ClosureAccountRow.objects.filter(final=True).values_list("measure", flat=True))


def exit_verdicts() -> frozenset[str]:
    """Numbers of measures whose last verdict is exit."""
    rows = VerdictRow.objects.order_by("at", "id").values_list("measure", "verdict")
    return frozenset(number for number, verdict in dict(rows).items() if verdict == "exit")
