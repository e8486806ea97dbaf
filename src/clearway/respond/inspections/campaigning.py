"""Campaigns (专项治理): every office looks at itself first, and the share cleared is told with its denominator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.cases import on_time_rate
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.inspection_events import BulletinIssued, CampaignOpened, FindingEntered, SelfChecked
from clearway.core.inspections import Campaign, Finding, FindingState
from clearway.core.people import Actor
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.deadlines import RECTIFY, due
from clearway.respond.inspections.deciding import OFFICES
from clearway.respond.inspections.planning import LEVEL_OF

#: Within which the plan wants findings put right: three months (section 3.4, goal ``rectified``).
GOAL = timedelta(days=92)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """How many findings there are, and the share put right in three months.

    ``rate`` = cleared in time ÷ (all cleared + still open past three months); None while nothing counts yet.
    ``running``: open, their three months not over, counted in neither.
    """

    findings: int
    cleared: int
    in_time: int
    late_open: int
    running: int

    @property
    def counted(self) -> int:
        """The denominator."""
        return self.cleared + self.late_open

    @property
    def rate(self) -> float | None:
        """The share, 0–1."""
        return on_time_rate(self.in_time, self.cleared, self.late_open)


def cleared_share(findings: Iterable[Finding], at: datetime) -> Cleared:
    """How far findings are at ``at``."""
    every = tuple(findings)
    done = [one for one in every if one.cleared_at is not None]
    late = [one for one in every if one.cleared_at is None and at - one.found_at > GOAL]
    return Cleared(
        findings=len(every),
        cleared=len(done),
        in_time=sum(one.cleared_at is not None and one.cleared_at - one.found_at <= GOAL for one in done),
        late_open=len(late),
        running=len(every) - len(done) - len(late),
    )


def open_campaign(wanted: CampaignOpened, *, by: Actor, at: datetime) -> Outcome:
    """Begin one in one's own region.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (title, text, days in order).
    """
    if by.role not in LEVEL_OF or wanted.region != by.region:
        return NotAllowed(role=by.role.value, place=wanted.region, act="open_campaign")
    if not wanted.title.strip() or not wanted.text.strip():
        return Missing(zh="专项名称和治理内容", en="a title, and what is to be put right")
    if not at.date() <= wanted.check_by <= wanted.ends_on:
        return Missing(
            zh="今天以后的自查截止日和不早于它的结束日",
            en="a last day of self-checks from today on, and an end not before it",
        )
    return Decision((wanted,))


def self_check(
    campaign: Campaign, numbers: tuple[str, ...], texts: tuple[str, ...], *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """An office tells what it found in itself, be it nothing; each runs like any finding. ``numbers``: one a text.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState`` (the campaign ended).
    """
    if by.role not in OFFICES or not covers(campaign.region, by.region):
        return NotAllowed(role=by.role.value, place=by.region, act="self_check")
    if at.date() > campaign.ends_on:
        return WrongState(subject=campaign.number, state="ended", act="self_check")
    entered = tuple(
        FindingEntered(
            subject=number, campaign=campaign.number, place_code=by.region, text=text, own=True,
            due_at=due(RECTIFY, at, rulebook),
        )
        for number, text in zip(numbers, texts, strict=True)
    )  # fmt: skip
    checked = SelfChecked(subject=campaign.number, region=by.region, found=len(entered))
    return Decision((checked, *entered), (Reason(_SELF, RECTIFY),))


def issue_bulletin(number: str, region: str, *, by: Actor) -> Outcome:
    """Publish how an inspection or campaign stands (通报).

    Returns:
        The decision; or ``NotAllowed``.
    """
    if by.role not in LEVEL_OF or not covers(by.region, region):
        return NotAllowed(role=by.role.value, place=region, act="issue_bulletin")
    return Decision((BulletinIssued(subject=number, region=region),))


def open_findings(findings: Iterable[Finding], at: datetime) -> tuple[Finding, ...]:
    """What is not cleared, the overdue first, then by how soon it is due."""
    left = (one for one in findings if one.state is not FindingState.CLEARED)
    return tuple(sorted(left, key=lambda one: (not one.overdue(at), one.due_at, one.number)))


_SELF = Bilingual("自查自纠的问题与督查发现的同样限时整改", "what an office finds in itself has the same time limits")
