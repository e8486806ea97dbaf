"""Official listings (risk areas) judged under the rule pack in force on each day: the plain form.

A listing's ``release_due`` is the earliest day on which, under the pack in force on *that* day, its level had stood
the days that pack asks. All of it reads "unless new infections are shown": a listing file does not hold them.
Packs come from the rule ``closing.release_clock``, the ceiling from ``closing.ceiling_days``; no date is written here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clearway.core.measures import RiskLevel
from clearway.core.refusals import NotFound
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual

CLOCK, CEILING = "closing.release_clock", "closing.ceiling_days"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One rule pack: days until release by level (a level not in ``days`` has no clock), from ``since`` on.

    ``until`` is its last day (None: still in force). ``medium_after_high`` replaces the medium clock where the
    place was stepped down from high, once the high clock has run.
    """

    id: str
    name: Bilingual
    since: date
    until: date | None
    days: dict[RiskLevel, int]
    medium_after_high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One uninterrupted listing. ``first`` and ``last`` are local days, both inclusive.

    ``high_days``: how many days the same place was listed high directly before (0: it was not).
    ``left_censored``: it was already listed when watching began; ``right_censored``: still listed when it ended
    (``last`` is then the last day seen).
    """

    id: str
    level: RiskLevel
    first: date
    last: date
    high_days: int = 0
    left_censored: bool = False
    right_censored: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"listing {self.id} ends before it begins")

    @property
    def days(self) -> int:
        """Days listed, both ends counted."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rules of their days say of a listing.

    ``pack``: id of the pack that sets ``release_due`` (None, with no due day: no pack ever ends this level);
    ``past_release``: the last listed day lies on or after it; ``past_ceiling``: listed longer than the plan's ceiling.
    """

    id: str
    pack: str | None
    release_due: date | None
    days: int
    past_release: bool
    past_ceiling: bool
    reasons: Bilingual


def packs_of(rulebook: Rulebook) -> tuple[Pack, ...]:
    """The rule packs of a rulebook, earliest first; a repealed clock is a pack that releases nothing.

    Raises:
        NotFound: the rulebook has no release clock.
    """
    values = rulebook.rule(CLOCK).values
    if not values:
        raise NotFound(what="release clock", number=CLOCK)
    ends = [later.since - timedelta(days=1) for later in values[1:]]
    return tuple(
        _pack(dated.value or {}, dated.since, until)
        for dated, until in zip(values, [*ends, None], strict=True)
    )  # fmt: skip


def _pack(value: dict[str, object], since: date, until: date | None) -> Pack:
    name = value.get("name")
    stepped = value.get("medium_after_high")
    return Pack(
        id=str(value.get("pack", "none")),
        name=Bilingual(name["zh"], name["en"]) if isinstance(name, dict) else Bilingual("无规则", "no pack"),
        since=since,
        until=until,
        days={level: days for level in RiskLevel if isinstance(days := value.get(level.value), int)},
        medium_after_high=stepped if isinstance(stepped, int) else None,
    )


def ceiling_of(rulebook: Rulebook, on: date) -> int | None:
    """The plan's ceiling in days (policy, not law) on a day."""
    value = rulebook.value(CEILING, on)
    return value if isinstance(value, int) else None


def clock(pack: Pack, level: RiskLevel, high_days: int = 0) -> int | None:
    """Days a level must have stood under ``pack``; None where it has no clock.

    A medium listing stepped down from high needs the rest of the high clock and then the shorter medium clock,
    never more than a medium listing that began by itself.
    """
    days = pack.days.get(level)
    if days is None or level is not RiskLevel.MEDIUM or not high_days or pack.medium_after_high is None:
        return days
    rest_of_high = max(0, pack.days.get(RiskLevel.HIGH, 0) - high_days)
    return min(days, pack.medium_after_high + rest_of_high)


def release_due(listing: Listing, packs: Sequence[Pack]) -> tuple[date | None, Pack | None]:
    """The earliest lawful day of release, and the pack that sets it."""
    for pack in packs:
        day = due_under(listing, pack)
        if day is not None and (pack.until is None or day <= pack.until):
            return day, pack
    return None, None


def due_under(listing: Listing, pack: Pack) -> date | None:
    """The earliest day from the pack's first on by which the level had stood the days it asks; None: no clock."""
    needed = clock(pack, listing.level, listing.high_days)
    return None if needed is None else max(listing.first + timedelta(days=needed), pack.since)


def judge(listing: Listing, packs: Sequence[Pack], ceiling: int | None) -> Judgement:
    """One listing judged; ``ceiling`` in days (None: none in force)."""
    due, pack = release_due(listing, packs)
    return Judgement(
        id=listing.id,
        pack=pack.id if pack else None,
        release_due=due,
        days=listing.days,
        past_release=due is not None and listing.last >= due,
        past_ceiling=ceiling is not None and listing.days > ceiling,
        reasons=reasons(listing, pack, ceiling),
    )


def reasons(listing: Listing, pack: Pack | None, ceiling: int | None) -> Bilingual:
    """Why, in one line: the clock of ``pack``, how far past it, the ceiling, and what the file cannot know."""
    due = due_under(listing, pack) if pack else None
    parts = [_clock_words(listing, pack, due)]
    if due is not None and listing.last >= due:
        parts.append(_OVERDUE.fill(last=listing.last, over=(listing.last - due).days + 1))
    if ceiling is not None and listing.days > ceiling:
        parts.append(_CEILING.fill(ceiling=ceiling))
    if listing.left_censored:
        parts.append(_LEFT)
    if listing.right_censored:
        parts.append(_RIGHT)
    return Bilingual("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))


_OVERDUE = Bilingual(
    "列至 {last}，应解除后仍列 {over} 天（除非另有新增感染）",
    "listed until {last}, {over} days from the due day on (unless new infections are shown)",
)
_CEILING = Bilingual(
    "超过工作方案上限 {ceiling} 天（政策，非法律）",
    "longer than the plan's ceiling of {ceiling} days (policy, not law)",
)
_LEFT = Bilingual("起始日早于记录，天数为下限", "began before the record: days are a lower bound")
_RIGHT = Bilingual("记录结束时仍在列", "still listed when the record ends")
_LEVEL = {
    RiskLevel.HIGH: Bilingual("高风险", "high risk"),
    RiskLevel.MEDIUM: Bilingual("中风险", "medium risk"),
    RiskLevel.LOW: Bilingual("低风险", "low risk"),
}


def _clock_words(listing: Listing, pack: Pack | None, due: date | None) -> Bilingual:
    level = _LEVEL[listing.level]
    needed = clock(pack, listing.level, listing.high_days) if pack else None
    if pack is None or due is None or needed is None:
        return Bilingual(f"{level.zh}，没有解除时限", f"{level.en}, no release clock")
    if needed == 0:
        zh, en = f"按{pack.name.zh}此级别即时解除", f"due at once under the {pack.name.en}"
    else:
        zh, en = f"按{pack.name.zh}满 {needed} 天应解除", f"due after {needed} days under the {pack.name.en}"
    if listing.level is RiskLevel.MEDIUM and needed != pack.days.get(RiskLevel.MEDIUM):
        zh, en = zh + "（由高风险降级）", en + " (stepped down from high)"
    return Bilingual(f"{level.zh}，{zh}，最早 {due}", f"{level.en}, {en}, earliest {due}")
