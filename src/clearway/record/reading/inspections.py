"""Inspections, findings and campaigns as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from clearway.core.inspections import Campaign, Draw, Entry, Finding, FindingState, Frame, Inspection
from clearway.core.people import Role
from clearway.core.places import Level
from clearway.core.refusals import NotFound
from clearway.record.models import CampaignRow, FindingRow, InspectionRow, SelfCheckRow
from clearway.record.reading.town import code_prefix


def inspection(number: str, *, lock: bool = False) -> Inspection:
    """One inspection.

    Raises:
        NotFound: no such number.
    """
    rows = InspectionRow.objects.select_for_update() if lock else InspectionRow.objects.all()
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="inspection", number=number[:40])
    return inspection_of(row)


def inspections(region: str, *, campaign: str | None = None) -> tuple[Inspection, ...]:
    """Those of a region or of places in it, newest first; of one campaign where it is given."""
    rows = InspectionRow.objects.filter(region__startswith=code_prefix(region))
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    return tuple(inspection_of(row) for row in rows.order_by("-drawn_at", "-number"))


def carried_by(role: Role) -> tuple[Inspection, ...]:
    """Those a role carries out, newest first."""
    rows = InspectionRow.objects.filter(carried_by=role.value).order_by("-drawn_at", "-number")
    return tuple(inspection_of(row) for row in rows)


def last_by_level(code: str) -> Mapping[Level, datetime]:
    """When each level last drew a sample over the county of ``code``."""
    regions = {code[:digits].ljust(12, "0") for digits in (2, 4, 6)}
    rows = InspectionRow.objects.filter(region__in=regions).values("level").annotate(last=Max("drawn_at"))
    return {Level(row["level"]): row["last"] for row in rows}


def finding(number: str, *, lock: bool = False) -> Finding:
    """One finding.

    Raises:
        NotFound: no such number.
    """
    rows = FindingRow.objects.select_for_update() if lock else FindingRow.objects.all()
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="finding", number=number[:40])
    return finding_of(row)


def findings(region: str, *, inspection: str | None = None, campaign: str | None = None) -> tuple[Finding, ...]:
    """Findings at places in a region, oldest first."""
    rows = FindingRow.objects.filter(place_code__startswith=code_prefix(region))
    if inspection is not None:
        rows = rows.filter(inspection=inspection)
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    return tuple(finding_of(row) for row in rows.order_by("found_at", "number"))


def campaign(number: str) -> Campaign:
    """One campaign.

    Raises:
        NotFound: no such number.
    """
    row = CampaignRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="campaign", number=number[:40])
    return campaign_of(row)


def campaigns(region: str) -> tuple[Campaign, ...]:
    """Campaigns that reach a region: its own, those of levels above, and those inside it; newest first."""
    rows = CampaignRow.objects.order_by("-opened_at", "-number")
    prefix = code_prefix(region)
    return tuple(
        campaign_of(row) for row in rows if row.region.startswith(prefix) or region.startswith(code_prefix(row.region))
    )


def self_checks(number: str) -> Mapping[str, tuple[int, datetime]]:
    """Region → what it found in itself, and when it told; who told nothing is absent."""
    return {row.region: (row.found, row.at) for row in SelfCheckRow.objects.filter(campaign=number)}


@dataclass(frozen=True, slots=True)
class Published:
    """A bulletin that was published: of a campaign (``title``) or of an inspection (``level`` and ``frame``)."""

    number: str
    at: datetime
    region: str
    title: str = ""
    level: str = ""
    frame: str = ""


def bulletins() -> tuple[Published, ...]:
    """Every published bulletin, newest first."""
    campaigns = [
        Published(row.number, row.bulletin_at, row.region, title=row.title)
        for row in CampaignRow.objects.exclude(bulletin_at=None)
        if row.bulletin_at is not None
    ]
    inspections = [
        Published(row.number, row.bulletin_at, row.region, level=row.level, frame=row.frame)
        for row in InspectionRow.objects.exclude(bulletin_at=None)
        if row.bulletin_at is not None
    ]
    return tuple(sorted(campaigns + inspections, key=lambda one: one.at, reverse=True))


def inspection_of(row: InspectionRow) -> Inspection:
    """A row as the core knows it."""
    return Inspection(
        number=row.number, level=Level(row.level), region=row.region, frame=Frame(row.frame), draw=Draw(row.draw),
        seed=row.seed, digest=row.digest,
        entries=tuple(Entry(key=key, place_code=place, weight=weight) for key, place, weight in row.entries),
        sample=tuple(row.sample), carried_by=Role(row.carried_by), drawn_at=row.drawn_at, due_at=row.due_at,
        campaign=row.campaign, looked=frozenset(row.looked),
    )  # fmt: skip


def finding_of(row: FindingRow) -> Finding:
    """A row as the core knows it."""
    return Finding(
        number=row.number, place_code=row.place_code, text=row.text, state=FindingState(row.state),
        found_at=row.found_at, due_at=row.due_at, found_by=Role(row.found_by), inspection=row.inspection,
        campaign=row.campaign, key=row.key, rule=row.rule, own=row.own, rounds=row.rounds, cleared_at=row.cleared_at,
    )  # fmt: skip


def campaign_of(row: CampaignRow) -> Campaign:
    """A row as the core knows it."""
    return Campaign(
        number=row.number, title=row.title, text=row.text, region=row.region, opened_at=row.opened_at,
        check_by=row.check_by, ends_on=row.ends_on, bulletin_at=row.bulletin_at,
    )  # fmt: skip
