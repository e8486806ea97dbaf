"""A long table read in steps: rows come out as they are made, so that they need not all be held until the last is kept.

For each name the last row counts, as in ``rows.settle``: earlier ones that say the same are unchanged, those that say
otherwise are rejected as superseded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from clearway.core.intake import Feed, Reject
from clearway.core.words import Bilingual
from clearway.sources.columns import Unfit
from clearway.sources.intake import Intake
from clearway.sources.rows import SUPERSEDED, RowUnfit
from clearway.sources.sheet import Row, Sheet

Thing = TypeVar("Thing")
#: Rows made at once.
STEP = 1_000


@dataclass(slots=True, kw_only=True)
class Streamed(Generic[Thing]):
    """As ``Intake``; ``rows`` can be walked once, and ``rejects``, ``unchanged`` and ``notes`` are whole after it.

    ``made`` gives the things with the index of their row, in order; ``takers`` names for each row that is not the
    last of its name the row that is; ``name`` tells a thing's name.
    """

    sheet: Sheet
    made: Iterator[tuple[int, Thing]]
    takers: dict[int, int]
    name: Callable[[Thing], str]
    unchanged: int = 0

    @property
    def feed(self) -> Feed:
        """What the table holds."""
        return self.sheet.layout.feed

    @property
    def file(self) -> str:
        """Where it lies."""
        return str(self.sheet.grid.path)

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return self.sheet.grid.digest

    @property
    def read(self) -> int:
        """Rows in it."""
        return self.sheet.read

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """Rows not taken, by row number."""
        return self.sheet.sorted_rejects()

    @property
    def notes(self) -> tuple[Bilingual, ...]:
        """What to tell whoever brought it."""
        return tuple(self.sheet.notes)

    @property
    def rows(self) -> Iterator[Thing]:
        """The things that count. Of a name told twice nothing is held but the earlier rows, until the last is made."""
        held: dict[int, list[tuple[int, Thing]]] = defaultdict(list)
        for index, thing in self.made:
            taker = self.takers.get(index)
            if taker is not None:
                held[taker].append((index, thing))
                continue
            for before, other in held.pop(index, ()):
                self._settle(before, other, thing)
            yield thing

    def whole(self) -> Intake[tuple[Thing, ...]]:
        """All of it at once."""
        rows = tuple(self.rows)
        return Intake(
            feed=self.feed, file=self.file, digest=self.digest, read=self.read, rows=rows, rejects=self.rejects,
            unchanged=self.unchanged, notes=self.notes,
        )  # fmt: skip

    def _settle(self, index: int, thing: Thing, last: Thing) -> None:
        if thing == last:
            self.unchanged += 1
        else:
            self.sheet.reject(index, "id", self.name(last), Unfit(SUPERSEDED, "superseded"))


def fitting(sheet: Sheet, check: Callable[[Row], object]) -> list[int]:
    """The rows that fit, by index; those ``check`` raises ``RowUnfit`` for are rejected."""
    good = []
    for index, row in sheet.rows():
        try:
            check(row)
        except RowUnfit as misfit:
            sheet.reject(index, misfit.column, misfit.found, misfit.fault)
        else:
            good.append(index)
    return good


def takers(good: Sequence[int], name: Callable[[int], Hashable]) -> dict[int, int]:
    """For each row that is not the last of its name, the one that is."""
    last = {name(index): index for index in good}
    if len(last) == len(good):
        return {}
    return {index: last[name(index)] for index in good if last[name(index)] != index}


def steps(good: Sequence[int]) -> list[Sequence[int]]:
    """The rows in parts of ``STEP``."""
    return [good[start : start + STEP] for start in range(0, len(good), STEP)]
