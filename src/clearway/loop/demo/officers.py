"""Simulated officers at the demo county's desks: they go and look (which is what the truth is for) and act on cases.

They use the same acts as real people and are held to the same roles. A slow township leaves its cases lying, and
nobody has yet come to work on what was opened within the last hours: the board shows late and fresh cases alike.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import Case, CaseState, CheckOutcome
from clearway.core.people import Actor, Role
from clearway.core.places import Level, Point, distance_m, region_at
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.loop import handle_case
from clearway.loop.desk import Desk
from clearway.record import reading
from clearway.respond.checking import Finding

#: How long a case lies before anybody gets to it.
FIRST_LOOK = timedelta(hours=10)
#: A barrier this near to the warning's spot is what the officer finds there.
SEEN_WITHIN_M = 500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Something that truly stands, as an officer on the spot would see it."""

    point: Point
    since: datetime
    until: datetime | None
    barrier: Barrier
    imposed_by: ImposedBy
    registered: bool
    fault: bool = False

    def seen(self, point: Point, at: datetime) -> bool:
        """Whether it stood within the two days before ``at``, near ``point`` (people on the spot still tell of it)."""
        gone = self.until is not None and self.until < at - timedelta(days=2)
        return self.since <= at and not gone and distance_m(self.point, point) <= SEEN_WITHIN_M


def read_standing(truth: Path) -> tuple[Standing, ...]:
    """Everything that truly stands or stood: closures, soft barriers and sensor faults."""
    files = (("closures.csv", False), ("softs.csv", False), ("faults.csv", True))
    return tuple(
        _standing(row, fault=fault)
        for name, fault in files
        for row in csv.DictReader((truth / name).read_text(encoding="utf-8").splitlines())
    )


def work(standing: tuple[Standing, ...], slow_township: str, desk: Desk) -> int:
    """One visit of the officers to every open case; returns how many acts they did. ``desk.by`` is replaced."""
    acts = 0
    for case in reading.open_cases():
        if desk.at - case.opened_at < FIRST_LOOK or region_at(case.place_code, Level.TOWNSHIP) == slow_township:
            continue
        acts += _work_on(case, standing, desk)
    return acts


def _work_on(case: Case, standing: tuple[Standing, ...], desk: Desk) -> int:
    """As many steps as the case allows on this visit."""
    for done in range(6):
        now = reading.case(case.number)
        try:
            if not _step(now, standing, desk):
                return done
        except Refusal:
            return done
    return 6


def _step(case: Case, standing: tuple[Standing, ...], desk: Desk) -> bool:
    spot = _spot(case)
    match case.state:
        case CaseState.ACCEPTED:
            handle_case.record_finding(case.number, _look(spot, standing, desk.at), _as(Role.TOWNSHIP, case, desk))
        case CaseState.FILED:
            text = Bilingual("请立即拆除障碍，恢复通行，并书面说明情况。", "Remove the barrier at once and explain.")
            handle_case.order(case.number, text, ("closing.negative_list",), _as(Role.COUNTY_GOVERNMENT, case, desk))
        case CaseState.DISPATCHED:
            handle_case.start(case.number, _as(Role.TOWNSHIP, case, desk))
        case CaseState.IN_HANDLING if not _still_there(spot, standing, desk.at):
            handle_case.cleared(case.number, "已拆除，恢复通行。", _as(Role.TOWNSHIP, case, desk))
        case CaseState.REPLIED:
            handle_case.verify(case.number, "现场复核，通行正常。", _as(Role.INSPECTOR, case, desk))
        case CaseState.VERIFIED:
            handle_case.close(case.number, "整改到位，予以结案。", _as(Role.COUNTY_GOVERNMENT, case, desk))
        case _:
            return False
    return True


def _look(spot: Point | None, standing: tuple[Standing, ...], at: datetime) -> Finding:
    seen = [thing for thing in standing if spot is not None and thing.seen(spot, at)]
    barriers = [thing for thing in seen if not thing.fault]
    if barriers and barriers[0].registered:
        return Finding(outcome=CheckOutcome.LAWFUL, note="已登记的措施，范围与期限相符。")
    if barriers:
        return Finding(
            outcome=CheckOutcome.UNREGISTERED,
            note="现场确有障碍，未见登记与审批。",
            barrier=barriers[0].barrier,
            imposed_by=barriers[0].imposed_by,
        )
    if seen:
        return Finding(outcome=CheckOutcome.SENSOR_FAULT, note="道路畅通，计数设备故障。")
    return Finding(outcome=CheckOutcome.NOTHING_FOUND, note="现场未见障碍。")


def _still_there(spot: Point | None, standing: tuple[Standing, ...], at: datetime) -> bool:
    return any(
        not thing.fault and thing.seen(spot, at) and (thing.until is None or thing.until > at)
        for thing in standing
        if spot is not None
    )


def _spot(case: Case) -> Point | None:
    facts = reading.warning(case.warning) if case.warning else None
    return None if facts is None else facts.raised.point


def _as(role: Role, case: Case, desk: Desk) -> Desk:
    level = Level.TOWNSHIP if role is Role.TOWNSHIP else Level.COUNTY
    region = region_at(case.place_code, level)
    return replace(desk, by=Actor(name=f"demo-{role.value}-{region}", role=role, region=region))


def _standing(row: dict[str, str], *, fault: bool) -> Standing:
    return Standing(
        point=Point(float(row["lat"]), float(row["lon"])),
        since=datetime.fromisoformat(row["since"]),
        until=datetime.fromisoformat(row["until"]) if row["until"] else None,
        barrier=Barrier(row["barrier"]) if row.get("barrier") else Barrier.GUARD_ONLY,
        imposed_by=ImposedBy(row["imposed_by"]) if row.get("imposed_by") else ImposedBy.UNKNOWN,
        registered=row.get("registered") in ("lawful", "true"),
        fault=fault,
    )
