"""Policies, and which offices below have signed for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.people import Role
from clearway.core.places import Level, PlaceKind, covers, region_level
from clearway.core.policies import Limits, Policy
from clearway.core.refusals import NotFound
from clearway.core.words import Bilingual
from clearway.record.models import PlaceRow, PolicyReceiptRow, PolicyRow
from clearway.record.plain import from_plain
from clearway.record.reading.town import code_prefix

_COUNTY_OFFICES = (Role.COUNTY_GOVERNMENT, Role.COUNTY_HEALTH, Role.LEGAL_REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """An office a policy reaches; ``read_at`` None: it has not signed."""

    role: Role
    region: str
    name: str
    read_at: datetime | None


def policies() -> tuple[Policy, ...]:
    """Every policy and order, the latest first."""
    return tuple(_policy(row) for row in PolicyRow.objects.order_by("-since", "-number"))


def policy(number: str) -> Policy:
    """One policy.

    Raises:
        NotFound: no such policy.
    """
    row = PolicyRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="policy", number=number)
    return _policy(row)


def receipts(found: Policy) -> tuple[Receipt, ...]:
    """Every office below that must sign, with when it did: counties' offices, townships, then who signed besides."""
    signed = {(row.role, row.region): row.read_at for row in PolicyReceiptRow.objects.filter(policy_id=found.number)}
    kinds = (PlaceKind.COUNTY.value, PlaceKind.TOWNSHIP.value)
    places = PlaceRow.objects.filter(kind__in=kinds, code__startswith=code_prefix(found.region)).order_by("code")
    asked = [
        Receipt(role=role, region=place.code, name=place.name, read_at=signed.pop((role.value, place.code), None))
        for place in places
        for role in (_COUNTY_OFFICES if place.kind == PlaceKind.COUNTY.value else (Role.TOWNSHIP,))
        if region_level(found.region) is not Level.TOWNSHIP and covers(found.region, place.code)
    ]
    others = [Receipt(role=Role(role), region=region, name="", read_at=at) for (role, region), at in signed.items()]
    return (*asked, *others)


def _policy(row: PolicyRow) -> Policy:
    return Policy(
        number=row.number,
        title=Bilingual(row.title_zh, row.title_en),
        organ=row.organ,
        region=row.region,
        since=row.since,
        limits=from_plain(Limits, row.limits),
        source=row.source,
    )
