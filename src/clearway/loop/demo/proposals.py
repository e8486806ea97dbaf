"""Two proposals under way in the demo county: one the law allows, one beyond the power of the county.

Neither is in force: nothing the loop watches changes by them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from clearway.core.barriers import Barrier
from clearway.core.epidemic import DiseaseClass
from clearway.core.measures import MeasureKind
from clearway.core.people import Actor, Role
from clearway.core.places import Level, Place, PlaceKind, covers, region_at
from clearway.core.proposals import ChainStep, Draft
from clearway.core.refusals import Refusal
from clearway.loop import handle_measure
from clearway.loop.desk import Desk
from clearway.loop.look_at_map import ways_near
from clearway.respond.measures.stepping import Said


def propose_two(home: Path, places: Iterable[Place], focus: str, desk: Desk) -> None:
    """Propose for the first compound of ``focus``'s township with a gate that may be closed; none there: nothing."""
    township = region_at(focus, Level.TOWNSHIP)
    homes = (one for one in places if one.kind is PlaceKind.COMPOUND and covers(township, one.code))
    draft = next((found for place in homes if (found := _draft(place, home, desk))), None)
    if draft is None:
        return
    area = replace(draft, kind=MeasureKind.QUARANTINE_AREA, place_code=draft.place_code[:12], scope="整个社区")
    for one in (draft, area):
        try:
            number = handle_measure.propose(one, home, _as(Role.TOWNSHIP, township, desk, hours=5))
            said = Said(note="三日内两栋楼报告关联感染，传播风险集中。")
            county = region_at(focus, Level.COUNTY)
            handle_measure.take_step(
                number, ChainStep.ASSESSED, said, home, _as(Role.COUNTY_HEALTH, county, desk, hours=3)
            )
        except Refusal:
            continue


def _draft(place: Place, home: Path, desk: Desk) -> Draft | None:
    """A gate closed for five days from the day after tomorrow; None where every gate is protected."""
    gates = [way for way in (ways_near(home, place.point) if place.point else ()) if way.gate]
    free = next((gate for gate in gates if gate.why is None), None)
    if free is None:
        return None
    starts = (desk.local + timedelta(days=2)).replace(hour=8, minute=0, second=0, microsecond=0)
    return Draft(
        kind=MeasureKind.CLOSE_PLACE,
        place_code=place.code,
        place_text=place.name,
        scope="一个出入口，其余照常通行",
        reason="三日内两栋楼报告关联感染",
        starts_at=starts,
        ends_at=starts + timedelta(days=5),
        alternative="考虑过分时段通行：两栋楼共用该出入口，不足以减少接触",
        legal_basis="传染病防治法第63条",
        disease=DiseaseClass.B,
        means=Barrier.GUARD_ONLY,
        road_links=(free.link,),
        point=place.point,
        guarantees=("supplies", "medical_access", "vulnerable_groups", "help_numbers", "accessible_information"),
        help_phone="12345",
    )


def _as(role: Role, region: str, desk: Desk, *, hours: int) -> Desk:
    return replace(
        desk, by=Actor(name=f"demo-{role.value}", role=role, region=region), at=desk.at - timedelta(hours=hours)
    )
