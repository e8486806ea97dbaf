"""Rows of inspections, findings and campaigns."""

from __future__ import annotations

from datetime import datetime

from clearway.core.inspection_events import (
    BulletinIssued,
    CampaignOpened,
    FindingEntered,
    FindingPutRight,
    FindingRechecked,
    InspectionDrawn,
    SelfChecked,
    TargetSeen,
)
from clearway.core.inspections import FindingState
from clearway.core.people import Actor
from clearway.record.models import CampaignRow, FindingRow, InspectionRow, SelfCheckRow
from clearway.record.writers.table import writes


@writes(InspectionDrawn)
def inspection_drawn(event: InspectionDrawn, *, by: Actor, at: datetime) -> None:
    """The sample and the frame it came from."""
    InspectionRow(
        number=event.subject, level=event.level.value, region=event.region, frame=event.frame.value,
        draw=event.draw.value, seed=event.seed, digest=event.digest,
        entries=[[one.key, one.place_code, one.weight] for one in event.entries], sample=list(event.sample),
        carried_by=event.carried_by.value, campaign=event.campaign, drawn_at=at, drawn_by=by.name, due_at=event.due_at,
    ).save(force_insert=True)  # fmt: skip


@writes(TargetSeen)
def target_seen(event: TargetSeen, *, by: Actor, at: datetime) -> None:
    """Looked at."""
    _look(event.subject, event.key)


@writes(FindingEntered)
def finding_entered(event: FindingEntered, *, by: Actor, at: datetime) -> None:
    """An open finding; the entry of the sample counts as looked at."""
    FindingRow(
        number=event.subject, inspection=event.inspection, campaign=event.campaign, key=event.key,
        place_code=event.place_code, text=event.text, rule=event.rule, own=event.own, state=FindingState.OPEN.value,
        found_at=at, found_by=by.role.value, due_at=event.due_at,
    ).save(force_insert=True)  # fmt: skip
    if event.inspection:
        _look(event.inspection, event.key)


@writes(FindingPutRight)
def finding_put_right(event: FindingPutRight, *, by: Actor, at: datetime) -> None:
    """It waits for somebody to look again."""
    row = FindingRow.objects.select_for_update().get(number=event.subject)
    row.state, row.due_at = FindingState.PUT_RIGHT.value, event.due_at
    row.notes = [*row.notes, [at.isoformat(), by.role.value, event.note]]
    row.save()


@writes(FindingRechecked)
def finding_rechecked(event: FindingRechecked, *, by: Actor, at: datetime) -> None:
    """Cleared, or open for one more round."""
    row = FindingRow.objects.select_for_update().get(number=event.subject)
    row.rounds += 1
    row.notes = [*row.notes, [at.isoformat(), by.role.value, event.note]]
    if event.cleared:
        row.state, row.cleared_at = FindingState.CLEARED.value, at
    else:
        row.state, row.due_at = FindingState.OPEN.value, event.due_at
    row.save()


@writes(CampaignOpened)
def campaign_opened(event: CampaignOpened, *, by: Actor, at: datetime) -> None:
    """A campaign runs."""
    CampaignRow(
        number=event.subject, title=event.title, text=event.text, region=event.region, opened_at=at,
        check_by=event.check_by, ends_on=event.ends_on,
    ).save(force_insert=True)  # fmt: skip


@writes(SelfChecked)
def self_checked(event: SelfChecked, *, by: Actor, at: datetime) -> None:
    """What an office found in itself; told again, it adds up."""
    row = SelfCheckRow.objects.filter(campaign=event.subject, region=event.region).first()
    if row is None:
        row = SelfCheckRow(campaign=event.subject, region=event.region, found=0, at=at)
    row.found, row.at = row.found + event.found, at
    row.save()


@writes(BulletinIssued)
def bulletin_issued(event: BulletinIssued, *, by: Actor, at: datetime) -> None:
    """Everybody may read it from now on."""
    table = CampaignRow if event.subject.startswith("IC") else InspectionRow
    table.objects.filter(number=event.subject).update(bulletin_at=at)


def _look(number: str, key: str) -> None:
    row = InspectionRow.objects.select_for_update().get(number=number)
    if key not in row.looked:
        row.looked = [*row.looked, key]
        row.save()
