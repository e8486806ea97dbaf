"""Policies enter by a named person of a government, and every office below signs for them (政策直达)."""

from __future__ import annotations

from datetime import datetime

from clearway.core.decisions import Decision, Outcome
from clearway.core.measure_events import PolicyIssued, PolicyRead
from clearway.core.people import NO_OFFICE, Actor, Role
from clearway.core.places import covers
from clearway.core.policies import Limits, Policy
from clearway.core.refusals import Missing, NotAllowed
from clearway.core.rules import Rulebook

_ISSUERS = frozenset({Role.PROVINCE, Role.CITY, Role.COUNTY_GOVERNMENT, Role.TOWNSHIP})


def issue_policy(policy: Policy, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """A policy, or an order of a lower office, enters with its limits.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (any limit at all).
    """
    if by.role not in _ISSUERS or not covers(by.region, policy.region):
        return NotAllowed(role=by.role.value, place=policy.region, act="issue_policy")
    if policy.limits == Limits():
        return Missing(zh="至少一项限制（期限、单元或方式）", en="at least one limit: days, unit or means")
    issued = PolicyIssued(
        subject=policy.number, title=policy.title, organ=policy.organ, region=policy.region, since=policy.since,
        limits=policy.limits, source=policy.source,
    )  # fmt: skip
    return Decision((issued,))


def read_policy(policy: Policy, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """An office that the policy binds signs for it.

    Returns:
        The decision; or ``NotAllowed``.
    """
    if by.role in NO_OFFICE or not covers(policy.region, by.region):
        return NotAllowed(role=by.role.value, place=policy.region, act="read_policy")
    return Decision((PolicyRead(subject=policy.number, role=by.role, region=by.region),))
