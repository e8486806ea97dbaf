"""What a rule found beside the model becomes a warning, once: with its sentence, its evidence and its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from clearway.core.decisions import Decision
from clearway.core.events import WarningRaised
from clearway.core.evidence import Evidence, FlowState
from clearway.core.words import Bilingual
from clearway.warn import opinion, repeating
from clearway.warn.opinion import Rise
from clearway.warn.overdue import Spot
from clearway.warn.repeating import Repeated

#: Triggers of rules that say nothing of the probability that a way is closed: the model is not judged by them.
BESIDE = frozenset({"lagging", opinion.TRIGGER, repeating.TRIGGER})
#: A rule gives no probability: an even chance, until somebody looked.
UNKNOWN = 0.5
#: Order of work, between a measure that is late on paper and a closure whose harm was computed as high.
PRIORITY = {repeating.TRIGGER: 0.4, opinion.TRIGGER: 0.35}
_NOBODY = Bilingual("尚不等于有人违法：由县级核实后才下结论。", "Nobody is at fault yet: the county looks first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A finding of a rule, ready to be told. ``place_code`` is where somebody has to go; ``token`` is what tells this
    finding from others of its trigger: a reference that stands in its evidence."""

    trigger: str
    place_code: str
    since: datetime
    raised_at: datetime
    evidence: Evidence
    sentences: tuple[Bilingual, ...]
    rules: tuple[str, ...]
    tokens: frozenset[str]
    measure: str | None = None


def of_repeated(found: Repeated, name: Bilingual, place_code: str, at: datetime) -> Ruled:
    """A repeated offender; known again by its newest closure. ``place_code``: of the newest closure."""
    first = Bilingual(found.sentence.zh.format(place=name.zh) + "。", _sentence(found.sentence.en, name.en))
    return Ruled(
        trigger=repeating.TRIGGER,
        place_code=place_code,
        since=found.last_at,
        raised_at=at,
        evidence=found.evidence(name),
        sentences=(
            first,
            Bilingual("请由县级核查为何屡次发生。", "The county should ask why it keeps happening."),
            _NOBODY,
        ),
        rules=(repeating.TIMES, repeating.DAYS),
        tokens=frozenset(found.closures[-1:]),
    )


def of_rise(found: Rise, name: Bilingual, measure: str | None) -> Ruled:
    """A rise of anger; known again by any of its reports. ``measure``: the registered one in force there, if any."""
    first = Bilingual(f"{name.zh}：{found.summary.zh}。", f"{name.en}: {found.summary.en}.")
    about = Bilingual("该地没有在效的登记措施。", "No registered measure is in force there.")
    if measure is not None:
        about = Bilingual(f"该地在效的登记措施：{measure}。", f"The registered measure in force there is {measure}.")
    return Ruled(
        trigger=opinion.TRIGGER,
        place_code=found.place_code,
        since=found.since,
        raised_at=found.raised_at,
        evidence=found.evidence(),
        sentences=(
            first,
            about,
            Bilingual("请弄清缘由，在时限内公开回应。", "Find out why, and answer in public in time."),
        ),
        rules=(opinion.VOICES, opinion.ANSWER),
        tokens=frozenset(found.reports),
        measure=measure,
    )


def raise_ruled(
    findings: Iterable[Ruled],
    spots: Mapping[str, Spot],
    *,
    known: frozenset[tuple[str, str]],
    number_of: Callable[[int], str],
) -> Decision:
    """One warning a finding; those ``known`` already ((trigger, reference) pairs) or without a spot are left out.

    ``spots`` by place code; ``number_of(i)``: the i-th new number.
    """
    events: list[WarningRaised] = []
    for found in findings:
        spot = spots.get(found.place_code)
        if spot is not None and not any((found.trigger, token) in known for token in found.tokens):
            events.append(_warning(number_of(len(events)), found, spot))
    return Decision(tuple(events))


def _sentence(english: str, place: str) -> str:
    told = english.format(place=place)
    return told[:1].upper() + told[1:] + "."


def _warning(number: str, found: Ruled, spot: Spot) -> WarningRaised:
    return WarningRaised(
        subject=number,
        place_code=found.place_code,
        place_name=spot.name,
        cell=spot.cell,
        point=spot.point,
        since=found.since,
        raised_at=found.raised_at,
        state=FlowState.UNDECIDED,
        probability=UNKNOWN,
        priority=PRIORITY[found.trigger],
        triggers=(found.trigger,),
        evidence=(found.evidence,),
        sentences=found.sentences,
        measure=found.measure,
        rules=found.rules,
    )
