"""Small feeds: one core object a row; the same row twice is unchanged, a later row for the same thing replaces it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from clearway.core.places import Place
from clearway.core.words import Bilingual
from clearway.sources.columns import Unfit
from clearway.sources.intake import Intake
from clearway.sources.sheet import Row, Sheet

Thing = TypeVar("Thing")

SUPERSEDED = Bilingual("同一对象只有一行；后面的行已取代它", "one row for one thing: a later row took its place")
KNOWN_PLACE = Bilingual("已载入的地点代码", "the code of a place that is loaded")
FUTURE = Bilingual("不晚于载入时刻", "a moment that is not after the moment of loading")


class RowUnfit(Exception):
    """A row whose cells are fine one by one and do not fit together, or with what is known."""

    def __init__(self, column: str, found: str, fault: Unfit) -> None:
        super().__init__(fault.code)
        self.column = column
        self.found = found
        self.fault = fault


def make_rows(sheet: Sheet, make: Callable[[Row], Thing]) -> list[tuple[int, Thing]]:
    """One thing for each row that fits, with the row's index; the others are rejected."""
    things = []
    for index, row in sheet.rows():
        try:
            things.append((index, make(row)))
        except RowUnfit as misfit:
            sheet.reject(index, misfit.column, misfit.found, misfit.fault)
    return things


def settle(
    sheet: Sheet,
    things: list[tuple[int, Thing]],
    key: Callable[[Thing], Hashable],
    key_column: str,
) -> Intake[tuple[Thing, ...]]:
    """The intake of a small feed: for each ``key`` the last row counts.

    Earlier rows that say the same are unchanged; those that say otherwise are rejected as superseded.
    """
    last = {key(thing): thing for _, thing in things}
    kept: dict[Hashable, int] = {}
    unchanged = 0
    for index, thing in things:
        name = key(thing)
        if thing != last[name]:
            sheet.reject(index, key_column, str(name), Unfit(SUPERSEDED, "superseded"))
        elif name in kept:
            unchanged += 1
        else:
            kept[name] = index
    return Intake(
        feed=sheet.layout.feed,
        file=str(sheet.grid.path),
        digest=sheet.grid.digest,
        read=sheet.read,
        rows=tuple(last.values()),
        rejects=sheet.sorted_rejects(),
        unchanged=unchanged,
        notes=tuple(sheet.notes),
    )


class KnownPlaces:
    """The place codes that are loaded; with none given, every well-formed code is taken."""

    def __init__(self, places: tuple[Place, ...] | None) -> None:
        self._codes = frozenset(place.code for place in places) if places else None

    def check(self, code: str | None, column: str = "place_code") -> str | None:
        """``code``, known itself or (a compound, building, gate) inside a known place.

        Raises:
            RowUnfit: no such place (code ``unknown_place``).
        """
        if code is None or self._codes is None:
            return code
        at = code
        while at not in self._codes:
            if "-" not in at:
                raise RowUnfit(column, code, Unfit(KNOWN_PLACE, "unknown_place"))
            at = at.rsplit("-", 1)[0]
        return code
