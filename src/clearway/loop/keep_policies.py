"""Policies: issued, signed for, and what stands below measured by them."""

from __future__ import annotations

from dataclasses import replace

from clearway.core.measures import Measure
from clearway.core.policies import Policy
from clearway.loop.desk import Desk, write
from clearway.record import reading
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.respond.policies import issue_policy, read_policy
from clearway.warn.add_ons import AddOn, add_ons_of_measure, add_ons_of_order


def issue(policy: Policy, desk: Desk) -> str:
    """Enter a policy or order; returns its number.

    Raises:
        Refusal: not this person, no limit.
    """
    with session():
        numbered = replace(policy, number=next_number("D", desk.at, desk.zone))
        write(issue_policy(numbered, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
    return numbered.number


def sign_for(number: str, desk: Desk) -> None:
    """An office's receipt.

    Raises:
        Refusal: no such policy, or it does not bind this office.
    """
    with session():
        write(read_policy(reading.policy(number), by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def add_ons_now(desk: Desk) -> tuple[tuple[str, AddOn], ...]:
    """Everything in force, or ordered, below the policies that goes beyond them: number and what it passes."""
    policies = reading.policies()
    measures = ((one.number, found) for one in reading.measures_in_force(desk.at) for found in beyond(one, policies))
    orders = ((one.number, found) for one in policies for found in add_ons_of_order(one, policies))
    return (*measures, *orders)


def beyond(measure: Measure, policies: tuple[Policy, ...]) -> tuple[AddOn, ...]:
    """Where one measure goes beyond the policies above it."""
    place = reading.place(measure.place_code) if measure.place_code else None
    return add_ons_of_measure(measure, place.kind if place else None, policies)
