"""Fast-rising anger about a place (舆情快速响应): more distinct angry people in a day than is usual there.

An exponentially weighted mean and variance of the place's own days (as EARS does with plain ones: Hutwagner et al.
2003; weights as in Lucas & Saccucci 1990), the last two days kept out of it, floored by Poisson noise. Who calls ten
times is one person; people without a number count as at most two a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from clearway.core.evidence import Evidence, EvidenceSource
from clearway.core.moments import aware
from clearway.core.reports import Report
from clearway.core.words import Bilingual

TRIGGER = "rising_anger"
VOICES = "risk.anger_voices"
ANSWER = "risk.anger_answer_hours"
#: How far back a place's usual is looked for, and how much each newer day outweighs the one before.
USUAL = timedelta(days=28)
WEIGHT = 0.1
GUARD = timedelta(days=2)
WITHIN = timedelta(days=1)
SIGMAS = 3.0
#: A rise already told is not told again before the place was quiet for so long.
QUIET = timedelta(days=7)
NAMELESS_A_DAY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """Anger rose about one place. ``usual``: angry people a day before; ``above``: the bound that was crossed."""

    place_code: str
    since: datetime
    raised_at: datetime
    voices: int
    usual: float
    above: float
    reports: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def summary(self) -> Bilingual:
        """The rise as one piece of evidence reads."""
        said = "、".join(self.words[:4])
        quoted = f"（{said}）" if said else ""
        return Bilingual(
            f"一天内 {self.voices} 名不同的人表达不满，往常每天 {self.usual:.1f} 名{quoted}",
            f"{self.voices} different people were angry within a day; usual there is {self.usual:.1f} a day",
        )

    def evidence(self) -> Evidence:
        """The rise as evidence; weight 0: whether a way is closed is for others to say."""
        return Evidence(
            source=EvidenceSource.COMPLAINTS,
            summary=self.summary,
            since=self.since,
            last_at=self.raised_at,
            references=self.reports,
            figures={"voices": float(self.voices), "usual": round(self.usual, 3), "bound": round(self.above, 3)},
        )


@dataclass(frozen=True, slots=True)
class Voice:
    """One angry report: the place it is about, and the words that gave the anger away."""

    report: Report
    place_code: str
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The report's number, or its channel's own id."""
        return self.report.number or self.report.external_id or ""


def rises(voices: Iterable[Voice], at: datetime, *, least: int, zone: tzinfo) -> tuple[Rise, ...]:
    """Every rise up to ``at``, each from voices up to its ``raised_at`` only; ``least`` is the rule's number of people.

    ``zone``: the county's, for local days.

    Raises:
        ValueError: ``at`` has no zone.
    """
    aware(at)
    places: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.report.at <= at:
            places[voice.place_code].append(voice)
    found = (rise for code, some in places.items() for rise in _of_place(code, _in_time(some), least, zone))
    return tuple(sorted(found, key=lambda rise: (rise.raised_at, rise.place_code)))


def _in_time(voices: Iterable[Voice]) -> list[Voice]:
    return sorted(voices, key=lambda voice: (voice.report.at, voice.name))


def _of_place(code: str, voices: Sequence[Voice], least: int, zone: tzinfo) -> Iterator[Rise]:
    last: datetime | None = None
    for index, voice in enumerate(voices):
        now = voice.report.at
        told = last is not None and now - last < QUIET
        recent = [one for one in voices[: index + 1] if now - one.report.at < WITHIN]
        people = _people(recent)
        if people < least:
            continue
        usual, above = _usual(voices[:index], now, zone)
        if people > above:
            last = now
            if not told:
                yield _rise(code, recent, people, usual, above)


def _people(voices: Iterable[Voice]) -> int:
    """Distinct callers; those without a number count as at most ``NAMELESS_A_DAY``."""
    callers = [voice.report.caller for voice in voices]
    return len({caller for caller in callers if caller is not None}) + min(callers.count(None), NAMELESS_A_DAY)


def _usual(before: Sequence[Voice], now: datetime, zone: tzinfo) -> tuple[float, float]:
    """Weighted mean of angry people a local day before the guard, and the bound ``SIGMAS`` above it."""
    days: dict[date, list[Voice]] = defaultdict(list)
    for voice in before:
        if GUARD <= now - voice.report.at <= USUAL + GUARD:
            days[voice.report.at.astimezone(zone).date()].append(voice)
    end = (now - GUARD).astimezone(zone).date()
    mean = variance = 0.0
    for back in range(USUAL.days, 0, -1):
        people = _people(days.get(end - timedelta(days=back), ()))
        gap = people - mean
        mean += WEIGHT * gap
        variance = (1 - WEIGHT) * (variance + WEIGHT * gap * gap)
    return mean, mean + SIGMAS * max(variance, mean, 1 / 9) ** 0.5


def _rise(code: str, recent: Sequence[Voice], people: int, usual: float, above: float) -> Rise:
    return Rise(
        place_code=code,
        since=recent[0].report.at,
        raised_at=recent[-1].report.at,
        voices=people,
        usual=usual,
        above=above,
        reports=tuple(voice.name for voice in recent),
        words=tuple(dict.fromkeys(word for voice in recent for word in voice.words)),
    )
