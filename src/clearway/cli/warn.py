"""``clearway warn``: counts (and complaints) in, incidents out; nothing is stored and nothing stored is read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    import pyarrow as pa

    from clearway.core.days import CalendarDay
    from clearway.core.measures import Measure
    from clearway.core.reports import Report
    from clearway.core.sensors import SensorLink
    from clearway.sources.intake import Intake
    from clearway.warn.incidents import Incident

COLUMNS = ("incident", "link", "cell", "since", "raised_at", "state", "probability", "reasons")


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway warn``."""
    parser.add_argument("--links", type=Path, required=True, metavar="F", help="link, lat, lon[, from_node, to_node …]")
    parser.add_argument("--flow", type=Path, required=True, metavar="F", help="link, at, minutes, count[, mode]")
    parser.add_argument("--complaints", type=Path, metavar="F", help="id, at, text and a place")
    parser.add_argument("--measures", type=Path, metavar="F", help="registered measures and listings")
    parser.add_argument("--calendar", type=Path, metavar="F", help="date, kind[, name, class]")
    parser.add_argument("--at", metavar="T", help="judge as at this moment, with offset (default: the last reading)")
    parser.add_argument("--zone", metavar="NAME", help="where the sensors stand (default: the zone of the flow file)")
    parser.add_argument("--out", type=Path, required=True, metavar="W.csv", help="incidents, one row a link")
    parser.add_argument("--rejects", type=Path, metavar="R.csv", help="bad rows (default: beside --out, where any)")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Judge the files; 0, or 2 where rows were rejected (the others were judged)."""
    from clearway.cli.tables import write_table
    from clearway.cli.zones import moment_argument, zone_for
    from clearway.warn.complaints import complaint_signals
    from clearway.warn.flow import scan
    from clearway.warn.fusion import fuse

    asked = moment_argument(args.at) if args.at else None
    zone = zone_for(args.zone, args.flow)
    with progress(Bilingual("预警", "warn"), 4) as step:
        files = _Files(args, zone)
        step(1)
        at = asked or files.last_reading()
        episodes = scan(files.flow, files.links, files.calendar, at, zone=zone)
        step(1)
        signals = complaint_signals(files.complaints, {}, at, zone=zone)
        incidents = fuse(episodes, signals, at)
        step(1)
        rows = [row for incident in incidents for row in _rows(incident, files.measures, at)]
        write_table(args.out, {name: [row[name] for row in rows] for name in COLUMNS})
        step(1)
    return _tell(args, files, incidents, at)


class _Files:
    """The files of one call, read; whatever does not fit is kept in ``rejects`` with its file."""

    def __init__(self, args: argparse.Namespace, zone: tzinfo) -> None:
        from clearway.sources.complaints import read_complaints
        from clearway.sources.days import read_calendar
        from clearway.sources.flow import read_flow
        from clearway.sources.links import read_links
        from clearway.sources.measures import read_measures

        self.intakes: list[Intake[Any]] = []
        self.links: tuple[SensorLink, ...] = self._take(read_links(args.links))
        names = frozenset(link.link for link in self.links)
        self.flow: pa.Table = self._take(read_flow(args.flow, links=names))
        self.complaints: tuple[Report, ...] = ()
        self.measures: tuple[Measure, ...] = ()
        self.calendar: tuple[CalendarDay, ...] = ()
        if args.complaints:
            self.complaints = self._take(read_complaints(args.complaints, zone=zone))
        if args.measures:
            self.measures = self._take(read_measures(args.measures, zone=zone))
        if args.calendar:
            self.calendar = self._take(read_calendar(args.calendar))

    def _take(self, intake: Intake[Any]) -> Any:
        self.intakes.append(intake)
        return intake.rows

    def last_reading(self) -> datetime:
        """When the last interval in the flow file ended.

        Raises:
            BadFile: the file holds no reading.
        """
        import pyarrow.compute as pc

        from clearway.sources.wrong import bad_file

        if self.flow.num_rows == 0:
            empty = Bilingual("没有一条可用读数", "no reading that can be used")
            raise bad_file(Path(self.intakes[1].file), empty, Bilingual("至少一条读数", "at least one reading"))
        ends = pc.add(self.flow["at"], pc.cast(pc.multiply(self.flow["minutes"], 60_000_000), "duration[us]"))
        last: datetime = pc.max(ends).as_py()
        return last

    def rejects(self) -> list[tuple[str, Any]]:
        """Bad rows with their file, as ``load`` counts them: also those that a later row contradicts (the last row
        counts), never those that it merely repeats."""
        return [(one.file, bad) for one in self.intakes for bad in one.rejects]


def _rows(incident: Incident, measures: Sequence[Measure], at: datetime) -> list[dict[str, Any]]:
    """One row a link; one without a link where only complaints speak."""
    from clearway.core.moments import iso

    said = _register(incident, measures, at)
    common = {"incident": incident.key}
    if not incident.episodes:
        return [
            {
                **common,
                "link": None,
                "cell": incident.cell,
                "since": iso(incident.since),
                "raised_at": iso(incident.raised_at),
                "state": incident.state.value,
                "probability": round(incident.probability, 4),
                "reasons": "; ".join(f"{one.zh} | {one.en}" for one in (*incident.reasons, *said)),
            }
        ]
    return [
        {
            **common,
            "link": one.link,
            "cell": one.cell,
            "since": iso(one.since),
            "raised_at": iso(one.raised_at),
            "state": one.state.value,
            "probability": round(incident.probability, 4),
            "reasons": "; ".join(f"{why.zh} | {why.en}" for why in _about(one.link, incident, said)),
        }
        for one in incident.episodes
    ]


def _about(link: str, incident: Incident, said: tuple[Any, ...]) -> list[Any]:
    """The reasons that speak of a link, then of its calls and the register."""
    from clearway.warn.reasons import of_calls, of_link

    own = next(one for one in incident.episodes if one.link == link)
    return [of_link(own), *(of_calls(one) for one in incident.signals), *said]


def _register(incident: Incident, measures: Sequence[Measure], at: datetime) -> tuple[Any, ...]:
    """What the measures given say of the incident's place, where complaints named it."""
    from clearway.core.places import covers
    from clearway.warn.context import Surroundings, standing_of
    from clearway.warn.sentences import of_register

    code = incident.place_code
    if not measures or code is None:
        return ()
    near = [
        one for one in measures if one.place_code and (covers(one.place_code, code) or covers(code, one.place_code))
    ]
    around = Surroundings(place_code=code, place_name=Bilingual(code, code), measures=tuple(near))
    return (of_register(*standing_of(around, at)),)


def _tell(args: argparse.Namespace, files: _Files, incidents: Sequence[Incident], at: datetime) -> int:
    from collections import Counter

    from clearway.core.moments import iso
    from clearway.sources.rejects import write_rejects

    rejects = files.rejects()
    if rejects:
        beside = args.rejects or args.out.with_name(f"{args.out.stem}.rejects.csv")
        write_rejects(beside, rejects)
        say(Bilingual(f"{len(rejects)} 行未收：{beside}", f"{len(rejects)} rows rejected: {beside}"))
    for intake in files.intakes:
        for note in intake.notes:
            say(Bilingual(f"{intake.file}：{note.zh}", f"{intake.file}: {note.en}"))
    states = Counter(one.state.value for one in incidents)
    counts = ", ".join(f"{state} {n}" for state, n in sorted(states.items()))
    say(Bilingual(f"截至 {iso(at)}：{counts or '没有预警'}", f"up to {iso(at)}: {counts or 'no incidents'}"))
    if args.json:
        reads = {one.feed.value: {"read": one.read, "rejected": len(one.rejects)} for one in files.intakes}
        print_json({"at": iso(at), "out": str(args.out), "incidents": dict(states), "files": reads})
    return 2 if rejects else 0
