"""``clearway evaluate`` on the county's own record."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from clearway.evaluate.effect.identifying import Effect
    from clearway.loop.judge_measures import Judged


def judged_record(on: date | None) -> tuple[list[Judged], dict[str, Effect]]:
    """Measures in force, closures that stand and those that ended lately, judged on what the record holds.

    ``on``: the local day looked at (None: now).
    """
    from clearway.environment import read_environment
    from clearway.law.load import load_rulebook
    from clearway.record.opening import open_record

    open_record()
    from clearway.loop.desk import Desk
    from clearway.loop.judge_in_force import judged_with_effects, looked_at
    from clearway.loop.jurisdiction import the_loop
    from clearway.loop.local_prices import with_local_prices
    from clearway.record import reading

    environment = read_environment()
    rulebook = with_local_prices(load_rulebook(), environment.home)
    by = the_loop(environment.county, reading.places())
    desk = Desk(by=by, at=_moment(on, environment.time_zone), rulebook=rulebook, zone=environment.time_zone)
    return judged_with_effects(looked_at(desk), desk, desk.local.date(), environment.home, environment.store)


def _moment(on: date | None, zone: Any) -> datetime:
    """The end of a local day, never after now."""
    now = datetime.now(UTC)
    return now if on is None else min(now, datetime(on.year, on.month, on.day, 23, 59, tzinfo=zone))
