"""A measure of the demo county whose cost is told from many sources: passes and counts at its gate, requests for help,
volunteers' hours and money spent on it; then every account is gathered with what the county has lived through."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from clearway.core.funds import Entry, FundLine, Payer
from clearway.core.measures import Measure, MeasureKind
from clearway.core.passes import AskedBy, ControlledGate, GateCount, Purpose
from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at
from clearway.core.refusals import Refusal
from clearway.core.support import SupportNeed
from clearway.environment import Environment
from clearway.loop import help_people, issue_pass, keep_funds, manage_resources
from clearway.loop.count_gates import take_counts
from clearway.loop.desk import Desk
from clearway.loop.help_people import Site
from clearway.loop.judge_in_force import judge_in_force
from clearway.loop.list_gates import known_gates
from clearway.record import reading
from clearway.record.reading import resources as kept

#: Hours ago, purpose, verdict and how many, as the phone at the gate told them.
_COUNTS = (
    (20, Purpose.SUPPLIES, "accept", 6),
    (20, Purpose.MEDICAL, "accept", 9),
    (14, Purpose.OTHER, "reject", 7),
    (9, Purpose.SUPPLIES, "accept", 5),
    (9, Purpose.WORK, "reject", 4),
)
_PASSES = ((Purpose.MEDICAL, AskedBy.RESIDENT, 19), (Purpose.SUPPLIES, AskedBy.COMMUNITY, 12))
_NEEDS = (
    (SupportNeed.FOOD, "家里菜快吃完了，需要代买。", 30),
    (SupportNeed.FOOD, "需要婴儿奶粉。", 22),
    (SupportNeed.MEDICINE, "需要代取慢病药。", 16),
)
_SPENT = ((980_000, "值守补贴"), (1_460_000, "生活物资包"))


def reckon(environment: Environment, desk: Desk) -> None:
    """Let things happen at the first measure in force that holds people behind a numbered gate; none: nothing."""
    gates = [(reading.measure(gate.measure), gate) for gate in known_gates(desk.rulebook) if gate.controlled(desk.at)]
    holding = ((measure, gate) for measure, gate in gates if measure is not None and _holds(measure, desk))
    found = next(holding, None)
    if found is not None:
        _happen(*found, environment, desk)
    judge_in_force(desk, environment.home, environment.store, again=True)


def _holds(measure: Measure, desk: Desk) -> bool:
    place = reading.place(measure.place_code or "")
    peopled = place is not None and place.population is not None
    return peopled and measure.kind is MeasureKind.QUARANTINE_AREA and measure.in_force(desk.at)


def _happen(measure: Measure, gate: ControlledGate, environment: Environment, desk: Desk) -> None:
    place = gate.place_code
    hour = desk.at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    counts = tuple(
        GateCount(
            gate=gate.number, hour=hour - timedelta(hours=ago), purpose=purpose.label, verdict=verdict, count=many
        )
        for ago, purpose, verdict, many in _COUNTS
    )
    take_counts(gate.number, f"demo-{gate.number}", counts, desk)
    for purpose, asked_by, hours in _PASSES:
        _pass(purpose, asked_by, gate, environment, _ago(desk, hours))
    for need, text, hours in _NEEDS:
        asking = help_people.Asking(
            need=need, urgent=False, place_code=place, text=text, phone="13800000000", door="2-1-301"
        )
        region = region_at(place, Level.COUNTY)
        help_people.ask(asking, Site(at=_ago(desk, hours).at, zone=desk.zone, region=region, rulebook=desk.rulebook))
    office = replace(desk, by=Actor(name="demo-township", role=Role.TOWNSHIP, region=region_at(place, Level.TOWNSHIP)))
    manage_resources.give_time(place, 6, 21.0, "代买代送", office)
    _spend(measure, place, desk)


def _ago(desk: Desk, hours: float) -> Desk:
    return replace(desk, at=desk.at - timedelta(hours=hours))


def _pass(
    purpose: Purpose, asked_by: AskedBy, gate: ControlledGate, environment: Environment, desk: Desk
) -> None:  # fmt: skip
    role = Role.COMMUNITY if asked_by is AskedBy.COMMUNITY else Role.RESIDENT
    by = Actor(name=f"demo-{role.value}", role=role, region=region_at(gate.place_code, Level.COUNTY))
    asking = issue_pass.Asking(
        purpose=purpose, asked_by=asked_by, place_code=gate.place_code, starts_at=desk.at,
        ends_at=desk.at + timedelta(hours=20), gates=(gate.number,),
    )  # fmt: skip
    try:
        issue_pass.ask_for(asking, environment.home, replace(desk, by=by))
    except Refusal:
        return


def _spend(measure: Measure, place: str, desk: Desk) -> None:
    """Money paid in, then out again for this measure, by the county's purse."""
    county = region_at(place, Level.COUNTY)
    keeper = replace(desk, by=Actor(name="demo-county_government", role=Role.COUNTY_GOVERNMENT, region=county))
    fund = next(iter(kept.funds(county)), None)
    if fund is None:
        return
    day = _day(desk)
    lines = [(Entry.PAID_IN, sum(fen for fen, _ in _SPENT), "县级拨入")]
    lines += [(Entry.SPENT, fen, f"{measure.number} {purpose}") for fen, purpose in _SPENT]
    for entry, fen, purpose in lines:
        line = FundLine(
            fund=fund.number, entry=entry, fen=fen, purpose=purpose, payer=Payer.COUNTY, on=day.date(), place_code=place
        )
        keep_funds.write_line(line, keeper)


def _day(desk: Desk) -> datetime:
    return desk.local - timedelta(days=1)
