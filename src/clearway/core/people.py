"""Who acts: a named person in a role for a region. Nobody acts outside theirs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clearway.core.places import covers


class Role(StrEnum):
    """The roles of the work plan, and the machine, which proposes and never decides."""

    RESIDENT = "resident"
    COMMUNITY = "community"
    TOWNSHIP = "township"
    COUNTY_HEALTH = "county_health"
    COUNTY_GOVERNMENT = "county_government"
    LEGAL_REVIEW = "legal_review"
    INSPECTOR = "inspector"
    CITY = "city"
    PROVINCE = "province"
    HOTLINE = "hotline"
    TRANSPORT = "transport"
    POLICE = "police"
    CIVIL_AFFAIRS = "civil_affairs"
    COMMERCE = "commerce"
    EDUCATION = "education"
    SUPERVISOR = "supervisor"
    EVALUATOR = "evaluator"
    HELPER = "helper"
    MACHINE = "machine"


#: Departments of the county that may have a part in a case.
DEPARTMENTS = (
    Role.COUNTY_HEALTH, Role.TRANSPORT, Role.POLICE, Role.CIVIL_AFFAIRS, Role.COMMERCE, Role.EDUCATION,
)  # fmt: skip
#: Who works for no office: residents, the machine, social supervisors, third-party evaluators, volunteers and shops.
#: They see what their own pages show them and nothing of the offices'.
NO_OFFICE = frozenset({Role.RESIDENT, Role.MACHINE, Role.SUPERVISOR, Role.EVALUATOR, Role.HELPER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks: ``name`` is the account shown in the ledger, ``region`` a 12-digit code."""

    name: str
    role: Role
    region: str

    def reaches(self, place_code: str) -> bool:
        """Whether the place lies in this actor's region."""
        return covers(self.region, place_code)


def machine(region: str) -> Actor:
    """The loop itself, acting for ``region``: it may raise, join and open checks; it may not decide."""
    return Actor(name="loop", role=Role.MACHINE, region=region)
