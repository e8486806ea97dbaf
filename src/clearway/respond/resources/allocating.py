"""Who gets how much of what there is: a small integer programme, places at high risk first (work plan 7.2).

The machine proposes; an office orders each dispatch. The first half of what a place lacks is worth twice the second
half, so that nobody is filled to the brim while another has nothing; a place's risk multiplies both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from clearway.core.resources import Allotment, Gap, Item

_FIRST_HALF = 2.0
_TIE = 1e-7


@dataclass(frozen=True, slots=True)
class _Part:
    """One half of what a place lacks of an item: up to ``most`` pieces, each worth ``worth``."""

    gap: Gap
    missing: int
    most: int
    worth: float


def allocate(
    gaps: Sequence[Gap],
    reserve: Mapping[Item, int],
    weights: Mapping[str, float],
    *,
    prices: Mapping[Item, float] | None = None,
    budget: float | None = None,
) -> tuple[Allotment, ...]:
    """What to send where, from ``reserve`` pieces an item and, where prices are given, at most ``budget`` yuan.

    Args:
        gaps: unknown ones are left out: nobody is sent what nobody counted.
        reserve: pieces in the store, which cost nothing; an item that is neither here nor in ``prices`` cannot be sent.
        weights: by place code, the risk's weight (1 where absent).
        prices: yuan a piece of what may be bought besides.
        budget: yuan spent at most on what is bought (None: no limit).

    Returns:
        Allotments above zero, by place and item. Solved exactly by HiGHS (scipy.optimize.milp); ties go to the
        earlier place code.

    Raises:
        ValueError: a negative reserve, price or budget, or one that is no number.
    """
    _check(reserve, prices, budget)
    parts = _parts(gaps, reserve, prices or {}, weights)
    if not parts:
        return ()
    bought = sorted(prices or {})
    rows, limits = _limits(parts, reserve, bought, prices or {}, budget)
    worth = np.array([part.worth for part in parts]) - _TIE * np.arange(len(parts)) / len(parts)
    bounds = Bounds(0, np.concatenate([[part.most for part in parts], np.full(len(bought), np.inf)]))
    value = np.concatenate([worth, np.full(len(bought), -_TIE / 1e3)])  # nothing is bought that the store has
    found = milp(
        -value, integrality=np.ones(len(value), np.int8), bounds=bounds,
        constraints=LinearConstraint(rows, -np.inf, limits),
    )  # fmt: skip
    if found.x is None:
        raise RuntimeError(f"the solver gave up: {found.message}")
    return _collected(parts, np.rint(found.x[: len(parts)]).astype(int).tolist())


def worth_of(allotments: Sequence[Allotment], weights: Mapping[str, float]) -> float:
    """What a distribution is worth in the terms ``allocate`` maximises: weighted share of need, first half double."""
    total = 0.0
    for one in allotments:
        first = min(one.quantity, (one.missing + 1) // 2)
        shares = (_FIRST_HALF * first + (one.quantity - first)) / one.missing
        total += weights.get(one.place_code, 1.0) * shares
    return total


def _check(reserve: Mapping[Item, int], prices: Mapping[Item, float] | None, budget: float | None) -> None:
    told = [*reserve.values(), *(prices or {}).values(), *(() if budget is None else (budget,))]
    if not all(number >= 0 for number in told):
        raise ValueError("a reserve, a price and a budget are at least zero")


def _parts(
    gaps: Sequence[Gap], reserve: Mapping[Item, int], prices: Mapping[Item, float], weights: Mapping[str, float]
) -> list[_Part]:
    parts = list[_Part]()
    for gap in sorted(gaps, key=lambda one: (one.place_code, one.item)):
        missing = gap.missing
        if not missing or (gap.item not in reserve and gap.item not in prices):
            continue
        each = weights.get(gap.place_code, 1.0) / missing
        half = (missing + 1) // 2
        parts.append(_Part(gap, missing, half, _FIRST_HALF * each))
        parts.append(_Part(gap, missing, missing - half, each))
    return parts


def _limits(
    parts: Sequence[_Part],
    reserve: Mapping[Item, int],
    bought: Sequence[Item],
    prices: Mapping[Item, float],
    budget: float | None,
) -> tuple[csr_array, np.ndarray]:
    """Of each item no more goes out than is there or bought; what is bought stays within the budget."""
    items = sorted({part.gap.item for part in parts})
    rows = [
        [float(part.gap.item is item) for part in parts] + [-float(other is item) for other in bought] for item in items
    ]
    limits = [float(reserve.get(item, 0)) for item in items]
    if budget is not None and bought:
        rows.append([0.0] * len(parts) + [prices[item] for item in bought])
        limits.append(budget)
    return csr_array(np.array(rows, float)), np.array(limits)


def _collected(parts: Sequence[_Part], quantities: Sequence[int]) -> tuple[Allotment, ...]:
    sums: dict[tuple[str, Item], Allotment] = {}
    for part, quantity in zip(parts, quantities, strict=True):
        if quantity == 0:
            continue
        key = (part.gap.place_code, part.gap.item)
        before = sums[key].quantity if key in sums else 0
        sums[key] = Allotment(
            place_code=key[0], item=key[1], quantity=before + quantity, missing=part.missing
        )  # fmt: skip
    return tuple(sums.values())
