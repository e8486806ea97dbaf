"""Gates with hours: open from one time of day to another, closed otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from clearway.roads.network import Closed, Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A link open from ``opens`` to just before ``closes``, local time of day; over midnight where it opens later
    than it closes, all day where both are the same."""

    link: int
    opens: time
    closes: time
    direction: Direction | None = None

    def is_open(self, at: time) -> bool:
        """Whether one gets through at ``at``."""
        if self.opens < self.closes:
            return self.opens <= at < self.closes
        return at >= self.opens or at < self.closes


def closed_at(closed: Closed, hours: Iterable[Hours], at: time) -> Closed:
    """The links that are closed at ``at``: those of ``closed``, and those with hours outside of them.

    A link with several rows is open while any of them says so.
    """
    by_way: dict[tuple[int, Direction | None], list[Hours]] = {}
    for one in hours:
        by_way.setdefault((one.link, one.direction), []).append(one)
    found = dict(closed)
    for (link, direction), rows in by_way.items():
        if not any(row.is_open(at) for row in rows):
            found[link] = direction if found.get(link, direction) == direction else None
    return found
