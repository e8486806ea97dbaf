"""What the word list's page shows: words offered, words added, reports to sort, corrections made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.barriers import BarrierNature, Topic
from clearway.core.people import Actor
from clearway.core.words import Bilingual
from clearway.loop.grow_lexicon import added_words
from clearway.monitor.text.growing import candidates
from clearway.monitor.text.overlay import with_words
from clearway.monitor.text.reading import SORTED_BY_A_PERSON
from clearway.monitor.unmatched import unmatched
from clearway.record import reading
from clearway.record.models import CorrectionRow, ReportRow
from clearway.record.reading.wording import corrected_texts, corrections, unsure_rows
from clearway.web.names import name_of
from clearway.web.showing.places import place_names

LATELY = timedelta(days=14)
SHOWN = 20
#: Texts the offered words are counted in, unsure and sure ones.
COUNTED = (400, 800)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A word nobody taught the reader yet; ``label`` is known where corrected reports say it."""

    word: str
    label: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something a word may speak for, with its name."""

    value: str
    name: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """A report a person has to read, with its place's name."""

    row: ReportRow
    place: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """A correction with its report; ``agreed``: the machine had said the same."""

    row: CorrectionRow
    report: ReportRow

    @property
    def agreed(self) -> bool:
        """Whether the person confirmed what the machine had read."""
        row = self.row
        machine = (row.machine_topic, row.machine_barrier, row.machine_status)
        return (row.topic, row.barrier, row.text_status) == machine


def choices() -> list[Choice]:
    """Every topic, then the natures of barrier."""
    topics = [Choice(value=one.value, name=name_of("topic", one)) for one in Topic]
    natures = [Choice(value=one.value, name=name_of("nature", one)) for one in BarrierNature]
    return [*topics, *natures]


def offers(region: str, at: datetime) -> list[Offer]:
    """Words of corrected reports first, then words that mark reports the reader was unsure of."""
    lexicon = with_words(added_words())
    known = [
        Offer(word=one.word, label=one.topic.value, reports=one.reports)
        for one in candidates(corrected_texts(), lexicon=lexicon, most=SHOWN)
    ]
    told = {one.word for one in known}
    unsure, sure = _texts(region, at)
    open_ones = [
        Offer(word=one.word, label="", reports=one.reports)
        for one in unmatched(unsure, sure, lexicon=lexicon, most=SHOWN)
        if one.word not in told
    ]
    names = _place_names()
    return [one for one in (*known, *open_ones) if one.word not in names][:SHOWN]


def _place_names() -> str:
    """All names of places, one a line: a place's name says nothing of what a report is about."""
    return "\n".join(place.name.lower() for place in reading.places())


def to_sort(actor: Actor, at: datetime) -> tuple[int, list[Sorting]]:
    """How many reports wait for a person, and the newest of them."""
    rows = unsure_rows(actor.region, SORTED_BY_A_PERSON, at - LATELY)
    shown = list(rows[:SHOWN])
    names = place_names(row.place_code for row in shown)
    nowhere = Bilingual("地点不明", "place unknown")
    return rows.count(), [Sorting(row=row, place=names.get(row.place_code or "", nowhere)) for row in shown]


def made(actor: Actor) -> list[Corrected]:
    """The newest corrections."""
    return [Corrected(row=row, report=report) for row, report in corrections(actor.region, SHOWN)]


def _texts(region: str, at: datetime) -> tuple[list[str], list[str]]:
    unsure = unsure_rows(region, SORTED_BY_A_PERSON, at - LATELY).values_list("text", flat=True)[: COUNTED[0]]
    others = ReportRow.objects.filter(at__gte=at - LATELY, confidence__gte=SORTED_BY_A_PERSON).exclude(text="")
    sure = others.order_by("-at", "number").values_list("text", flat=True)[: COUNTED[1]]
    return list(unsure), list(sure)
