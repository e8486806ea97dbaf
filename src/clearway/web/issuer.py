"""Whose passes this site issues: the keys of its county, with the demo's root made at first use."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from clearway.core.passes import ControlledGate
from clearway.core.people import Actor, Role, machine
from clearway.law.load import load_rulebook
from clearway.loop.desk import Desk
from clearway.loop.list_gates import known_gates, list_gates
from clearway.loop.pass_keys import PassKeys, issuer_of, issuing_county
from clearway.loop.places_here import served_region
from clearway.web.county import is_demo
from clearway.web.desk import desk_of


def pass_keys() -> PassKeys:
    """The keys of the county this site serves; a demo makes its root, a county's lies offline."""
    region = served_region(settings.ENVIRONMENT.county)
    keys = PassKeys(settings.ENVIRONMENT.home, issuer_of(issuing_county(region)))
    if is_demo() and keys.root() is None:
        keys.make_root()
    return keys


def site_desk(at: datetime) -> Desk:
    """The site's own desk: it may number gates and take what residents send; it decides nothing."""
    return desk_of(machine(served_region(settings.ENVIRONMENT.county)), at)


def resident_desk(at: datetime) -> Desk:
    """The desk of somebody without an account: the ledger names no resident."""
    region = served_region(settings.ENVIRONMENT.county)
    return desk_of(Actor(name="resident", role=Role.RESIDENT, region=region), at)


def gates_now(at: datetime) -> tuple[ControlledGate, ...]:
    """Every gate, those of measures that came since numbered first."""
    list_gates(settings.ENVIRONMENT.home, site_desk(at))
    return known_gates(load_rulebook())
