"""What can happen in inspections and campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from clearway.core.events import Event
from clearway.core.inspections import Draw, Entry, Frame
from clearway.core.people import Role
from clearway.core.places import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionDrawn(Event):
    """A sample was drawn; ``subject`` is the inspection. Seed and digest stand in the ledger before anybody goes."""

    kind: ClassVar[str] = "inspection_drawn"
    withheld: ClassVar[tuple[str, ...]] = ("entries",)
    level: Level
    region: str
    frame: Frame
    draw: Draw
    seed: str
    digest: str
    entries: tuple[Entry, ...]
    sample: tuple[str, ...]
    carried_by: Role
    due_at: datetime
    campaign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSeen(Event):
    """Somebody looked at one entry of the sample and found nothing wrong; ``subject`` is the inspection."""

    kind: ClassVar[str] = "target_seen"
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntered(Event):
    """Something is wrong; ``subject`` is the finding's number. The words, masked, stay in their row."""

    kind: ClassVar[str] = "finding_entered"
    withheld: ClassVar[tuple[str, ...]] = ("text",)
    place_code: str
    text: str
    due_at: datetime
    inspection: str = ""
    campaign: str = ""
    key: str = ""
    rule: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPutRight(Event):
    """The office says that it is put right; ``due_at``: by when somebody looks again."""

    kind: ClassVar[str] = "finding_put_right"
    withheld: ClassVar[tuple[str, ...]] = ("note",)
    note: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRechecked(Event):
    """Somebody looked again: cleared, or open once more until ``due_at``."""

    kind: ClassVar[str] = "finding_rechecked"
    withheld: ClassVar[tuple[str, ...]] = ("note",)
    cleared: bool
    note: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOpened(Event):
    """A campaign began; ``subject`` is its number."""

    kind: ClassVar[str] = "campaign_opened"
    title: str
    text: str
    region: str
    check_by: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfChecked(Event):
    """An office looked at itself for a campaign (``subject``) and told how much it found, be it nothing."""

    kind: ClassVar[str] = "self_checked"
    region: str
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinIssued(Event):
    """A bulletin (通报) of an inspection or campaign (``subject``) was published."""

    kind: ClassVar[str] = "bulletin_issued"
    region: str
