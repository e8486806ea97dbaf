"""The gates and ways that matter most, before anybody closes them: every link scored alone, the worst first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clearway.loop.look_at_map import roads_of
from clearway.loop.networks import Roads
from clearway.roads.layers import Layer, LayerKind
from clearway.roads.modes import GATE_CLASS
from clearway.roads.network import LinkShape
from clearway.roads.score_files import kept_scores

#: People cut off from which a way is of level 4 or 3; anybody at all is 2, only delays of more than 5 minutes 1.
MANY, SOME = 1000, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticalWay:
    """What closing one link alone would take; ``level`` 4 (most) to 1."""

    shape: LinkShape
    gate: bool
    cut_off: float
    worse_5min: float
    added_person_minutes: float

    @property
    def level(self) -> int:
        """How much hangs on it."""
        if self.cut_off >= SOME:
            return 4 if self.cut_off >= MANY else 3
        return 2 if self.cut_off > 0 else 1


def kinds_known(home: Path) -> tuple[LayerKind, ...]:
    """Kinds that layers are kept for, in their usual order."""
    known = {layer.kind for roads in roads_of(home) for layer in roads.layers}
    return tuple(kind for kind in LayerKind if kind in known)


def critical_ways(home: Path, kind: LayerKind, *, most: int = 400, gates_only: bool = False) -> tuple[CriticalWay, ...]:
    """Links whose closing cuts somebody off, or delays somebody by more than 5 minutes; most people first."""
    found = [
        way
        for roads in roads_of(home)
        for layer in roads.layers
        if layer.kind is kind
        for way in _worst(roads, layer, most, gates_only)
    ]
    found.sort(key=lambda way: (way.cut_off, way.worse_5min, way.added_person_minutes), reverse=True)
    return tuple(found[:most])


def _worst(roads: Roads, layer: Layer, most: int, gates_only: bool) -> list[CriticalWay]:
    network, scores = roads.network, kept_scores(roads.network, layer)
    is_gate = network.arrays["class"] == GATE_CLASS
    hurts = (scores.cut_off > 0) | (scores.worse_5min > 0)
    links = np.flatnonzero(hurts & is_gate if gates_only else hurts)
    keys = (scores.added_person_seconds[links], scores.worse_5min[links], scores.cut_off[links])
    return [
        CriticalWay(
            shape=network.shape(index),
            gate=bool(is_gate[index]),
            cut_off=float(scores.cut_off[index]),
            worse_5min=float(scores.worse_5min[index]),
            added_person_minutes=float(scores.added_person_seconds[index]) / 60,
        )
        for index in links[np.lexsort(keys)[::-1][:most]].tolist()
    ]
