"""What surrounds an incident: its place, the measures that speak of it, its roads, and who loses access."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearway.core.evidence import AccessLoss
from clearway.core.measures import Measure
from clearway.core.places import Point, covers
from clearway.core.sensors import SensorLink
from clearway.core.words import Bilingual
from clearway.loop.neighbourhood import Neighbourhood
from clearway.loop.networks import Roads, roads_at
from clearway.roads.access import access_losses
from clearway.roads.joining import Joined, join_sensors, nearest_link
from clearway.roads.network import Closed, Direction
from clearway.roads.protected import protections
from clearway.warn.context import Surroundings
from clearway.warn.incidents import Incident

#: A complaint names a place, not a link: the way nearest to it is taken, within this reach.
COMPLAINT_REACH_M = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The standing facts of a county, gathered once a run."""

    neighbourhood: Neighbourhood
    measures: tuple[Measure, ...]
    roads: tuple[Roads, ...]
    joined: Mapping[str, tuple[Roads, Joined]]


def lay_ground(
    neighbourhood: Neighbourhood,
    measures: Iterable[Measure],
    roads: tuple[Roads, ...],
    sensors: Iterable[SensorLink],
) -> Ground:
    """Join every sensor to the network it stands in."""
    by_network: dict[int, list[SensorLink]] = {}
    for sensor in sensors:
        for index, one in enumerate(roads):
            if one.holds(sensor.point):
                by_network.setdefault(index, []).append(sensor)
                break
    joined = {
        link: (roads[index], where)
        for index, some in by_network.items()
        for link, where in join_sensors(roads[index].network, some).items()
    }
    return Ground(neighbourhood=neighbourhood, measures=tuple(measures), roads=roads, joined=joined)


def surroundings_of(incident: Incident, ground: Ground) -> Surroundings:
    """Everything the assessment of ``incident`` asks for."""
    code = ground.neighbourhood.code_of(incident.point, incident.place_code)
    roads, closed = _closed_ways(incident, ground)
    return Surroundings(
        place_code=code,
        place_name=ground.neighbourhood.name_of(code, incident.point),
        measures=tuple(measure for measure in ground.measures if _speaks_of(measure, code)),
        access=_losses(roads, closed),
        road_links=tuple(sorted(closed)),
        protected=_protected(roads, closed) if incident.links else (),
    )


def _speaks_of(measure: Measure, code: str) -> bool:
    own = measure.place_code
    return measure.registered and own is not None and (covers(own, code) or covers(code, own))


def _closed_ways(incident: Incident, ground: Ground) -> tuple[Roads | None, Closed]:
    """The road links taken for closed: under the silent-of-traffic sensors, else the way nearest the complaints."""
    places = [ground.joined[link] for link in incident.links if link in ground.joined]
    if places:
        roads = places[0][0]
        closed: dict[int, Direction | None] = {}
        for network, where in places:
            if network is roads:
                closed[where.link] = None if where.link in closed else where.direction
        return roads, closed
    return _nearest_way(incident.point, ground)


def _nearest_way(point: Point | None, ground: Ground) -> tuple[Roads | None, Closed]:
    roads = roads_at(ground.roads, point)
    if roads is None or point is None:
        return None, {}
    where = nearest_link(roads.network, point, within_m=COMPLAINT_REACH_M)
    return roads, {} if where is None else {where.link: None}


def _protected(roads: Roads | None, closed: Closed) -> tuple[Bilingual, ...]:
    """Only for links whose own counter fell silent: of complaints the way meant is a guess."""
    if roads is None or not closed:
        return ()
    return tuple(one.reason for one in protections(roads.network, roads.layers, closed))


def _losses(roads: Roads | None, closed: Closed) -> tuple[AccessLoss, ...]:
    if roads is None or not closed or not roads.layers:
        return ()
    return access_losses(roads.network, roads.layers, closed)
