"""``generate``: one seed and one moment in, a whole county out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from clearway.core.places import Place
from clearway.core.refusals import BadUsage
from clearway.world import feeds, truth
from clearway.world.assigning import Assigner, prepare, travel_seconds
from clearway.world.bans import ban_turns
from clearway.world.census import count_places
from clearway.world.closures import PHYSICAL, SOFT, break_sensors, cast
from clearway.world.complaints import Hotline
from clearway.world.counts import count_passages, starved_sensors
from clearway.world.days import make_calendar, make_window
from clearway.world.demand import lay_zones, make_demand
from clearway.world.epidemic import spread
from clearway.world.extract import write_extract
from clearway.world.happenings import Fault, Trouble
from clearway.world.houses import draw_houses
from clearway.world.network import Flags, Network, build_network, open_one_ways_that_trap
from clearway.world.register import keep_register
from clearway.world.sensors import Sensor, Site, counted, place_sensors, possible_sites
from clearway.world.services import Service, draw_services
from clearway.world.settlements import Land, draw_land
from clearway.world.spot import COUNTY, Floats, stream
from clearway.world.stores import write_stores
from clearway.world.summary import WorldSummary
from clearway.world.tables import write_flow
from clearway.world.travel import write_travel

#: How often ``progress`` is called, each time with 1.
STEPS = 6
_FEWEST_WEEKS = 4

Progress = Callable[[int], None]


@dataclass(frozen=True)
class County:
    """What depends on the seed alone."""

    land: Land
    services: list[Service]
    places: list[Place]
    network: Network
    assigner: Assigner
    loads: Floats
    sites: list[Site]
    sensors: list[Sensor]


def generate(
    folder: Path, *, seed: int, until: datetime, weeks: int = 8, progress: Progress | None = None
) -> WorldSummary:
    """Write a county to ``folder``: ``feeds/`` and ``truth/``. Same seed, moment and weeks: same files.

    The roads and people depend on ``seed`` alone; ``until`` (with zone; floored to the hour) is the end of the
    history, exclusive, which reaches back ``weeks`` (at least 4) weeks. ``progress`` is called ``STEPS`` times.

    Files of ``feeds/``: roads.osm.pbf, places.csv, facilities.csv, links.csv, flow.parquet, complaints.csv,
    cases.csv, measures.csv, calendar.csv, offices.csv, stock.csv, budget.csv, mobility.csv, stairs.csv.
    Files of ``truth/``: closures.csv, softs.csv, faults.csv,
    complaints.csv, epidemic.csv, measures.csv.

    Eight weeks take about three seconds of one core and 300 MB.

    Raises:
        BadUsage: ``until`` has no zone, ``weeks`` is below 4 or ``seed`` below 0.
    """
    _check(seed, until, weeks)
    done = progress or (lambda steps: None)
    (folder / "feeds").mkdir(parents=True, exist_ok=True)
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    county = build_county(seed)
    done(1)
    _write_standing(folder / "feeds", county)
    done(1)
    return _History(folder, seed, county, until, weeks).write(done)


def build_county(seed: int) -> County:
    """Roads, people, facilities, usual traffic and sensors of a seed."""
    land = draw_land(seed)
    services = draw_services(land, seed)
    draw_houses(land, seed)
    ban_turns(land.drawing, land.town, seed)
    open_one_ways_that_trap(land.drawing)
    network = build_network(land.drawing)
    assigner = _usual_traffic(land, services, network, seed)
    loads = assigner.open_loads()
    sites = possible_sites(land, services, network, loads.sum(axis=0))
    sensors = place_sensors(sites, network, stream(seed, 7))
    return County(land, services, count_places(land, seed), network, assigner, loads, sites, sensors)


def _check(seed: int, until: datetime, weeks: int) -> None:
    if until.tzinfo is None:
        raise BadUsage(zh="结束时刻须带时区", en="the end of the history needs a time zone")
    if weeks < _FEWEST_WEEKS:
        raise BadUsage(
            zh=f"至少需要 {_FEWEST_WEEKS} 周，现为 {weeks}", en=f"at least {_FEWEST_WEEKS} weeks, found {weeks}"
        )
    if seed < 0:
        raise BadUsage(zh=f"种子应为非负整数，现为 {seed}", en=f"the seed should be 0 or more, found {seed}")


def _usual_traffic(land: Land, services: list[Service], network: Network, seed: int) -> Assigner:
    zones = lay_zones(land, services, network)
    barred = _fire_lanes(land, network)
    demand = make_demand(zones, travel_seconds(network, zones, barred))
    return prepare(network, zones, demand, barred, stream(seed, 6))


def _fire_lanes(land: Land, network: Network) -> Flags:
    """Edges of fire lanes: nobody drives there."""
    lanes = [way.tags.get("service") == "emergency_access" for way in land.drawing.ways]
    barred: Flags = np.array(lanes)[network.way][network.link]
    return barred


def _write_standing(folder: Path, county: County) -> None:
    """The feeds that do not change from day to day."""
    write_extract(county.land.drawing, folder / "roads.osm.pbf")
    feeds.write_places(folder, county.places)
    feeds.write_facilities(folder, county.services, county.land.drawing)
    feeds.write_links(folder, county.sensors, county.network, county.land.drawing)


class _History:
    """What happens in a county over a window, and the files that tell of it."""

    def __init__(self, folder: Path, seed: int, county: County, until: datetime, weeks: int) -> None:
        self.folder, self.seed, self.county = folder, seed, county
        self.window = make_window(until, weeks)
        self.calendar = make_calendar(self.window)
        taken: list[Site] = []
        links, rng = counted(county.sensors), stream(seed, 8)
        self.closures = cast(PHYSICAL, "K", county.sites, links, self.window, taken, rng)
        self.softs = cast(SOFT, "R", county.sites, links, self.window, taken, rng)
        self.faults: list[Fault] = break_sensors(county.sensors, self.window, taken, rng)

    def write(self, done: Progress) -> WorldSummary:
        """Write everything that changes from day to day; returns the figures of the whole."""
        measures = self._write_measures()
        complaints = self._write_complaints()
        done(1)
        self._write_epidemic()
        done(1)
        readings = self._write_counts(done)
        return WorldSummary(
            folder=self.folder,
            seed=self.seed,
            since=self.window.since,
            until=self.window.until,
            county_code=COUNTY[0],
            county_name=COUNTY[1],
            people=sum(community.people for community in self.county.land.communities),
            places=len(self.county.places),
            road_links=self.county.network.links,
            sensors=len(self.county.sensors),
            readings=readings,
            complaints=complaints,
            measures=measures,
            closures=len(self.closures),
            soft_barriers=len(self.softs),
            sensor_faults=len(self.faults),
        )

    def _write_measures(self) -> int:
        entries = keep_register(self.county.land, self.closures, self.window, stream(self.seed, 9))
        feeds.write_measures(self.folder / "feeds", entries)
        feeds.write_calendar(self.folder / "feeds", self.calendar)
        last = self.window.days[-1]
        write_stores(self.folder / "feeds", self.county.places, last, stream(self.seed, 30))
        write_travel(self.folder / "feeds", self.county.places, last, stream(self.seed, 31))
        truth.write_entries(self.folder / "truth", entries)
        return len(entries)

    def _write_complaints(self) -> int:
        rng = stream(self.seed, 10)
        troubles: list[Trouble] = [*self.closures, *self.softs]
        calls = Hotline(self.county.land, self.window, rng).all_calls(troubles)
        numbers = feeds.write_complaints(self.folder / "feeds", calls, self.county.land, rng)
        truth.write_calls(self.folder / "truth", numbers, calls)
        return len(calls)

    def _write_epidemic(self) -> None:
        rng, communities = stream(self.seed, 11), self.county.land.communities
        epidemic = spread(communities, self.window, rng)
        feeds.write_cases(self.folder / "feeds", communities, epidemic, rng)
        truth.write_epidemic(self.folder / "truth", communities, epidemic)

    def _write_counts(self, done: Progress) -> int:
        county = self.county
        changes = county.assigner.changes([np.array([trouble.site.link]) for trouble in self.closures])
        for trouble, change in zip(self.closures, changes, strict=True):
            trouble.starved = starved_sensors(county.sensors, trouble, county.loads, change)
        counts = count_passages(
            county.sensors,
            self.window,
            self.calendar,
            county.loads,
            list(zip(self.closures, changes, strict=True)),
            self.softs,
            self.faults,
            stream(self.seed, 12),
        )
        done(1)
        for name, troubles in (("closures.csv", self.closures), ("softs.csv", self.softs)):
            path = self.folder / "truth" / name
            truth.write_troubles(path, troubles, county.sensors, county.network, self.window, counts)
        truth.write_faults(self.folder / "truth", self.faults)
        rows = write_flow(self.folder / "feeds" / "flow.parquet", county.sensors, self.window, counts)
        done(1)
        return rows
