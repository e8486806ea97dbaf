"""Words seen → a score for each topic and each nature of barrier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from clearway.core.barriers import BarrierNature, Topic
from clearway.monitor.text.lexicon import NEUTRAL, TRIGGER, Hit

REST = 0.35  # what each further word adds: many words for one thing are not many times the evidence
FLOOR = 1.5  # a topic must outweigh this, else the text is about something else
NEED = 1.0  # a strongly named need (a patient, a harvest) outranks the paper that holds it up
STRONG = 2.5
SOFT_TOPICS = (Topic.CODE_SCAN, Topic.CERTIFICATE, Topic.UNDERTAKING, Topic.VEHICLE_BAN)
_NEEDS = (Topic.MEDICAL, Topic.MEDICINE, Topic.FIRE_LANE, Topic.SCHOOL, Topic.FOOD, Topic.FARM_FREIGHT)


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
        if word.label not in (NEUTRAL, TRIGGER):
            weights.setdefault(word.label, {})[word.word] = word.weight
    totals = {label: _total(words.values()) for label, words in weights.items()}
    return Scores(totals, {label: tuple(words) for label, words in weights.items()})


def _total(weights: Iterable[float]) -> float:
    values = tuple(weights)
    top = max(values)
    return top + REST * (sum(values) - top)


def rank_topics(scores: Scores) -> list[tuple[float, Topic]]:
    """Topics with their final scores, best first; OTHER stands at the floor or at its own words' score."""
    ranked = [(_final(scores.of(topic), topic), topic) for topic in Topic if topic is not Topic.OTHER]
    ranked.append((max(FLOOR, min(scores.of(Topic.OTHER), STRONG)), Topic.OTHER))
    ranked.sort(key=lambda pair: -pair[0])
    return ranked


def _final(value: float, topic: Topic) -> float:
    return value + NEED if topic in _NEEDS and value >= STRONG else value


def rank_barriers(scores: Scores, topic: Topic) -> list[tuple[float, BarrierNature]]:
    """Natures of barrier with their scores, best first; the soft topics' own words count as soft."""
    papers = max(scores.of(soft) for soft in SOFT_TOPICS)
    soft = max(scores.of(BarrierNature.SOFT), papers) + REST * min(scores.of(BarrierNature.SOFT), papers)
    if topic in SOFT_TOPICS:
        soft += NEED
    physical = scores.of(BarrierNature.PHYSICAL)
    ranked = [(physical, BarrierNature.PHYSICAL), (soft, BarrierNature.SOFT), (0.6, BarrierNature.NONE)]
    ranked.sort(key=lambda pair: -pair[0])
    return ranked
