"""Rows of a measure's course: confirmed, looked at, made lighter, extended, appealed against; policies and receipts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.measure_events import (
    AppealDecided,
    AppealMade,
    ExtensionDecided,
    ExtensionFiled,
    MeasureAdjusted,
    MeasureConfirmed,
    MeasureCorrected,
    MeasureReviewed,
    PolicyIssued,
    PolicyRead,
)
from clearway.core.people import Actor
from clearway.record.models import (
    AppealRow,
    ExtensionRow,
    MeasureReviewRow,
    MeasureRow,
    PolicyReceiptRow,
    PolicyRow,
)
from clearway.record.plain import to_plain
from clearway.record.writers.table import writes
from clearway.record.writers.together import writes_many


@writes(MeasureConfirmed)
def measure_confirmed(event: MeasureConfirmed, *, by: Actor, at: datetime) -> None:
    """The emergency measure runs on to its full term."""
    MeasureRow.objects.filter(number=event.subject, lifted_at=None).update(ends_at=event.ends_at)


@writes(MeasureReviewed)
def measure_reviewed(event: MeasureReviewed, *, by: Actor, at: datetime) -> None:
    """A look at a measure in force."""
    MeasureReviewRow(
        measure=event.subject, at=at, advice=event.advice, note=event.note, by_name=by.name, by_role=by.role.value
    ).save(force_insert=True)


@writes(MeasureAdjusted)
def measure_adjusted(event: MeasureAdjusted, *, by: Actor, at: datetime) -> None:
    """The measure, lighter."""
    MeasureRow.objects.filter(number=event.subject, lifted_at=None).update(
        ends_at=event.ends_at, road_links=list(event.road_links), scope=event.scope
    )


@writes(MeasureCorrected)
def measure_corrected(event: MeasureCorrected, *, by: Actor, at: datetime) -> None:
    """Nothing left to write: the load wrote the row with all others of its file, in this transaction."""


@writes_many(MeasureCorrected)
def measures_corrected(events: Sequence[MeasureCorrected], *, by: Actor, at: datetime) -> None:
    """As one."""


@writes(ExtensionDecided)
def extension_decided(event: ExtensionDecided, *, by: Actor, at: datetime) -> None:
    """An extension without effect yet."""
    ExtensionRow(
        number=event.subject, measure=event.measure, ends_at=event.ends_at, reason=event.reason,
        decided_at=at, decided_by=by.name,
    ).save(force_insert=True)  # fmt: skip


@writes(ExtensionFiled)
def extension_filed(event: ExtensionFiled, *, by: Actor, at: datetime) -> None:
    """On file: the measure runs on."""
    ExtensionRow.objects.filter(number=event.subject, filed_at=None).update(filed_at=at, filed_by=by.name)
    MeasureRow.objects.filter(number=event.measure, lifted_at=None).update(
        ends_at=event.ends_at, filed_with=event.filed_with
    )


@writes(AppealMade)
def appeal_made(event: AppealMade, *, by: Actor, at: datetime) -> None:
    """An appeal, its text under a term of keeping."""
    AppealRow(
        number=event.subject,
        measure=event.measure,
        place_code=event.place_code,
        text=event.text,
        token_hash=event.token_hash,
        made_at=at,
        due_at=event.due_at,
    ).save(force_insert=True)


@writes(AppealDecided)
def appeal_decided(event: AppealDecided, *, by: Actor, at: datetime) -> None:
    """The answer; the first one stays."""
    AppealRow.objects.filter(number=event.subject, decided_at=None).update(
        decided_at=at, decided_by=by.name, upheld=event.upheld, answer=event.answer
    )


@writes(PolicyIssued)
def policy_issued(event: PolicyIssued, *, by: Actor, at: datetime) -> None:
    """A policy with its limits."""
    PolicyRow(
        number=event.subject,
        title_zh=event.title.zh,
        title_en=event.title.en,
        organ=event.organ,
        region=event.region,
        since=event.since,
        limits=to_plain(event.limits),
        source=event.source,
        issued_at=at,
        issued_by=by.name,
    ).save(force_insert=True)


@writes(PolicyRead)
def policy_read(event: PolicyRead, *, by: Actor, at: datetime) -> None:
    """An office's receipt; the first one stays."""
    known = PolicyReceiptRow.objects.filter(policy_id=event.subject, role=event.role.value, region=event.region)
    if not known.exists():
        PolicyReceiptRow(
            policy_id=event.subject, role=event.role.value, region=event.region, read_at=at, read_by=by.name
        ).save(force_insert=True)
