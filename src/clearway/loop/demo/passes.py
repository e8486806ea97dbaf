"""Passes in the demo county: gates under its measures, a request that waits for a person, and some that were issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from clearway.core.passes import AskedBy, ControlledGate, Purpose
from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at
from clearway.core.refusals import Refusal
from clearway.loop.desk import Desk
from clearway.loop.issue_pass import Asking, ask_for
from clearway.loop.list_gates import known_gates, list_gates
from clearway.loop.pass_keys import PassKeys, issuer_of, issuing_county

#: Purpose, who asks, hours ago: the third has been waiting for longer than its clock.
_WISHES = (
    (Purpose.MEDICAL, AskedBy.RESIDENT, 2),
    (Purpose.SCHOOL, AskedBy.RELATIVE, 1),
    (Purpose.SUPPLIES, AskedBy.COMMUNITY, 6),
    (Purpose.MEDICINE, AskedBy.HOTLINE, 3),
)


def ask_for_passes(home: Path, desk: Desk) -> None:
    """Number the gates, make the county's root (a demo's alone lies here) and ask for a few passes at the first."""
    list_gates(home, desk)
    gates = [one for one in known_gates(desk.rulebook) if one.controlled(desk.at)]
    PassKeys(home, issuer_of(issuing_county(desk.by.region))).make_root()
    for purpose, asked_by, hours in _WISHES if gates else ():
        try:
            ask_for(_asking(purpose, asked_by, gates[0], desk, hours), home, _as(asked_by, gates[0], desk, hours))
        except Refusal:
            continue


def _asking(purpose: Purpose, asked_by: AskedBy, gate: ControlledGate, desk: Desk, hours: int) -> Asking:
    return Asking(
        purpose=purpose,
        asked_by=asked_by,
        place_code=gate.place_code,
        starts_at=desk.at - timedelta(hours=hours),
        ends_at=desk.at + timedelta(hours=20),
        gates=(gate.number,),
    )


def _as(asked_by: AskedBy, gate: ControlledGate, desk: Desk, hours: int) -> Desk:
    role = {AskedBy.COMMUNITY: Role.COMMUNITY, AskedBy.HOTLINE: Role.HOTLINE}.get(asked_by, Role.RESIDENT)
    region = region_at(gate.place_code, Level.COUNTY)
    by = Actor(name=f"demo-{role.value}", role=role, region=region)
    return replace(desk, by=by, at=desk.at - timedelta(hours=hours))
