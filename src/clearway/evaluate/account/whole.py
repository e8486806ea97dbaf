"""One account out of items from many sources: an item once, every kind told, whatever order they came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clearway.core.costs import CostItem, CostKind, How, unknown
from clearway.core.words import Bilingual

_NOBODY = Bilingual("没有人计数，也没有可推算的数据", "nobody counted it, and there is nothing to reckon it from")
#: A count is worth more than a reckoning, and both more than nobody's silence.
_WORTH = {How.UNKNOWN: 0, How.MODELLED: 1, How.COUNTED: 2}
_ORDER = {kind: place for place, kind in enumerate(CostKind)}


def whole(items: Iterable[CostItem]) -> tuple[CostItem, ...]:
    """The account: of several items for one thing the counted one stands, then the latest, then the larger; kinds
    nobody spoke of are there as unknown. A kind told as a whole (``of`` empty) and counted outranks its parts."""
    best: dict[tuple[CostKind, str], CostItem] = {}
    for item in items:
        key = (item.kind, item.of)
        if key not in best or _rank(item) > _rank(best[key]):
            best[key] = item
    kept = [item for item in best.values() if not _told_otherwise(item, best)]
    kept += [unknown(kind, _NOBODY) for kind in CostKind if kind not in {item.kind for item in kept}]
    return tuple(sorted(kept, key=lambda item: (_ORDER[item.kind], item.of)))


def _rank(item: CostItem) -> tuple[int, float, float, float, str]:
    moment = item.as_of.timestamp() if item.as_of else 0.0
    return _WORTH[item.how], moment, item.value or 0.0, item.high or 0.0, item.source.en


def _told_otherwise(item: CostItem, best: Mapping[tuple[CostKind, str], CostItem]) -> bool:
    """Whether the same kind is told in another, better way: parts give way to a counted whole, an uncounted whole to
    its parts."""
    own = best.get((item.kind, ""))
    if item.of:
        return own is not None and own.how is How.COUNTED
    parts = [one for one in best.values() if one.kind is item.kind and one.of and one.how is not How.UNKNOWN]
    return bool(parts) and item.how is not How.COUNTED


def amount(items: Iterable[CostItem], kind: CostKind) -> float | None:
    """The sum of a kind's parts; None where any figure is missing altogether."""
    known = [item.value for item in items if item.kind is kind and item.value is not None]
    return sum(known) if known else None
