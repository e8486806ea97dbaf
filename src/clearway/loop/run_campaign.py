"""Campaigns: opened, self-checked, inspected, told in bulletins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clearway.core.inspection_events import CampaignOpened
from clearway.core.inspections import Campaign, Finding, Inspection
from clearway.core.places import Level, PlaceKind, region_at
from clearway.loop.desk import Desk, write
from clearway.loop.inspect_samples import cleaned
from clearway.record import reading
from clearway.record.door import session
from clearway.record.models import InspectionRow
from clearway.record.numbers import next_number, next_numbers
from clearway.record.reading import inspections as kept
from clearway.respond.inspections import campaigning
from clearway.respond.inspections.campaigning import Cleared, cleared_share

MOST_FINDINGS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How something stands: its findings, the share cleared, and for a campaign who looked at itself and who did not.

    ``checked``: township or village → how much it found; ``silent``: townships that told nothing.
    """

    findings: tuple[Finding, ...]
    share: Cleared
    checked: tuple[tuple[str, int], ...] = ()
    silent: tuple[str, ...] = ()
    inspections: tuple[Inspection, ...] = ()


def open_campaign(title: str, text: str, check_by: date, ends_on: date, desk: Desk) -> str:
    """Begin a campaign in the desk's region; returns its number.

    Raises:
        Refusal: not this person, no title, days out of order.
    """
    with session():
        wanted = CampaignOpened(
            subject=next_number("IC", desk.at, desk.zone), title=cleaned(title)[:120], text=cleaned(text),
            region=desk.by.region, check_by=check_by, ends_on=ends_on,
        )  # fmt: skip
        write(campaigning.open_campaign(wanted, by=desk.by, at=desk.local), desk)
    return wanted.subject


def self_check(number: str, lines: Sequence[str], desk: Desk) -> None:
    """What the desk's office found in itself, a line a finding; no line: nothing.

    Raises:
        Refusal: not this person, or the campaign ended.
    """
    texts = tuple(cleaned(line) for line in lines if line.strip())[:MOST_FINDINGS]
    with session():
        numbers = tuple(next_numbers("IF", len(texts), desk.at, desk.zone)) if texts else ()
        outcome = campaigning.self_check(
            kept.campaign(number), numbers, texts, by=desk.by, at=desk.local, rulebook=desk.rulebook
        )
        write(outcome, desk)


def stand_of_campaign(campaign: Campaign, desk: Desk, within: str) -> Stand:
    """How a campaign stands in the region ``within``."""
    found = kept.findings(within, campaign=campaign.number)
    checked = kept.self_checks(campaign.number)
    told = {region_at(code, Level.TOWNSHIP) for code in checked}
    towns = [one.code for one in reading.places(campaign.region) if one.kind is PlaceKind.TOWNSHIP]
    return Stand(
        findings=found,
        share=cleared_share(found, desk.at),
        checked=tuple((code, count) for code, (count, _) in sorted(checked.items())),
        silent=tuple(code for code in towns if code not in told),
        inspections=kept.inspections(campaign.region, campaign=campaign.number),
    )


def stand_of_inspection(inspection: Inspection, desk: Desk, within: str) -> Stand:
    """How an inspection stands in the region ``within``."""
    found = kept.findings(within, inspection=inspection.number)
    return Stand(findings=found, share=cleared_share(found, desk.at))


def issue_bulletin(number: str, desk: Desk) -> None:
    """Publish the bulletin of an inspection or campaign.

    Raises:
        Refusal: not this person, or no such number.
    """
    with session():
        region = kept.campaign(number).region if number.startswith("IC") else kept.inspection(number).region
        write(campaigning.issue_bulletin(number, region, by=desk.by), desk)


def bulletin(number: str, desk: Desk) -> tuple[Inspection | Campaign, Stand] | None:
    """A published bulletin with how things stand now; None: none is published under that number."""
    if number not in {told.number for told in kept.bulletins()}:
        return None
    if number.startswith("IC"):
        campaign = kept.campaign(number)
        return campaign, stand_of_campaign(campaign, desk, campaign.region)
    row = InspectionRow.objects.get(number=number)
    inspection = kept.inspection_of(row)
    return inspection, stand_of_inspection(inspection, desk, inspection.region)
