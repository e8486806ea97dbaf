"""What happened at a measure's gates: passes issued and refused, how long people waited, who was turned away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from clearway.core.costs import CostItem, CostKind, counted, unknown
from clearway.core.passes import PassState, Purpose
from clearway.core.words import Bilingual
from clearway.loop.account.scene import Subject
from clearway.record.models import DeletionReportRow, GateHourRow, PassRow

_PASSES = Bilingual("通行证记录", "records of passes")
_GATES = Bilingual("出入口手机的每小时计数", "hourly counts the phones at gates sent")
_NO_GATE = Bilingual("没有编号的出入口", "no gate of it is numbered")
_NOT_TOLD = Bilingual("出入口没有上报计数", "its gates sent no counts")
_FORGOTTEN = Bilingual("其中一部分记录已依法删除", "some of the records were deleted when due")
_LET_THROUGH = ("accept", "accept_warn", "emergency", "short_code")
_TURNED_BACK = ("reject",)


def at_gates(subject: Subject) -> Iterator[CostItem]:
    """Items from passes and from gates' counts; unknown where no gate has a number or none told."""
    if not subject.gates:
        for kind in (CostKind.PASSES, CostKind.PASSES_DECLINED, CostKind.WAIT_HOURS):
            yield unknown(kind, _NO_GATE)
        for kind in (CostKind.TURNED_AWAY, CostKind.SUPPLIES):
            yield unknown(kind, _NO_GATE)
        return
    yield from _passes(subject)
    yield from _counts(subject)


def _passes(subject: Subject) -> Iterator[CostItem]:
    numbers, span = {gate.number for gate in subject.gates}, subject.span
    asked = PassRow.objects.filter(asked_at__gte=span.first, asked_at__lt=span.last)
    rows = [row for row in asked if numbers & set(row.wish["gates"])]
    waited = sum((min(row.decided_at or span.last, span.last) - row.asked_at for row in rows), timedelta())
    gone = DeletionReportRow.objects.filter(before__gt=span.first, passes__gt=0).exists()
    note = _FORGOTTEN if gone else None
    figures = {
        CostKind.PASSES: float(sum(row.state in (PassState.ISSUED, PassState.REVOKED) for row in rows)),
        CostKind.PASSES_DECLINED: float(sum(row.state == PassState.DECLINED for row in rows)),
        CostKind.WAIT_HOURS: max(0.0, waited / timedelta(hours=1)),
    }
    for kind, value in figures.items():
        yield counted(kind, value, _PASSES, span.last, at_least=gone, note=note)


def _counts(subject: Subject) -> Iterator[CostItem]:
    span, numbers = subject.span, [gate.number for gate in subject.gates]
    rows = list(GateHourRow.objects.filter(gate__in=numbers, hour__gte=span.first, hour__lt=span.last))
    if not rows:
        yield from (unknown(kind, _NOT_TOLD) for kind in (CostKind.TURNED_AWAY, CostKind.SUPPLIES))
        return
    back = sum(row.count for row in rows if row.verdict in _TURNED_BACK)
    through = (row for row in rows if row.verdict in _LET_THROUGH and row.purpose == Purpose.SUPPLIES.label)
    yield counted(CostKind.TURNED_AWAY, back, _GATES, span.last, at_least=True)
    yield counted(CostKind.SUPPLIES, sum(row.count for row in through), _GATES, span.last, at_least=True)
