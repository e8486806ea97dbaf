"""Trips put on the shortest ways, with everything open and with ways closed: a closure starves some, floods others.

Two slightly different ideas of travel time (day-to-day habit) are mixed, so that near-equal ways share the traffic.
Trips that lose their way are not made; detours thin trips out (half are given up at ten minutes more). Only trips
that used a closed way are routed again: closing a way changes no other shortest path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clearway.world.demand import Demand, Zones
from clearway.world.network import Flags, Network
from clearway.world.spot import Floats, Ints
from clearway.world.trees import Trees, grow

_HABITS = 2
_GIVE_UP_SCALE_S = 866.0
_NOTHING: Floats = np.zeros(1)


@dataclass(frozen=True)
class Habit:
    """One idea of travel time: its costs by edge, and the trees from every zone with everything open."""

    costs: Floats
    trees: Trees


@dataclass(frozen=True)
class Assigner:
    """Trips as pairs of zones (``source``, ``target``), ``trips`` a day (purposes × pairs), and the habits.

    Purposes: to work, back home, visits. Loads are passages a day by purpose and edge.
    """

    network: Network
    zones: Zones
    source: Ints
    target: Ints
    trips: Floats
    habits: tuple[Habit, ...]

    def open_loads(self) -> Floats:
        """Loads with everything open."""
        ends = self.zones.node[self.target]
        each = (habit.trees.follow(self.source, ends, self.trips) for habit in self.habits)
        return sum(each, start=_NOTHING) / _HABITS

    def plain_loads(self, shut: Flags) -> Floats:
        """Loads when edges ``shut`` are closed, by assigning everything anew: the plain form of ``changes``."""
        loads = _NOTHING
        for habit in self.habits:
            trees = grow(self.network, np.where(shut, np.inf, habit.costs), self.zones.node)
            trips = self.trips * self._kept(trees.seconds, habit)
            loads = loads + trees.follow(self.source, self.zones.node[self.target], trips)
        return loads / _HABITS

    def _kept(self, seconds: Floats, habit: Habit) -> Floats:
        """The share of each pair's trips still made, given new travel times from zones to nodes."""
        ends = self.zones.node[self.target]
        return _still_made(seconds[self.source, ends] - habit.trees.seconds[self.source, ends])

    def changes(self, closures: Sequence[Ints]) -> list[Floats]:
        """For each set of closed links, by how much loads change; sets must not share links."""
        label = np.full(len(self.network.tail), -1)
        for number, links in enumerate(closures):
            label[self.network.edge_numbers(links)] = number
        affected = self._affected(label, len(closures))
        return [
            sum((self._change(habit, label == number, pairs[number]) for habit, pairs in affected), start=_NOTHING)
            / _HABITS
            for number in range(len(closures))
        ]

    def _affected(self, label: Ints, labels: int) -> list[tuple[Habit, dict[int, Ints]]]:
        """For each habit, the pairs whose way is closed, by label."""
        found = []
        for habit in self.habits:
            met = habit.trees.users(self.source, self.zones.node[self.target], label)
            hit, pairs = (np.concatenate(column) for column in zip(*met, strict=True))
            found.append((habit, {number: np.unique(pairs[hit == number]) for number in range(labels)}))
        return found

    def _change(self, habit: Habit, shut: Flags, pairs: Ints) -> Floats:
        source, target, trips = self.source[pairs], self.target[pairs], self.trips[:, pairs]
        change = -habit.trees.follow(source, self.zones.node[target], trips)
        costs = np.where(shut, np.inf, habit.costs)
        outward = np.bincount(source)[source] >= np.bincount(target)[target]
        for inward, chosen in ((False, outward), (True, ~outward)):
            roots, ends = (target, source) if inward else (source, target)
            if chosen.any():
                usual = habit.trees.seconds[source[chosen], self.zones.node[target[chosen]]]
                change += self._again(costs, roots[chosen], ends[chosen], trips[:, chosen], usual, inward=inward)
        return change

    def _again(self, costs: Floats, roots: Ints, ends: Ints, trips: Floats, usual: Floats, *, inward: bool) -> Floats:
        unique, row = np.unique(roots, return_inverse=True)
        trees = grow(self.network, costs, self.zones.node[unique], inward=inward)
        here = self.zones.node[ends]
        return trees.follow(row, here, trips * _still_made(trees.seconds[row, here] - usual))


def _still_made(longer: Floats) -> Floats:
    """The share of trips made when the way is ``longer`` by so many seconds (infinite: none)."""
    late = np.maximum(longer, 0.0)
    return np.where(np.isfinite(late), np.exp(-late / _GIVE_UP_SCALE_S), 0.0)


def prepare(network: Network, zones: Zones, demand: Demand, barred: Flags, rng: np.random.Generator) -> Assigner:
    """An assigner; edges ``barred`` carry nothing (fire lanes)."""
    wander = np.exp(rng.normal(0.0, 0.09, (_HABITS, len(network.tail))))
    costs = [np.where(barred, np.inf, network.seconds * habit) for habit in wander]
    stacked = np.stack([demand.commutes, demand.commutes.T, demand.visits + demand.visits.T])
    source, target = np.nonzero(stacked.sum(axis=0) > 0.01)
    habits = tuple(Habit(cost, grow(network, cost, zones.node)) for cost in costs)
    return Assigner(network, zones, source, target, stacked[:, source, target], habits)


def travel_seconds(network: Network, zones: Zones, barred: Flags) -> Floats:
    """Free-flow seconds from zone to zone."""
    return grow(network, np.where(barred, np.inf, network.seconds), zones.node).seconds[:, zones.node]
