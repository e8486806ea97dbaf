"""Who may draw, look, find, put right and look again; a finding stands until somebody else has seen it cleared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.inspection_events import (
    FindingEntered,
    FindingPutRight,
    FindingRechecked,
    InspectionDrawn,
    TargetSeen,
)
from clearway.core.inspections import Draw, Entry, Finding, FindingState, Frame, Inspection
from clearway.core.people import Actor, Role
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, WrongState
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.deadlines import RECHECK, RECTIFY, due
from clearway.respond.inspections.planning import EVERY, LEVEL_OF
from clearway.respond.inspections.sampling import frame_digest, sample

#: Who goes and looks: inspectors, social supervisors, third-party evaluators.
CARRIERS = (Role.INSPECTOR, Role.SUPERVISOR, Role.EVALUATOR)
#: Who puts right what was found.
OFFICES = frozenset({Role.COMMUNITY, Role.TOWNSHIP})
MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A sample somebody wants: of ``frame`` in their region, ``size`` entries, carried out by ``carried_by``."""

    number: str
    frame: Frame
    draw: Draw
    seed: str
    size: int
    carried_by: Role
    campaign: str = ""


def draw_sample(wanted: Wanted, entries: tuple[Entry, ...], *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """Draw it; due when the level's next one is (``duty.inspections``). ``at`` in the county's zone.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (a seed, a size, a frame with anything in it).
    """
    level = LEVEL_OF.get(by.role)
    if level is None:
        return NotAllowed(role=by.role.value, place=by.region, act="draw_sample")
    if not wanted.seed.strip() or wanted.carried_by not in CARRIERS:
        return Missing(zh="随机种子和检查人员", en="a seed, and who goes and looks")
    if not 1 <= wanted.size <= MOST or not entries:
        return Missing(
            zh=f"1 至 {MOST} 的样本量和非空的抽样框", en=f"a size from 1 to {MOST} and a frame that is not empty"
        )
    days = int(rulebook.value(EVERY, at.date())[level.value])
    drawn = InspectionDrawn(
        subject=wanted.number, level=level, region=by.region, frame=wanted.frame, draw=wanted.draw, seed=wanted.seed,
        digest=frame_digest(entries), entries=entries,
        sample=sample(entries, wanted.seed, wanted.size, wanted.draw),
        carried_by=wanted.carried_by, due_at=at + timedelta(days=days), campaign=wanted.campaign,
    )  # fmt: skip
    return Decision((drawn,), (_BY_RULE,))


def may_look(inspection: Inspection, by: Actor) -> bool:
    """Whether this person carries it out: their role is the one asked, and the region fits (theirs holds it or lies
    in it)."""
    return by.role is inspection.carried_by and (
        covers(by.region, inspection.region) or covers(inspection.region, by.region)
    )


def in_sample_of(inspection: Inspection, key: str, by: Actor) -> bool:
    """Whether an entry of the sample is this person's to look at."""
    place = inspection.place_of(key)
    return place is not None and may_look(inspection, by) and by.reaches(place)


def see(inspection: Inspection, key: str, *, by: Actor) -> Outcome:
    """Nothing wrong at one entry of the sample.

    Returns:
        The decision; or ``NotAllowed`` (not theirs, not in the sample), ``WrongState`` (looked at already).
    """
    if not in_sample_of(inspection, key, by):
        return NotAllowed(role=by.role.value, place=inspection.place_of(key) or by.region, act="look_at_sample")
    if key in inspection.looked:
        return WrongState(subject=inspection.number, state="looked", act="look_at_sample")
    return Decision((TargetSeen(subject=inspection.number, key=key),))


def find(inspection: Inspection, entered: FindingEntered, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """Something wrong at one entry of the sample; due within ``duty.rectify_hours``.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (what is wrong).
    """
    if not in_sample_of(inspection, entered.key, by):
        return NotAllowed(role=by.role.value, place=inspection.place_of(entered.key) or by.region, act="enter_finding")
    if not entered.text.strip():
        return Missing(zh="发现了什么问题", en="what is wrong")
    place = inspection.place_of(entered.key) or ""
    done = replace(
        entered, inspection=inspection.number, campaign=inspection.campaign, place_code=place,
        due_at=due(RECTIFY, at, rulebook),
    )  # fmt: skip
    return Decision((done,), (Reason(_RECTIFY, RECTIFY),))


def put_right(finding: Finding, note: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The office of the place says it is put right; somebody looks again within ``duty.recheck_hours``.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (what was done).
    """
    if by.role not in OFFICES or not by.reaches(finding.place_code):
        return NotAllowed(role=by.role.value, place=finding.place_code, act="put_right")
    if finding.state is not FindingState.OPEN:
        return WrongState(subject=finding.number, state=finding.state.value, act="put_right")
    if not note.strip():
        return Missing(zh="做了什么整改", en="what was done")
    told = FindingPutRight(subject=finding.number, note=note.strip(), due_at=due(RECHECK, at, rulebook))
    return Decision((told,), (Reason(_RECHECK, RECHECK),))


def recheck(finding: Finding, cleared: bool, note: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """Look again. Whoever put it right never clears it: inspectors and the levels above do, supervisors and evaluators
    only what they found; of what an office found in itself, its township may.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (what was seen, where it is not cleared).
    """
    if not may_recheck(finding, by):
        return NotAllowed(role=by.role.value, place=finding.place_code, act="recheck_finding")
    if finding.state is not FindingState.PUT_RIGHT:
        return WrongState(subject=finding.number, state=finding.state.value, act="recheck_finding")
    if not cleared and not note.strip():
        return Missing(zh="复查看到了什么", en="what was seen")
    told = FindingRechecked(
        subject=finding.number, cleared=cleared, note=note.strip(), due_at=due(RECTIFY, at, rulebook)
    )
    return Decision((told,), (Reason(_CLEARED, RECHECK),))


def may_recheck(finding: Finding, by: Actor) -> bool:
    """Whether this person may say that a finding is cleared."""
    if not by.reaches(finding.place_code):
        return False
    if by.role in LEVEL_OF:
        return True
    if by.role in (Role.SUPERVISOR, Role.EVALUATOR):
        return finding.found_by is by.role
    return finding.own and finding.found_by is Role.COMMUNITY and by.role is Role.TOWNSHIP


_BY_RULE = Reason(
    Bilingual("样本按公布的种子抽取，任何人可以重抽核对", "drawn by a published seed: anybody can draw it again"), EVERY
)
_RECTIFY = Bilingual("问题按时限整改", "what was found is put right within its time")
_RECHECK = Bilingual("整改后另派人复查", "somebody else looks again")
_CLEARED = Bilingual("复查通过才销号", "cleared only by who looked again")
