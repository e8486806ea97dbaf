"""Words seen → a score for each topic and each nature of barrier."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.barriers import BarrierNature, Topic
from clearway.monitor.text.lexicon import NEUTRAL, TRIGGER, Hit

REST = 0.25  # what each further word adds: many words for one thing are not many times the evidence
FLOOR = 1.5  # a topic must outweigh this, else the text is about something else
NEED = 1.5  # a strongly named need (a patient, a harvest) outranks the paper that holds it up
STRONG = 2.4
FIRE = 0.8  # nobody speaks of fire lanes in passing
SOFT_TOPICS = (Topic.CODE_SCAN, Topic.CERTIFICATE, Topic.UNDERTAKING, Topic.VEHICLE_BAN)
NOTHING = 0.6  # a barrier must outweigh this
_NEEDS = (Topic.MEDICAL, Topic.MEDICINE, Topic.FIRE_LANE, Topic.SCHOOL, Topic.FOOD, Topic.FARM_FREIGHT)

_NAMED = {topic.value: topic for topic in _NEEDS + SOFT_TOPICS}
_SILENT = frozenset({f"{NEUTRAL} topic", f"{NEUTRAL} barrier"})


class Scores:
    """Scores by label, and the words behind them. The heaviest word counts whole, each further distinct one in part."""

    __slots__ = ("asks_status", "by_label", "words")

    def __init__(self, hits: Iterable[Hit]) -> None:
        weights: dict[str, dict[str, float]] = {}
        self.asks_status = False
        for word, _, _ in hits:
            label = word.label
            if label == TRIGGER:
                self.asks_status = True
            elif label not in _SILENT:
                weights.setdefault(label, {})[word.word] = word.weight
        self.words = weights
        self.by_label = {label: _total(words) for label, words in weights.items()}

    def of(self, label: str) -> float:
        """Score of a topic or barrier nature; 0 without any word for it."""
        return self.by_label.get(label, 0.0)


def _total(words: dict[str, float]) -> float:
    if len(words) == 1:
        return next(iter(words.values()))
    top = max(words.values())
    return top + REST * (sum(words.values()) - top)


def rank_topics(scores: Scores) -> tuple[tuple[float, Topic], tuple[float, Topic]]:
    """The two best topics with their scores; OTHER stands at the floor or at its own words' score."""
    best = (max(FLOOR, min(scores.of("other"), STRONG)), Topic.OTHER)
    second = (0.0, Topic.OTHER)
    for label, topic in _NAMED.items():
        value = scores.by_label.get(label)
        if value is None:
            continue
        ranked = (_final(value, topic), topic)
        if ranked[0] > best[0]:
            best, second = ranked, best
        elif ranked[0] > second[0]:
            second = ranked
    return best, second


def _final(value: float, topic: Topic) -> float:
    if topic not in _NEEDS or value < STRONG:
        return value
    return value + NEED + (FIRE if topic is Topic.FIRE_LANE else 0.0)


def nature(scores: Scores, topic: Topic) -> BarrierNature:
    """The nature of barrier; the soft topics' own words count as soft; a fire lane is spoken of when it is blocked."""
    physical = scores.of("physical") + NEED * (topic is Topic.FIRE_LANE)
    soft, none = _soft(scores, topic), NOTHING + scores.of("none")
    if physical > none and physical >= soft:
        return BarrierNature.PHYSICAL
    return BarrierNature.SOFT if soft > none else BarrierNature.NONE


def _soft(scores: Scores, topic: Topic) -> float:
    words = scores.of("soft")
    vehicles = scores.of("vehicle_ban") * (0.8 if topic is Topic.VEHICLE_BAN else 0.3)
    papers = max(vehicles, scores.of("code_scan"), scores.of("certificate"), scores.of("undertaking"))
    asked = 1.0 if topic in SOFT_TOPICS[:3] else 0.0
    return max(words, papers) + REST * min(words, papers) + asked
