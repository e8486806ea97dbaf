"""Rows around a report: photos, contacts, Open311 requests, forwards and call-backs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.intake_events import (
    CalledBack,
    ContactLeft,
    ContactOpened,
    CopyNoticed,
    DescriptionModerated,
    ForwardAnswered,
    PhotoAttached,
    RequestForwarded,
    RequestReceived,
)
from clearway.core.people import Actor
from clearway.record.models import CallBackRow, ContactRow, CopyRow, ForwardRow, PhotoRow, ServiceRequestRow
from clearway.record.writers.table import writes
from clearway.record.writers.together import writes_many


@writes(PhotoAttached)
def photo_attached(event: PhotoAttached, *, by: Actor, at: datetime) -> None:
    """A photo of something; attached twice, it is there once."""
    photos_attached([event], by=by, at=at)


@writes_many(PhotoAttached)
def photos_attached(events: Sequence[PhotoAttached], *, by: Actor, at: datetime) -> None:
    """Several at once."""
    rows = [
        PhotoRow(
            subject=event.subject,
            digest=event.digest,
            media=event.media,
            size=event.size,
            width=event.width,
            height=event.height,
            place_code=event.place_code,
            attached_at=at,
        )
        for event in events
    ]
    PhotoRow.objects.bulk_create(rows, ignore_conflicts=True)


@writes(CopyNoticed)
def copy_noticed(event: CopyNoticed, *, by: Actor, at: datetime) -> None:
    """The same voice again."""
    copies_noticed([event], by=by, at=at)


@writes_many(CopyNoticed)
def copies_noticed(events: Sequence[CopyNoticed], *, by: Actor, at: datetime) -> None:
    """Several at once."""
    rows = [CopyRow(report=event.subject, of=event.of) for event in events]
    CopyRow.objects.bulk_create(rows, ignore_conflicts=True)


@writes(ContactLeft)
def contact_left(event: ContactLeft, *, by: Actor, at: datetime) -> None:
    """The sealed way to reach whoever told; a later one takes the place of the first."""
    ContactRow(
        report=event.subject, channel=event.channel, language=event.language, sealed=event.sealed, left_at=at
    ).save()


@writes(ContactOpened)
def contact_opened(event: ContactOpened, *, by: Actor, at: datetime) -> None:
    """The ledger says who looked and why; no row changes."""


@writes(RequestReceived)
def request_received(event: RequestReceived, *, by: Actor, at: datetime) -> None:
    """What Open311 knows of the report."""
    ServiceRequestRow(
        report=event.subject,
        requested_at=at,
        service_code=event.service_code,
        key=event.key,
        address=event.address,
        address_id=event.address_id,
        media_url=event.media_url,
        attributes=dict(event.attributes),
    ).save(force_insert=True)


@writes(DescriptionModerated)
def description_moderated(event: DescriptionModerated, *, by: Actor, at: datetime) -> None:
    """The description is shown from now on, or stays withheld."""
    ServiceRequestRow.objects.filter(report=event.subject).update(
        shown_text=event.text if event.shown else None, moderated_at=at, moderated_by=by.name
    )


@writes(RequestForwarded)
def request_forwarded(event: RequestForwarded, *, by: Actor, at: datetime) -> None:
    """A neighbour has the report."""
    ForwardRow(
        report=event.subject,
        endpoint=event.endpoint,
        service_code=event.service_code,
        remote_id=event.remote_id,
        remote_token=event.remote_token,
        forwarded_at=at,
    ).save(force_insert=True)


@writes(ForwardAnswered)
def forward_answered(event: ForwardAnswered, *, by: Actor, at: datetime) -> None:
    """How it stands there."""
    ForwardRow.objects.filter(report=event.subject, endpoint=event.endpoint).update(
        status=event.status, note=event.note, answered_at=at
    )


@writes(CalledBack)
def called_back(event: CalledBack, *, by: Actor, at: datetime) -> None:
    """The last call counts; how many there were is counted too."""
    before = CallBackRow.objects.filter(report=event.subject).first()
    CallBackRow(
        report=event.subject,
        called_at=at,
        by=by.name,
        reached=event.reached,
        grade=event.grade,
        note=event.note,
        calls=before.calls + 1 if before else 1,
    ).save()
