"""Layered add-ons (层层加码): what an office below does beyond the policy above it (work plan 1.2, 2.3, 4.3). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from clearway.core.barriers import Barrier
from clearway.core.measures import Measure
from clearway.core.places import PlaceKind, covers
from clearway.core.policies import Limits, Policy
from clearway.core.words import Bilingual

#: From the smallest to the largest place: a larger one is stricter.
_UNITS = (
    PlaceKind.UNIT, PlaceKind.BUILDING, PlaceKind.COMPOUND, PlaceKind.VILLAGE, PlaceKind.COMMUNITY, PlaceKind.TOWNSHIP,
    PlaceKind.COUNTY, PlaceKind.CITY, PlaceKind.PROVINCE,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOn:
    """One limit passed: ``what`` is days, unit or means; ``allowed`` and ``found`` as words."""

    policy: str
    what: str
    allowed: str
    found: str
    text: Bilingual


def add_ons_of_measure(measure: Measure, unit: PlaceKind | None, policies: Iterable[Policy]) -> tuple[AddOn, ...]:
    """Where a measure goes beyond the policies that bind its place at its start.

    ``unit``: the kind of place it closes; None (not known) is never taken for an add-on.
    """
    if measure.place_code is None:
        return ()
    days = (measure.ends_at - measure.starts_at) / timedelta(days=1) if measure.ends_at else None
    means = (measure.barrier,) if measure.barrier else ()
    imposed = Limits(days=days, unit=unit, demands=means)
    binding = (one for one in policies if covers(one.region, measure.place_code) and one.since <= measure.starts_at)
    return tuple(found for policy in binding for found in _beyond(policy, imposed))


def add_ons_of_order(order: Policy, policies: Iterable[Policy]) -> tuple[AddOn, ...]:
    """Where an order goes beyond the policies of the regions that contain its own; its own level does not bind it."""
    above = (
        one
        for one in policies
        if one.number != order.number
        and one.region != order.region
        and covers(one.region, order.region)
        and one.since <= order.since
    )
    return tuple(found for policy in above for found in _beyond(policy, order.limits))


def _beyond(policy: Policy, imposed: Limits) -> Iterator[AddOn]:
    yield from _longer(policy, imposed.days)
    yield from _larger(policy, imposed.unit)
    yield from _harder(policy, imposed.demands)


def _longer(policy: Policy, days: float | None) -> Iterator[AddOn]:
    most = policy.limits.days
    if most is not None and days is not None and days > most:
        text = Bilingual(
            f"期限 {days:g} 天，超过《{policy.title.zh}》的 {most:g} 天",
            f"{days:g} days, over the {most:g} of “{policy.title.en}”",
        )
        yield AddOn(policy=policy.number, what="days", allowed=f"{most:g}", found=f"{days:g}", text=text)


def _larger(policy: Policy, unit: PlaceKind | None) -> Iterator[AddOn]:
    largest = policy.limits.unit
    if largest in _UNITS and unit in _UNITS and _UNITS.index(unit) > _UNITS.index(largest):
        text = Bilingual(
            f"管控单元大于《{policy.title.zh}》允许的最大单元", f"a larger place than “{policy.title.en}” allows"
        )
        yield AddOn(policy=policy.number, what="unit", allowed=largest.value, found=unit.value, text=text)


def _harder(policy: Policy, means: tuple[Barrier, ...]) -> Iterator[AddOn]:
    for one in means:
        if one in policy.limits.forbidden:
            text = Bilingual(f"采用《{policy.title.zh}》禁止的方式", f"by a means “{policy.title.en}” forbids")
            yield AddOn(policy=policy.number, what="means", allowed="", found=one.value, text=text)
