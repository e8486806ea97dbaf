"""A measure in force: looked at daily, made lighter, extended once filed, lifted. It ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import MeasureLifted
from clearway.core.measure_events import ExtensionDecided, ExtensionFiled, MeasureAdjusted, MeasureReviewed
from clearway.core.measures import Measure, MeasureStatus
from clearway.core.people import Actor, Role
from clearway.core.refusals import BadUsage, Missing, NotAllowed, NotFound, Refusal
from clearway.core.rules import Rulebook
from clearway.respond.measures.powers import GOVERNMENTS, outranks
from clearway.respond.measures.refusals import NotLighter, NotLonger, NotStanding

Advice = Literal["keep", "adjust", "lift"]
ADVICE: tuple[Advice, ...] = ("keep", "adjust", "lift")
REVIEW, FILING, LIFTING = "closing.review_hours", "closing.extension_filing", "closing.lifting"
LEAST = "closing.least_restrictive"
_REVIEWERS = frozenset({Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT, Role.TOWNSHIP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A registered measure with what the register knows besides: its links, and whether notice was given through
    a proposal (None: it came by a feed), and which government decided it."""

    measure: Measure
    place_code: str
    road_links: tuple[int, ...] = ()
    proposal: str | None = None
    decided_by: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An extension decided and not yet filed."""

    number: str
    measure: str
    ends_at: datetime
    reason: str
    filed_at: datetime | None = None


def review(standing: Standing, advice: str, note: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The daily look. It advises; lifting and adjusting are acts of the deciding organ.

    Returns:
        The decision; or ``NotAllowed``, ``NotStanding``, ``BadUsage``, ``Missing`` (a note).
    """
    refused = _may(standing, by, _REVIEWERS, "review") or _ended(standing, at) or _unsaid(note)
    if refused is None and advice not in ADVICE:
        refused = BadUsage(zh="复核结论须为保持、调整或解除", en="a review advises keep, adjust or lift")
    if refused is not None:
        return refused
    seen = MeasureReviewed(subject=standing.measure.number, advice=advice, note=note)
    return Decision((seen,), (Reason(rulebook.rule(REVIEW).title, REVIEW),))


def review_due(measure: Measure, last: datetime | None, at: datetime, rulebook: Rulebook) -> datetime | None:
    """When the next daily look is due (in the past: overdue); None where the measure is not in force."""
    hours = rulebook.value(REVIEW, at.date())
    if hours is None or not measure.in_force(at):
        return None
    return max(measure.starts_at, last or measure.starts_at) + timedelta(hours=float(hours))


def adjust(
    standing: Standing, ends_at: datetime, road_links: tuple[int, ...], scope: str, reason: str,
    *, by: Actor, at: datetime, rulebook: Rulebook,
) -> Outcome:  # fmt: skip
    """The deciding organ makes the measure lighter: shorter, or fewer links closed.

    Returns:
        The decision; or ``NotAllowed``, ``NotStanding``, ``NotLighter``, ``Missing``.
    """
    refused = _government(standing, by, "adjust") or _ended(standing, at) or _unsaid(reason)
    if refused is None and (standing.measure.ends_at is None or ends_at > standing.measure.ends_at):
        refused = NotLighter(what_zh="期限不得延长", what_en="the term may not grow", rule=FILING)
    if refused is None and ends_at <= at:
        refused = NotLighter(what_zh="立即结束须办理解除", what_en="to end it at once, lift it", rule=LIFTING)
    if refused is None and not set(road_links) <= set(standing.road_links):
        refused = NotLighter(what_zh="不得增加路段", what_en="no link may be added", rule=LEAST)
    if refused is not None:
        return refused
    lighter = MeasureAdjusted(
        subject=standing.measure.number, ends_at=ends_at, road_links=road_links,
        scope=scope or standing.measure.scope, reason=reason,
    )  # fmt: skip
    return Decision(
        (lighter,), (Reason(rulebook.rule("closing.least_restrictive").title, "closing.least_restrictive"),)
    )


def decide_extension(
    standing: Standing, number: str, ends_at: datetime, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """The deciding organ wants it to run on; nothing changes until the province has filed it, before the term ends.

    Returns:
        The decision; or ``NotAllowed``, ``NotStanding``, ``NotLonger``, ``Missing`` (the emergency it rests on).
    """
    refused = _government(standing, by, "extend") or _ended(standing, at)
    if refused is None and not reason.strip():
        refused = Missing(zh="须延长的紧急情况", en="the emergency that asks for it", rule=FILING)
    if refused is None and (standing.measure.ends_at is None or ends_at <= standing.measure.ends_at):
        refused = NotLonger(rule=FILING)
    if refused is not None:
        return refused
    wanted = ExtensionDecided(subject=number, measure=standing.measure.number, ends_at=ends_at, reason=reason)
    return Decision((wanted,), (Reason(rulebook.rule(FILING).title, FILING),))


def file_extension(
    standing: Standing, extension: Extension, organ: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """The province takes an extension on file; after the term ended there is nothing left to extend.

    Returns:
        The decision; or ``NotAllowed``, ``NotStanding`` (it lapsed), ``NotFound`` (another measure's, or filed).
    """
    refused = _may(standing, by, (Role.PROVINCE,), "file_extension") or _ended(standing, at, FILING)
    if refused is None and (extension.measure != standing.measure.number or extension.filed_at is not None):
        refused = NotFound(what="extension", number=extension.number)
    if refused is not None:
        return refused
    filed = ExtensionFiled(
        subject=extension.number, measure=extension.measure, ends_at=extension.ends_at, filed_with=organ
    )
    return Decision((filed,), (Reason(rulebook.rule(FILING).title, FILING),))


def lift(standing: Standing, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The deciding organ (or one above it) lifts the measure, in force or about to be.

    Returns:
        The decision; or ``NotAllowed``, ``NotStanding``, ``Missing`` (a reason).
    """
    refused = _government(standing, by, "lift") or _unsaid(reason)
    if refused is None and standing.measure.status(at) in (MeasureStatus.LIFTED, MeasureStatus.ENDED):
        refused = _not_standing(standing, at)
    if refused is not None:
        return refused
    lifted = MeasureLifted(subject=standing.measure.number, lifted_at=at, lifted_by=by.name, reason=reason)
    return Decision((lifted,), (Reason(rulebook.rule(LIFTING).title, LIFTING),))


def _government(standing: Standing, by: Actor, act: str) -> Refusal | None:
    """The deciding government, or one above it, may; one below may not (rule closing.lifting)."""
    refused = _may(standing, by, GOVERNMENTS, act)
    if refused is None and not outranks(by.role, standing.decided_by):
        return NotAllowed(role=by.role.value, place=standing.place_code, act=act, rule=LIFTING)
    return refused


def _may(standing: Standing, by: Actor, roles: tuple[Role, ...] | frozenset[Role], act: str) -> Refusal | None:
    if by.role in roles and by.reaches(standing.place_code):
        return None
    return NotAllowed(role=by.role.value, place=standing.place_code, act=act)


def _ended(standing: Standing, at: datetime, rule: str | None = None) -> Refusal | None:
    return None if standing.measure.in_force(at) else _not_standing(standing, at, rule)


def _not_standing(standing: Standing, at: datetime, rule: str | None = None) -> NotStanding:
    return NotStanding(number=standing.measure.number, status=standing.measure.status(at).value, rule=rule)


def _unsaid(note: str) -> Refusal | None:
    return None if note.strip() else Missing(zh="说明", en="a note saying why")
