"""An incident in its surroundings: is a registered measure in force here, does it cover this, who loses access?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp

from clearway.core.evidence import AccessLoss
from clearway.core.measures import Measure, MeasureKind, MeasureStatus, RiskLevel
from clearway.core.places import covers
from clearway.core.words import Bilingual
from clearway.warn.incidents import Incident
from clearway.warn.sentences import of_register, sentences_for
from clearway.warn.signals import THREE_DAYS

LAWFUL, UNREGISTERED, BEYOND_APPROVAL, PAST_TERM = "lawful", "unregistered", "beyond_approval", "past_term"
#: How much each standing weighs in the order of work; a judgement, stated so that it can be argued with.
UNLAWFULNESS = {LAWFUL: 0.1, BEYOND_APPROVAL: 0.8, PAST_TERM: 0.9, UNREGISTERED: 1.0}
#: An ended measure speaks of a closure found later for this long.
REMEMBERED = timedelta(days=30)
#: Harm where the road engine said nothing: unknown is not small.
UNKNOWN_HARM = 0.4
LEAST_HARM = 0.1
#: Losing a hospital, an ambulance or a fire engine weighs more than losing a market.
URGENCY = {"hospital": 3.0, "clinic": 2.0, "pharmacy": 2.0, "ambulance": 3.0, "fire": 3.0}
#: Measures that close something by themselves.
CLOSING = frozenset(
    {MeasureKind.CLOSE_PLACE, MeasureKind.QUARANTINE_AREA, MeasureKind.SEAL_AREA, MeasureKind.QUARANTINE_TRAFFIC}
)
NEGATIVE_LIST = ("closing.negative_list",)
RULES = {
    LAWFUL: (),
    UNREGISTERED: ("closing.approval_chain", "duty.verify_hours"),
    BEYOND_APPROVAL: ("closing.barrier_by_others", "duty.verify_hours"),
    PAST_TERM: ("closing.term_days", "duty.verify_hours"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known about an incident's place, gathered by the loop.

    ``measures``: registered measures whose place covers ``place_code`` or lies in it, in force or not;
    ``access``: losses computed by the road engine for ``road_links``; ``risk``: grade of the place now;
    ``protected``: why the way is on the negative list, as the map tells (empty: it is not, or the map is not known).
    """

    place_code: str
    place_name: Bilingual
    measures: tuple[Measure, ...] = ()
    access: tuple[AccessLoss, ...] = ()
    road_links: tuple[int, ...] = ()
    risk: RiskLevel | None = None
    protected: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """``standing``: lawful, unregistered, beyond_approval or past_term; ``measure``: number of the one that speaks;
    ``priority`` = probability × harm × unlawfulness, 0–1; three ``sentences``; ``rules``: rulebook ids."""

    standing: str
    measure: str | None
    harm: float
    unlawfulness: float
    priority: float
    sentences: tuple[Bilingual, ...]
    rules: tuple[str, ...]


def assess(incident: Incident, surroundings: Surroundings, at: datetime) -> Assessment:
    """How much an incident matters, and why, at ``at``."""
    standing, measure = standing_of(surroundings, at)
    protected = surroundings.protected
    harm, unlawfulness = harm_of(surroundings.access), 1.0 if protected else UNLAWFULNESS[standing]
    three_days = ("risk.three_days_running",) if THREE_DAYS in incident.triggers else ()
    rules = (NEGATIVE_LIST if protected else ()) + RULES[standing] + three_days
    return Assessment(
        standing=standing,
        measure=measure.number if measure else None,
        harm=harm,
        unlawfulness=unlawfulness,
        priority=incident.probability * harm * unlawfulness,
        sentences=sentences_for(
            incident, surroundings.place_name, surroundings.access, of_register(standing, measure, protected)
        ),
        rules=rules,
    )


def standing_of(surroundings: Surroundings, at: datetime) -> tuple[str, Measure | None]:
    """What the register says of a closure at this place now, and the measure that says it.

    A listing of low or medium risk closes nothing: only a measure that closes, or a high-risk listing, can make it
    lawful. In force and covering the place: lawful. In force for a smaller place only, or standing where the risk is
    graded low: beyond what was approved. None in force, one ended in the last 30 days: past its term. Else
    unregistered.
    """
    known = [one for one in surroundings.measures if one.registered and may_close(one)]
    running = [one for one in known if one.status(at) is MeasureStatus.IN_FORCE]
    wide = [one for one in running if one.place_code and covers(one.place_code, surroundings.place_code)]
    if wide:
        return (BEYOND_APPROVAL if surroundings.risk is RiskLevel.LOW else LAWFUL), _latest(wide)
    if running:
        return BEYOND_APPROVAL, _latest(running)
    ended = [one for one in known if _ended(one, at) is not None]
    return (PAST_TERM, _latest(ended)) if ended else (UNREGISTERED, None)


def may_close(measure: Measure) -> bool:
    """Whether a measure of this kind can close a way: a listing only at high risk, a bare barrier never."""
    if measure.kind is MeasureKind.LISTING:
        return measure.level is RiskLevel.HIGH
    return measure.kind in CLOSING


def _ended(measure: Measure, at: datetime) -> datetime | None:
    """When it ended or was lifted, if within the days that are remembered."""
    end = measure.lifted_at or measure.ends_at
    return end if end is not None and end <= at <= end + REMEMBERED else None


def _latest(measures: list[Measure]) -> Measure:
    return max(measures, key=lambda one: (one.starts_at, one.number))


def harm_of(access: tuple[AccessLoss, ...]) -> float:
    """0.1 to 1: people cut off count as sixty minutes each, weighed by urgency; half the scale at 2,000 minutes."""
    if not access:
        return UNKNOWN_HARM
    minutes = sum(URGENCY.get(one.kind, 1.0) * (60 * one.people_cut_off + one.added_person_minutes) for one in access)
    return max(LEAST_HARM, 1.0 - exp(-minutes / 2900.0))
