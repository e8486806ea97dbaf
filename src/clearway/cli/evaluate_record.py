"""``clearway evaluate`` on the county's own record, and accounts of closures as a table: one row an item."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from clearway.evaluate.effect.identifying import Effect
    from clearway.loop.judge_measures import Judged

_COLUMNS = (
    "id", "item", "of", "unit", "how", "low", "value", "high", "at_least", "yuan_low", "yuan", "yuan_high",
    "source_zh", "source_en", "as_of", "note_zh", "note_en",
)  # fmt: skip


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


def account_columns(judged: list[Judged]) -> dict[str, list[Any]]:
    """Every item of every account; an item nobody counted has a row without figures."""
    from clearway.evaluate.account.words import UNITS

    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for one in judged:
        for row in one.costs.rows:
            item, yuan, note = row.item, row.yuan, row.item.note or row.why
            values = (
                one.measure.number, item.kind.value, item.of, UNITS[item.kind].en, item.how.value, item.low,
                item.value, item.high, item.at_least, yuan.low if yuan else None, yuan.value if yuan else None,
                yuan.high if yuan else None, item.source.zh, item.source.en,
                item.as_of.isoformat() if item.as_of else None, note.zh if note else "", note.en if note else "",
            )  # fmt: skip
            for name, value in zip(_COLUMNS, values, strict=True):
                columns[name].append(value)
    return columns
