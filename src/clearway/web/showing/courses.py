"""A measure's course as its page shows it: steps, findings, history, clocks, and what this viewer may do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from clearway.core.measures import Measure
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotFound
from clearway.core.rules import Rulebook
from clearway.evaluate.responsibility import responsibility
from clearway.loop.keep_policies import beyond
from clearway.loop.steps_due import LOOKERS
from clearway.record import reading
from clearway.record.models import AppealRow, MeasureReviewRow
from clearway.respond.measures.powers import GOVERNMENTS
from clearway.respond.measures.standing import ADVICE, review_due
from clearway.web.documenting import documents_of
from clearway.web.showing.history import grouped
from clearway.web.showing.proposals import chain

_JUDGES = frozenset({Role.LEGAL_REVIEW, Role.INSPECTOR, *GOVERNMENTS})


def course(measure: Measure, actor: Actor | None, at: datetime, rulebook: Rulebook) -> dict[str, Any]:
    """What the page of a registered measure shows besides the measure itself; ``at`` in the county's zone."""
    lines = list(reading.course(measure.number))
    mine = actor if actor is not None and actor.reaches(measure.place_code or "") else None
    return {
        **_proposal(measure.number, at, rulebook),
        "history": grouped(line for line in lines if line.kind != "report_taken"),
        "extensions": reading.extensions(measure.number),
        "review_due": review_due(measure, reading.last_review(measure.number), at, rulebook),
        "reviews": MeasureReviewRow.objects.filter(measure=measure.number).order_by("-at")[:30],
        "appeals": AppealRow.objects.filter(measure=measure.number).order_by("made_at"),
        "documents": documents_of(measure.number),
        "may": _may(mine, measure, at),
        "add_ons": beyond(measure, reading.policies()) if measure.registered else (),
        "advices": ADVICE,
        "answers_for": responsibility(lines, rulebook, at) if mine and mine.role in _JUDGES else None,
    }


def _proposal(measure: str, at: datetime, rulebook: Rulebook) -> dict[str, Any]:
    """The chain and the findings its deciders signed, where it came through a proposal."""
    try:
        number = reading.standing(measure).proposal
    except NotFound:
        number = None
    if number is None:
        return {"proposal": None}
    proposal = reading.proposal(number)
    signed = [one for one in proposal.steps if one.findings]
    return {
        "proposal": proposal,
        "chain": chain(proposal, at, rulebook),
        "findings": signed[-1].findings if signed else (),
        "draft": proposal.draft,
    }


def _may(actor: Actor | None, measure: Measure, at: datetime) -> frozenset[str]:
    """The acts a page offers; the decisions themselves ask again."""
    if actor is None:
        return frozenset()
    government, standing = actor.role in GOVERNMENTS, measure.in_force(at)
    ended = measure.lifted_at is not None or (measure.ends_at is not None and at >= measure.ends_at)
    offers = {
        "review": actor.role in LOOKERS and standing and measure.registered,
        "adjust": government and standing and measure.registered,
        "extend": government and standing and measure.registered,
        "lift": government and measure.registered and not ended,
        "file": actor.role is Role.PROVINCE and standing,
        "answer": government,
    }
    return frozenset(name for name, offered in offers.items() if offered)
