"""Who may decide: an organ without the power is refused, with the article that says so."""

from __future__ import annotations

from datetime import datetime

from clearway.core.barriers import ImposedBy
from clearway.core.findings import Verdict
from clearway.core.measures import Measure
from clearway.core.people import Actor, Role
from clearway.core.proposals import Draft
from clearway.core.refusals import Refusal
from clearway.core.rules import Rulebook
from clearway.respond.authority import authority
from clearway.respond.findings import Asked
from clearway.respond.measures.organ_names import with_organ_named
from clearway.respond.measures.refusals import NoPower

AUTHORITY = "closing.authority"
GOVERNMENTS = (Role.COUNTY_GOVERNMENT, Role.CITY, Role.PROVINCE)
_NOT_GOVERNMENT = {
    Role.COMMUNITY: "community",
    Role.TOWNSHIP: "township",
}


def no_power(draft: Draft, by: Actor, rulebook: Rulebook, at: datetime) -> Refusal | None:
    """Why this actor's organ may not decide ``draft``; None where it may. What is not known is no power."""
    organ = by.role.value if by.role in GOVERNMENTS else _NOT_GOVERNMENT.get(by.role, "department")
    found = with_organ_named(authority(_asked(draft, organ, rulebook, at)), organ)
    if found.verdict is Verdict.PASS:
        return None
    return NoPower(
        why_zh=found.text.zh, why_en=found.text.en, article_zh=found.article.zh, article_en=found.article.en,
        rule=AUTHORITY,
    )  # fmt: skip


def _asked(draft: Draft, organ: str, rulebook: Rulebook, at: datetime) -> Asked:
    measure = Measure(
        number="",
        kind=draft.kind,
        place_code=draft.place_code,
        place_text=draft.place_text,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        imposed_by=ImposedBy.GOVERNMENT,
        deciding_organ=organ,
    )
    return Asked(
        measure=measure, rulebook=rulebook, at=at, day=at.date(), protected_hit=None, disease=draft.disease,
        notice_at=None, alternative=None,
    )  # fmt: skip


def outranks(role: Role, decided_by: Role | None) -> bool:
    """Whether ``role`` is the government that decided, or one above it (None: it is not known who did)."""
    if role not in GOVERNMENTS:
        return False
    return decided_by not in GOVERNMENTS or GOVERNMENTS.index(role) >= GOVERNMENTS.index(decided_by)


def able(draft: Draft, rulebook: Rulebook, at: datetime) -> Role | None:
    """The lowest government of ours that has the power, or None where none has."""
    for role in GOVERNMENTS:
        if no_power(draft, Actor(name="", role=role, region=draft.place_code[:12]), rulebook, at) is None:
            return role
    return None
