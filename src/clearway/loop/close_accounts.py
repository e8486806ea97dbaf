"""Accounts of measures as events: one a measure and local day while it stands, and a final one when it has ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from clearway.core.cost_events import Bought, LighterCost, MeasureCosted
from clearway.core.measures import Measure
from clearway.evaluate.costs import uncounted
from clearway.loop.desk import Desk
from clearway.loop.judge_measures import Judged
from clearway.record.reading.closure_accounts import closed_accounts, open_accounts


def costed_events(judged: Sequence[Judged], desk: Desk, *, again: bool = False) -> Iterator[MeasureCosted]:
    """The accounts that are new: of another day than the last, or final now (``again``: of the same day too). A
    measure without a place has none."""
    reached, closed = open_accounts(), closed_accounts()
    for one in judged:
        number = one.measure.number
        anew = again and number in reached
        done = number in closed and ended(one.measure, desk.at)  # a correction may let it stand again
        if one.measure.place_code and not done and (anew or account_due(reached, one.measure, desk)):
            yield costed_event(one, final=ended(one.measure, desk.at))


def account_due(reached: Mapping[str, datetime], measure: Measure, desk: Desk) -> bool:
    """Whether a measure whose account is not closed is to have a new one: it has none, the last (which ``reached`` a
    moment) is of another day, or the measure has ended."""
    last = reached.get(measure.number)
    return last is None or ended(measure, desk.at) or last.astimezone(desk.zone).date() < desk.local.date()


def costed_event(one: Judged, *, final: bool) -> MeasureCosted:
    """The account of a measure as it was gathered."""
    costs, yuan, lighter = one.costs, one.yuan, one.costs.lighter
    return MeasureCosted(
        subject=one.measure.number,
        until=costs.until,
        final=final,
        items=costs.items,
        prices={unit: (price.low, price.value, price.high) for unit, price in costs.prices.items()},
        lighter=LighterCost(step=lighter.step.value if lighter.step else None, share=lighter.share, why=lighter.why),
        bought=_bought(one),
        verdict=one.verdict.value,
        reasons=one.reasons,
        yuan=yuan.value if yuan else None,
        yuan_low=yuan.low if yuan else None,
        yuan_high=yuan.high if yuan else None,
        uncounted=len(uncounted(costs.items)),
    )


def _bought(one: Judged) -> Bought:
    found, gain = one.effect.estimate if one.effect is not None else None, one.gain
    return Bought(
        identified=one.identified,
        effect=(found.low, found.value, found.high) if found else (),
        averted=(gain.low, gain.value, gain.high) if gain else (),
        against_lighter=one.against_lighter,
        net=one.net,
    )


def ended(measure: Measure, at: datetime) -> bool:
    """Whether a measure has come to its end: lifted, or (a registered one) at its term."""
    if measure.lifted_at is not None and measure.lifted_at <= at:
        return True
    return measure.registered and measure.ends_at is not None and measure.ends_at <= at
