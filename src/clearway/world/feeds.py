"""The files of ``feeds/``: everything the loop may see, nothing of the truth."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zlib import crc32

import numpy as np

from clearway.core.days import CalendarDay
from clearway.core.places import Place
from clearway.world.census import list_offices
from clearway.world.complaints import Call, category_of
from clearway.world.days import LOCAL
from clearway.world.drawing import FIRST_NODE_ID, FIRST_WAY_ID, Drawing
from clearway.world.epidemic import Epidemic
from clearway.world.network import Network
from clearway.world.register import Entry
from clearway.world.sensors import Sensor
from clearway.world.services import Service
from clearway.world.settlements import Community, Land
from clearway.world.spot import COUNTY, latitude, longitude
from clearway.world.tables import local, write_table

_CHANNELS = ("12345", "12345", "app", "wechat", "letter")
#: Shares of calls answered within a day, and at all.
_IN_TIME, _ANSWERED = 0.91, 0.985


def write_places(folder: Path, places: list[Place]) -> None:
    """``places.csv`` and ``offices.csv``."""
    write_table(
        folder / "places.csv",
        ("place_code", "parent", "kind", "name", "population", "age60", "lat", "lon"),
        (
            (p.code, p.parent, p.kind.value, p.name, p.population, p.age60,
             p.point and p.point.lat, p.point and p.point.lon)
            for p in places
        ),
    )  # fmt: skip
    write_table(folder / "offices.csv", ("code", "role", "name"), list_offices(places))


def write_facilities(folder: Path, services: list[Service], drawing: Drawing) -> None:
    """``facilities.csv``: one row an entrance; the capacity stands on the first."""
    write_table(
        folder / "facilities.csv",
        ("kind", "name", "lat", "lon", "capacity"),
        (
            (service.kind.value, service.name, latitude(drawing.north[node]), longitude(drawing.east[node]),
             service.capacity if node == service.nodes[0] and service.capacity else None)
            for service in services
            for node in service.nodes
        ),
    )  # fmt: skip


def write_links(folder: Path, sensors: list[Sensor], network: Network, drawing: Drawing) -> None:
    """``links.csv``: where each sensor stands and which way it looks."""
    rows = []
    for sensor in sensors:
        edge, way = sensor.edge, int(network.way[network.link[sensor.edge]])
        east, north = sensor.site.spot
        ends = (FIRST_NODE_ID + int(network.junctions[end]) for end in (network.tail[edge], network.head[edge]))
        place = (latitude(north), longitude(east))
        rows.append((sensor.name, *place, *ends, FIRST_WAY_ID + way, drawing.ways[way].tags["highway"]))
    write_table(folder / "links.csv", ("link", "lat", "lon", "from_node", "to_node", "osm_way", "class"), rows)


def write_complaints(folder: Path, calls: list[Call], land: Land, rng: np.random.Generator) -> list[str]:
    """``complaints.csv``; returns the id given to each call."""
    rows, numbers = [], []
    of_day: dict[str, int] = {}
    present = max((call.at for call in calls), default=datetime.min.replace(tzinfo=LOCAL))
    for call in calls:
        day = f"{call.at.astimezone(LOCAL):%y%m%d}"
        of_day[day] = of_day.get(day, 0) + 1
        numbers.append(f"XN{day}-{of_day[day]:03d}")
        rows.append((numbers[-1], local(call.at), call.text, *_where(call, land, rng), call.caller,
                     _CHANNELS[int(rng.integers(len(_CHANNELS)))], category_of(call, rng),
                     _answered(numbers[-1], call.at, present), True))  # fmt: skip
    columns = ("id", "at", "text", "lat", "lon", "address", "place_code", "caller", "channel", "category",
               "answered_at", "simulated")  # fmt: skip
    write_table(folder / "complaints.csv", columns, rows)
    return numbers


def _answered(number: str, at: datetime, present: datetime) -> str:
    """When the hotline answered: most within a day, some late, a few not; drawn from the number alone, so that what is
    drawn after it stays what it was."""
    drawn = crc32(number.encode()) / 2**32
    if drawn >= _ANSWERED:
        return ""
    hours = 1 + drawn / _IN_TIME * 22 if drawn < _IN_TIME else 25 + (drawn - _IN_TIME) * 300
    answered = at + timedelta(hours=hours)
    return local(answered if answered <= present else None)


def _where(call: Call, land: Land, rng: np.random.Generator) -> tuple[object, object, object, object]:
    """Point, address or code: most callers give one of the three, some give none."""
    way = rng.random()
    if way < 0.45:
        east, north = call.spot[0] + rng.normal(0, 40), call.spot[1] + rng.normal(0, 40)
        return round(latitude(north), 5), round(longitude(east), 5), None, None
    if way < 0.75:
        label = call.label if call.label != call.community.name else ""
        return None, None, COUNTY[1] + land.townships[call.community.township] + call.community.name + label, None
    return (None, None, None, call.place_code) if way < 0.95 else (None, None, None, None)


def write_cases(folder: Path, communities: list[Community], epidemic: Epidemic, rng: np.random.Generator) -> None:
    """``cases.csv``: what was reported, by community and day; days without a report have no row."""
    rows = []
    for index, community in enumerate(communities):
        for number, day in enumerate(epidemic.days):
            found = int(epidemic.reported[index, number])
            if found < 0:
                continue
            contacts = int(rng.poisson(4.0 * found))
            rows.append((community.code, day, found, int(rng.binomial(found, 0.45)),
                         int(community.people * rng.uniform(0.02, 0.3)), contacts,
                         int(rng.binomial(contacts, 0.82))))  # fmt: skip
    columns = ("place_code", "on", "infections", "outside_isolation", "tests", "contacts", "contacts_reached")
    write_table(folder / "cases.csv", columns, rows)


def write_measures(folder: Path, entries: list[Entry]) -> None:
    """``measures.csv``: the register as the county keeps it."""
    write_table(
        folder / "measures.csv",
        ("id", "place_code", "place_text", "level", "from", "to", "kind", "barrier", "imposed_by", "legal_basis",
         "deciding_organ", "scope", "reason", "public_notice_id", "filed_with"),
        (
            (e.number, e.place_code, e.place_text, e.level, e.first, e.last, e.kind.value, e.barrier, e.imposed_by,
             e.legal_basis, e.deciding_organ, e.scope, e.reason, e.public_notice_id, e.filed_with)
            for e in entries
        ),
    )  # fmt: skip


def write_calendar(folder: Path, calendar: list[CalendarDay]) -> None:
    """``calendar.csv``."""
    rows = ((entry.day, entry.kind.value, entry.name, entry.link_class) for entry in calendar)
    write_table(folder / "calendar.csv", ("date", "kind", "name", "class"), rows)
