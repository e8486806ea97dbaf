"""Who lives behind a closure: a link that leads nowhere any more starves, however open it is."""

from __future__ import annotations

from clearway.warn.flow.topology import Topology

POCKET = 8


class Streets:
    """The counted streets as a graph of junctions, walked either way."""

    def __init__(self, topology: Topology) -> None:
        self._ends = topology.ends
        self._at: dict[str, list[tuple[str, int]]] = {}
        for link, end in enumerate(topology.ends):
            if end is not None:
                self._at.setdefault(end[0], []).append((end[1], link))
                self._at.setdefault(end[1], []).append((end[0], link))
        self._partner = topology.partner

    def cut_off_by(self, link: int, closed: frozenset[int]) -> bool:
        """Whether ``link`` led through the town before ``closed`` were, and now serves a pocket of it at most."""
        if self._ends[link] is None or link in closed:
            return False
        return self._pocket(link, closed) and not self._pocket(link, frozenset())

    def _pocket(self, link: int, closed: frozenset[int]) -> bool:
        end = self._ends[link]
        assert end is not None
        barred = closed | {link, int(self._partner[link])}
        reverse = {int(self._partner[one]) for one in closed}
        return any(self._small(node, barred | reverse) for node in end)

    def _small(self, start: str, barred: frozenset[int] | set[int]) -> bool:
        """Whether no more than a pocket of junctions can be reached from ``start``."""
        reached, waiting = {start}, [start]
        while waiting:
            for node, link in self._at[waiting.pop()]:
                if link not in barred and node not in reached:
                    reached.add(node)
                    waiting.append(node)
            if len(reached) > POCKET:
                return False
        return True
