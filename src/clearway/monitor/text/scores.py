"""Words seen → a score for each topic and each nature of barrier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.core.barriers import BarrierNature, Topic
from clearway.monitor.text.lexicon import NEUTRAL, TRIGGER, Hit

REST = 0.25  # what each further word adds: many words for one thing are not many times the evidence
FLOOR = 1.5  # a topic must outweigh this, else the text is about something else
NEED = 1.5  # a strongly named need (a patient, a harvest) outranks the paper that holds it up
STRONG = 2.4
SOFT_TOPICS = (Topic.CODE_SCAN, Topic.CERTIFICATE, Topic.UNDERTAKING, Topic.VEHICLE_BAN)
NOTHING = 0.6  # a barrier must outweigh this
_NEEDS = (Topic.MEDICAL, Topic.MEDICINE, Topic.FIRE_LANE, Topic.SCHOOL, Topic.FOOD, Topic.FARM_FREIGHT)

_NAMED = _NEEDS + SOFT_TOPICS


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by label, and the words behind them."""

    by_label: dict[str, float]
    words: dict[str, tuple[str, ...]]

    def of(self, label: str) -> float:
        """Score of a topic or barrier nature; 0 without any word for it."""
        return self.by_label.get(label, 0.0)


def score(hits: Iterable[Hit]) -> Scores:
    """The heaviest word counts whole, each further distinct word in part."""
    weights: dict[str, dict[str, float]] = {}
    for hit in hits:
        word = hit.word
        if word.label != TRIGGER and not word.label.startswith(NEUTRAL):
            weights.setdefault(word.label, {})[word.word] = word.weight
    totals = {label: _total(words.values()) for label, words in weights.items()}
    return Scores(totals, {label: tuple(words) for label, words in weights.items()})


def _total(weights: Iterable[float]) -> float:
    values = tuple(weights)
    top = max(values)
    return top + REST * (sum(values) - top)


def rank_topics(scores: Scores) -> list[tuple[float, Topic]]:
    """Topics with their final scores, best first; OTHER stands at the floor or at its own words' score."""
    ranked: list[tuple[float, Topic]] = [(_final(scores.of(topic), topic), topic) for topic in _NAMED]
    ranked.append((max(FLOOR, min(scores.of(Topic.OTHER), STRONG)), Topic.OTHER))
    ranked.sort(key=lambda pair: -pair[0])
    return ranked


def _final(value: float, topic: Topic) -> float:
    return value + NEED if topic in _NEEDS and value >= STRONG else value


def rank_barriers(scores: Scores, topic: Topic) -> list[tuple[float, BarrierNature]]:
    """Natures of barrier with their scores, best first; the soft topics' own words count as soft."""
    physical = scores.of(BarrierNature.PHYSICAL) + NEED * (topic is Topic.FIRE_LANE)
    none = NOTHING + scores.of(BarrierNature.NONE)
    ranked: list[tuple[float, BarrierNature]] = [
        (physical, BarrierNature.PHYSICAL),
        (_soft(scores, topic), BarrierNature.SOFT),
        (none, BarrierNature.NONE),
    ]
    ranked.sort(key=lambda pair: -pair[0])
    return ranked


def _soft(scores: Scores, topic: Topic) -> float:
    words = scores.of(BarrierNature.SOFT)
    vehicles = scores.of(Topic.VEHICLE_BAN) * (0.8 if topic is Topic.VEHICLE_BAN else 0.3)
    papers = max(vehicles, *(scores.of(soft) for soft in SOFT_TOPICS[:3]))
    asked = 1.0 if topic in SOFT_TOPICS[:3] else 0.0
    return max(words, papers) + REST * min(words, papers) + asked
