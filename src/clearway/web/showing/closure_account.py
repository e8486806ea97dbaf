"""The cost account of a measure as pages show it: groups of items in words, money with its ends, what nobody counted.

To the public, counts of a few people are held back (rule ``passes.published_counts``); so are people's hours of a place
smaller than a compound, which may be three households.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from clearway.core.cost_events import Bought, MeasureCosted
from clearway.core.costs import CostItem, CostKind, How, counted
from clearway.core.words import Bilingual
from clearway.evaluate.account.lighter import STEPS, Step
from clearway.evaluate.account.pricing import Priced, is_least, priced, total
from clearway.evaluate.account.words import HOWS, UNITS, name_of
from clearway.evaluate.costs import Interval
from clearway.respond.passes.counting import ROUND_TO, rounded

_K = CostKind
GROUPS: tuple[tuple[Bilingual, tuple[CostKind, ...]], ...] = (
    (Bilingual("受限的人", "People held"), (_K.ISOLATED, _K.RESTRICTED, _K.PAST_RELEASE)),
    (Bilingual("道路和出行", "Roads and trips"), (_K.CUT_OFF, _K.DELAYED, _K.DETOUR, _K.CROSSINGS)),
    (
        Bilingual("急救和消防", "Ambulances and fire engines"),
        (_K.HELP_CUT_OFF, _K.HELP_DELAYED, _K.HELP_WORST, _K.EMERGENCIES),
    ),
    (
        Bilingual("反映和求助", "Reports and requests"),
        (_K.COMPLAINTS, _K.CASES, _K.SUPPORT, _K.SUPPORT_UNMET, _K.SUPPORT_HOURS),
    ),
    (
        Bilingual("通行证和出入口", "Passes and gates"),
        (_K.PASSES, _K.PASSES_DECLINED, _K.WAIT_HOURS, _K.TURNED_AWAY, _K.SUPPLIES),
    ),
    (Bilingual("上学和营业", "School and business"), (_K.SCHOOL_DAYS, _K.BUSINESS_DAYS)),
    (Bilingual("公共支出", "Public cost"), (_K.GUARD_HOURS, _K.VOLUNTEER_HOURS, _K.SPENT)),
)  # fmt: skip
#: Counts of persons, held back where they are few; hours beside the counts they belong to.
_FEW = frozenset(
    {
        _K.CUT_OFF, _K.DELAYED, _K.HELP_CUT_OFF, _K.HELP_DELAYED, _K.SUPPORT, _K.SUPPORT_UNMET, _K.PASSES,
        _K.PASSES_DECLINED, _K.TURNED_AWAY, _K.SUPPLIES,
    }
)  # fmt: skip
_BY_NEED = (_K.SUPPORT, _K.SUPPORT_UNMET, _K.SUPPORT_HOURS)
_AT_GATES = (_K.PASSES, _K.PASSES_DECLINED, _K.TURNED_AWAY, _K.SUPPLIES)
_HOURS_OF = {_K.SUPPORT_HOURS: _K.SUPPORT, _K.SUPPORT_UNMET: _K.SUPPORT, _K.WAIT_HOURS: _K.PASSES}
_OF_PEOPLE = frozenset({_K.ISOLATED, _K.RESTRICTED, _K.PAST_RELEASE})
_HELD_BACK = Bilingual("人数很少，不公布", "too few people to publish")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item in words; ``value`` None: held back for ``withheld``."""

    name: Bilingual
    unit: Bilingual
    how: How
    how_words: Bilingual
    source: Bilingual
    as_of: datetime | None
    value: float | None
    low: float | None
    high: float | None
    at_least: bool
    note: Bilingual | None
    yuan: Interval | None
    why: Bilingual | None
    withheld: Bilingual | None = None

    @property
    def amount(self) -> str:
        """The figure."""
        return self._told(self.value)

    @property
    def ends(self) -> str:
        """Its ends in brackets, where they differ."""
        if self.low is None or self.high is None or self.high - self.low <= 1e-9:
            return ""
        return f"[{self._told(self.low)}, {self._told(self.high)}]"

    @property
    def money(self) -> str:
        """Its worth in yuan, without the ends."""
        return "" if self.yuan is None else f"{self.yuan.value:,.0f}"

    @property
    def money_ends(self) -> str:
        """The ends of its worth."""
        return "" if self.yuan is None else f"[{self.yuan.low:,.0f}, {self.yuan.high:,.0f}]"

    def _told(self, figure: float | None) -> str:
        """A figure with as many digits as the largest of the three is worth."""
        if figure is None:
            return ""
        largest = self.high or self.value or 0.0
        whole = largest >= 100 or (largest == int(largest) and (self.low == self.high))
        return f"{figure:,.0f}" if whole else f"{figure:,.1f}" if largest >= 1 else f"{figure:,.2g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items of one matter that were counted or reckoned and are not nought."""

    title: Bilingual
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The whole account in words. ``nought``: known to be nothing; ``unknown``: nobody counted."""

    until: datetime
    final: bool
    verdict: str
    reasons: tuple[Bilingual, ...]
    groups: tuple[Group, ...]
    nought: tuple[Row, ...]
    unknown: tuple[Row, ...]
    yuan: Interval | None
    least: bool
    lighter: Bilingual | None
    lighter_share: float | None
    lighter_why: Bilingual | None
    bought: Bought | None

    @property
    def money(self) -> str:
        """The sum in yuan, without its ends."""
        return "" if self.yuan is None else f"{self.yuan.value:,.0f}"

    @property
    def money_ends(self) -> str:
        """The ends of the sum."""
        return "" if self.yuan is None else f"[{self.yuan.low:,.0f}, {self.yuan.high:,.0f}]"


def shown(account: MeasureCosted | None, *, office: bool, few: int, small: bool) -> Shown | None:
    """An account as this viewer may read it; ``office``: works for an office of the place. From everybody else counts
    below ``few`` are held back, and where the place is ``small`` (a building, a unit) people's hours."""
    if account is None:
        return None
    items = account.items if office else for_everybody(account.items)
    told = priced(items, _prices(account.prices))
    hidden = frozenset() if office else _hidden(items, few, small)
    rows = [_row(one, (one.item.kind, one.item.of) in hidden) for one in told]
    lighter = account.lighter
    return Shown(
        until=account.until,
        final=account.final,
        verdict=account.verdict,
        reasons=account.reasons,
        groups=_groups(items, rows),
        nought=tuple(row for row in rows if row.how is not How.UNKNOWN and row.value == 0.0),
        unknown=tuple(row for row in rows if row.how is How.UNKNOWN),
        yuan=None if any(row.withheld and row.why is _HELD_BACK for row in rows) else total(told),
        least=is_least(told),
        lighter=STEPS[Step(lighter.step)] if lighter and lighter.step else None,
        lighter_share=lighter.share if lighter else None,
        lighter_why=lighter.why if lighter else None,
        bought=account.bought,
    )


def for_everybody(items: Sequence[CostItem]) -> tuple[CostItem, ...]:
    """Items as the public may read them: what was asked for is not told by need (one person's dialysis), and counts at
    gates are rounded as everywhere (``respond.passes.counting``)."""
    kept = [_rounded(item) if item.kind in _AT_GATES else item for item in items if item.kind not in _BY_NEED]
    for kind in _BY_NEED:
        own = [item for item in items if item.kind is kind]
        known = [item.value for item in own if item.value is not None]
        kept += [counted(kind, sum(known), own[0].source, _moment_of(own))] if known else own[:1]
    order = {kind: place for place, kind in enumerate(CostKind)}
    return tuple(sorted(kept, key=lambda item: (order[item.kind], item.of)))


def _moment_of(items: Sequence[CostItem]) -> datetime:
    """The moment the items were true of, the latest of them."""
    return max(item.as_of for item in items if item.as_of is not None)


def _rounded(item: CostItem) -> CostItem:
    if item.value is None:
        return item
    told = float(rounded(int(item.value))) if item.value >= ROUND_TO else item.value
    return replace(item, value=told, low=told, high=told)


def _prices(raw: Mapping[str, Sequence[float]]) -> dict[str, Interval]:
    return {unit: Interval(low=one[0], value=one[1], high=one[2]) for unit, one in raw.items()}


def _hidden(items: Sequence[CostItem], few: int, small: bool) -> frozenset[tuple[CostKind, str]]:
    """Items held back from the public: counts of a few people, and the hours and parts that would tell them."""
    values = {(item.kind, item.of): item.value for item in items if item.value is not None}
    own = {key for key, value in values.items() if key[0] in _FEW and 0 < value < few}
    with_them = {(kind, of) for kind, of in values if kind in _HOURS_OF and (_HOURS_OF[kind], of) in own}
    whose = {(kind, of) for kind, of in values if small and kind in _OF_PEOPLE and values[(kind, of)]}
    return frozenset(own | with_them | whose)


def _row(one: Priced, hidden: bool) -> Row:
    item = one.item
    return Row(
        name=name_of(item),
        unit=UNITS[item.kind],
        how=item.how,
        how_words=HOWS[item.how],
        source=item.source,
        as_of=item.as_of,
        value=None if hidden else item.value,
        low=None if hidden else item.low,
        high=None if hidden else item.high,
        at_least=item.at_least,
        note=item.note,
        yuan=None if hidden else one.yuan,
        why=_HELD_BACK if hidden and one.yuan is not None else one.why,
        withheld=_HELD_BACK if hidden else None,
    )


def _groups(items: Sequence[CostItem], rows: Sequence[Row]) -> tuple[Group, ...]:
    found = []
    for title, kinds in GROUPS:
        own = tuple(
            row
            for item, row in zip(items, rows, strict=True)
            if item.kind in kinds and item.how is not How.UNKNOWN and item.value
        )
        if own:
            found.append(Group(title=title, rows=own))
    return tuple(found)
