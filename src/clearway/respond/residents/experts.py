"""Experts: a roster with terms, interests declared before an opinion is signed, conflicts kept out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.assemblies import Consultation, Expert, Opinion
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import Actor, Role
from clearway.core.places import covers
from clearway.core.refusals import Missing, NotAllowed, Refusal, WrongState
from clearway.core.residents_events import ExpertListed, ExpertsAsked, InterestDeclared, OpinionSigned
from clearway.core.words import Bilingual
from clearway.respond.residents.refusals import Conflict, NotDeclared

RULE = "residents.expert_view"
KEEPERS = frozenset({Role.COUNTY_HEALTH, Role.LEGAL_REVIEW, Role.COUNTY_GOVERNMENT})
_ASKED = (Reason(Bilingual("专家意见", "expert view"), RULE),)


def list_expert(expert: Expert, *, by: Actor) -> Outcome:
    """An expert joins the roster for a term.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (a name, a term).
    """
    if by.role not in KEEPERS or not covers(by.region, expert.region):
        return NotAllowed(role=by.role.value, place=expert.region, act="list_expert")
    if not expert.name.strip() or expert.until < expert.since:
        return Missing(zh="姓名和任期", en="a name and a term", rule=RULE)
    listed = ExpertListed(
        subject=expert.number, name=expert.name.strip(), profession=expert.profession.value, retired=expert.retired,
        region=expert.region, since=expert.since, until=expert.until, account=expert.account.strip(),
    )  # fmt: skip
    return Decision((listed,), _ASKED)


def ask(
    number: str, question: str, place_code: str, proposal: str | None, experts: Sequence[Expert], *, by: Actor,
    at: datetime,
) -> Outcome:  # fmt: skip
    """Put a question to experts whose term holds.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (the question; experts in their term).
    """
    if by.role not in KEEPERS or not by.reaches(place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="ask_experts")
    if not question.strip():
        return Missing(zh="请教的问题", en="the question", rule=RULE)
    serving = [one for one in experts if one.serves(at.date()) and covers(one.region, place_code)]
    if not serving or len(serving) != len(experts):
        return Missing(zh="任期内、本地区的专家", en="experts of this region, within their term", rule=RULE)
    asked = ExpertsAsked(
        subject=number, question=question, place_code=place_code, proposal=proposal,
        experts=tuple(one.number for one in serving),
    )  # fmt: skip
    return Decision((asked,), _ASKED)


def declare(consultation: Consultation, expert: Expert, conflict: bool, interest: str, *, by: Actor) -> Outcome:
    """An expert's interests, taken down by the office that asked; a conflict is final for this question.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (the expert; what the interest is), ``WrongState`` (signed),
        ``Conflict``.
    """
    part, refused = _part(consultation, expert, by, "declare_interest")
    if refused is None and conflict and not interest.strip():
        refused = Missing(zh="利益关系说明", en="what the interest is", rule=RULE)
    if refused is None and part is not None and part.signed_at is not None:
        refused = WrongState(subject=consultation.number, state="signed", act="declare_interest")
    if refused is None and part is not None and part.conflict and not conflict:
        refused = Conflict(expert=expert.number, rule=RULE)
    if refused is not None:
        return refused
    declared = InterestDeclared(
        subject=consultation.number, expert=expert.number, conflict=conflict, interest=interest.strip() or "none"
    )
    return Decision((declared,), _ASKED)


def sign(consultation: Consultation, expert: Expert, favours: bool | None, opinion: str, *, by: Actor) -> Outcome:
    """An expert's signed opinion.

    Returns:
        The decision; or ``NotAllowed``, ``Missing``, ``NotDeclared``, ``Conflict``, ``WrongState`` (signed already).
    """
    part, refused = _part(consultation, expert, by, "sign_opinion")
    if refused is None and part is not None and part.conflict is None:
        refused = NotDeclared(rule=RULE)
    if refused is None and part is not None and part.conflict:
        refused = Conflict(expert=expert.number, rule=RULE)
    if refused is None and part is not None and part.signed_at is not None:
        refused = WrongState(subject=consultation.number, state="signed", act="sign_opinion")
    if refused is None and not opinion.strip():
        refused = Missing(zh="意见和理由", en="the opinion and its reasons", rule=RULE)
    if refused is not None:
        return refused
    signed = OpinionSigned(subject=consultation.number, expert=expert.number, favours=favours, opinion=opinion)
    return Decision((signed,), _ASKED)


def _part(consultation: Consultation, expert: Expert, by: Actor, act: str) -> tuple[Opinion | None, Refusal | None]:
    """The expert's part. Who has an account speaks with it, and nobody in their place; else the office takes down."""
    keeper = by.role in KEEPERS and by.reaches(consultation.place_code)
    if by.name != expert.account if expert.account else not keeper:
        return None, NotAllowed(role=by.role.value, place=consultation.place_code, act=act)
    part = consultation.opinion(expert.number)
    return part, None if part is not None else Missing(zh="被请教的专家", en="an expert who was asked", rule=RULE)
