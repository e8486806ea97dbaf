"""What a quarter's closures cost altogether, item by item, with how many closures each figure is known of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from clearway.core.cost_events import MeasureCosted
from clearway.core.costs import CostItem, CostKind
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.evaluate.account.pricing import priced
from clearway.evaluate.account.words import UNITS, whole_name
from clearway.evaluate.costs import LEVELS, Interval
from clearway.evaluate.review.standing import Stood
from clearway.loop.document_fields import Making
from clearway.loop.review_section import number, section
from clearway.loop.review_words import UNKNOWN
from clearway.publish.charts import Bar, bars
from clearway.publish.documents.paper import Section
from clearway.record.reading.closure_accounts import accounts

FEW = "passes.published_counts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One kind of item over all accounts: ``amount`` None: no closure's is known; ``known`` of ``closures``."""

    kind: CostKind
    amount: Interval | None
    yuan: Interval | None
    known: int
    closures: int


def worth(stood: Sequence[Stood]) -> dict[str, Interval]:
    """What each closure cost in yuan: by its last account, else as reckoned for the review; unknown ones are absent."""
    found = {one.measure.number: one.yuan for one in stood if one.yuan is not None}
    for name, account in accounts(one.measure.number for one in stood).items():
        found.pop(name, None)
        if account.yuan is not None and account.yuan_low is not None and account.yuan_high is not None:
            found[name] = Interval(low=account.yuan_low, value=account.yuan, high=account.yuan_high)
    return found


def sums_of(found: Iterable[MeasureCosted]) -> tuple[Sum, ...]:
    """Every kind summed over accounts; of the longest delay the longest."""
    told = list(found)
    return tuple(_sum(kind, told) for kind in CostKind)


def _sum(kind: CostKind, told: Sequence[MeasureCosted]) -> Sum:
    own = [[item for item in account.items if item.kind is kind and item.value is not None] for account in told]
    spans = [_span(items, kind) for items in own if items]
    money = [
        row.yuan
        for account in told
        for row in priced(account.items, _prices(account))
        if row.item.kind is kind and row.yuan is not None
    ]
    join = max if kind is CostKind.HELP_WORST else sum
    return Sum(
        kind=kind,
        amount=_joined(spans, join) if spans else None,
        yuan=_joined(money, sum) if money else None,
        known=len(spans),
        closures=len(told),
    )


def _span(items: Sequence[CostItem], kind: CostKind) -> Interval:
    """A kind in one account; of levels the largest part, since one person may be in several."""
    parts = [Interval(low=one.low or 0.0, value=one.value or 0.0, high=one.high or 0.0) for one in items]
    return _joined(parts, max if kind in LEVELS else sum)


def _joined(parts: Sequence[Interval], join: Callable[[Iterable[float]], float]) -> Interval:
    return Interval(
        low=float(join(one.low for one in parts)),
        value=float(join(one.value for one in parts)),
        high=float(join(one.high for one in parts)),
    )


def _prices(account: MeasureCosted) -> dict[str, Interval]:
    return {unit: Interval(low=one[0], value=one[1], high=one[2]) for unit, one in account.prices.items()}


def costs(stood: Sequence[Stood], making: Making, rulebook: Rulebook, day: date) -> Section:
    """The section: a chart of what has a price, and every item with its interval and how many closures it is known
    of; counts of a few people are held back."""
    found = accounts(one.measure.number for one in stood)
    sums = [one for one in sums_of(found.values()) if one.closures]
    few = float(rulebook.value(FEW, day))
    rows = [
        (
            making.say(whole_name(one.kind)),
            _told(one, few, making),
            making.say(UNITS[one.kind]),
            f"{one.known} / {len(stood)}",
            "" if one.yuan is None else f"{wan(one.yuan.value)} [{wan(one.yuan.low)}, {wan(one.yuan.high)}]",
        )
        for one in sums
    ]
    drawn = [
        Bar(label=making.say(whole_name(one.kind)), parts=(one.yuan.value / 1e4,), told=wan(one.yuan.value))
        for one in sums
        if one.yuan is not None and one.yuan.value > 0
    ]
    note = Bilingual(
        f"{len(stood)} 处封闭中有 {len(found)} 处汇集过账目；每处截至其最后一次汇集，跨季度的不拆分。"
        "每项写明几处有数，其余没有人计数，不按零算。"
        "同一个人被两处封闭影响的会算两次。",
        f"Accounts were gathered of {len(found)} of {len(stood)} closures, each up to its last gathering and not split "
        "between quarters. Each item says of how many closures it is known; of the others nobody counted, which is not "
        "nought. Whoever two closures hit counts twice.",
    )
    headers = (
        Bilingual("项目", "Item"),
        Bilingual("合计", "Sum"),
        Bilingual("单位", "Unit"),
        Bilingual("几处有数", "Known of"),
        Bilingual("折合（万元）", "10,000 yuan"),
    )
    title = Bilingual("让人们付出了什么", "What it cost people")
    about = Bilingual("有单价的项目折合万元；数字见下表", "Items with a price, in 10,000 yuan; figures below")
    picture = bars(making.say(title), making.say(about), drawn, ("",)) if drawn else ""
    return section(title, headers, rows, making, (7, 6, 4, 3, 6), note=note, picture=picture)


def _told(one: Sum, few: float, making: Making) -> str:
    if one.amount is None:
        return making.say(UNKNOWN)
    if 0 < one.amount.value < few:
        return making.say(Bilingual("很少，不公布", "few: not told"))
    value, low, high = one.amount.value, one.amount.low, one.amount.high
    return number(value) if high - low < 0.5 else f"{number(value)} [{number(low)}, {number(high)}]"


def wan(yuan: float) -> str:
    """Yuan in units of ten thousand."""
    return f"{yuan / 1e4:,.1f}" if yuan < 1e6 else f"{yuan / 1e4:,.0f}"
