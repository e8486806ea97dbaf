"""What the terms of the work plan are called on a page, in both languages: one table a kind of term."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from clearway.core.words import Bilingual
from clearway.web.names import casework, deciding, inspections, passes, resources
from clearway.web.names.documents import DOCS
from clearway.web.names.evidence import FLOW_STATES, SILENCES, SOURCES, TRIGGERS
from clearway.web.names.feeds import FEEDS
from clearway.web.names.law import ADVICE, CHECKS, DISEASES, NEEDS, PROPOSAL_STATES, STEPS, VERDICTS
from clearway.web.names.law import OUTCOMES as STEP_OUTCOMES
from clearway.web.names.ledger import EVENTS
from clearway.web.names.measures import BARRIERS, IMPOSED_BY, KINDS, LEVELS, STATUSES
from clearway.web.names.people import CHANNELS, ROLES
from clearway.web.names.places import FACILITIES, MODES, PLACES, SERVICES, WHATIF_ACTS, ZONES
from clearway.web.names.residents import RESIDENTS_EVENTS
from clearway.web.names.rules import VERIFIED
from clearway.web.names.texts import NATURES, SPEAKS_FOR, TEXT_STATUSES, TOPICS
from clearway.web.names.work import CASE_STATES, CLAIMS, MOVES, OUTCOMES, TASKS, THINGS

TABLES: dict[str, Mapping[str, Bilingual]] = {
    "purpose": passes.PURPOSES,
    "purpose_number": passes.PURPOSE_NUMBERS,
    "pass_state": passes.PASS_STATES,
    "asked_by": passes.ASKED_BY,
    "revocation_reason": passes.REVOCATION_REASONS,
    "revocation_state": passes.REVOCATION_STATES,
    "item": resources.ITEMS,
    "dispatch_state": resources.DISPATCH_STATES,
    "gift_state": resources.GIFT_STATES,
    "fund_form": resources.FUND_FORMS,
    "entry": resources.ENTRIES,
    "payer": resources.PAYERS,
    "barrier": BARRIERS,
    "imposed_by": IMPOSED_BY,
    "measure_kind": KINDS,
    "level": LEVELS,
    "status": STATUSES,
    "role": ROLES,
    "channel": CHANNELS,
    "facility": FACILITIES,
    "mode": MODES,
    "whatif_act": WHATIF_ACTS,
    "zone": ZONES,
    "place": PLACES,
    "service": SERVICES,
    "case_state": CASE_STATES,
    "claim": CLAIMS,
    "move": {
        **passes.PASS_ACTS,
        **MOVES,
        **deciding.ACTS,
        **casework.CASEWORK_MOVES,
        **resources.RESOURCE_ACTS,
        **inspections.INSPECTION_ACTS,
    },
    "outcome": OUTCOMES,
    "task": TASKS,
    "thing": {
        **passes.PASS_THINGS,
        **THINGS,
        **deciding.THINGS,
        **casework.CASEWORK_THINGS,
        **resources.RESOURCE_THINGS,
        **inspections.INSPECTION_THINGS,
    },
    "source": SOURCES,
    "flow_state": FLOW_STATES,
    "trigger": TRIGGERS,
    "silence": SILENCES,
    "feed": FEEDS,
    "event": {
        **passes.PASS_EVENTS,
        **EVENTS,
        **casework.CASEWORK_EVENTS,
        **RESIDENTS_EVENTS,
        **resources.RESOURCE_EVENTS,
        **inspections.INSPECTION_EVENTS,
    },
    "grade": casework.GRADES,
    "report_channel": casework.CHANNELS,
    "pause": casework.PAUSES,
    "evidence": casework.EVIDENCE,
    "stance": casework.STANCES,
    "standing": {**inspections.INSPECTION_STANDINGS, **casework.STANDINGS},
    "frame": inspections.FRAMES,
    "draw": inspections.DRAWS,
    "finding_state": inspections.FINDING_STATES,
    "inspection_level": inspections.REGION_LEVELS,
    "support_need": inspections.SUPPORT_NEEDS,
    "support_state": inspections.SUPPORT_STATES,
    "helper_kind": inspections.HELPER_KINDS,
    "topic": TOPICS,
    "nature": NATURES,
    "text_status": TEXT_STATUSES,
    "speaks_for": SPEAKS_FOR,
    "body": deciding.BODIES,
    "option_kind": deciding.OPTION_KINDS,
    "vote_state": deciding.VOTE_STATES,
    "vote_outcome": deciding.VOTE_OUTCOMES,
    "profession": deciding.PROFESSIONS,
    "docs": DOCS,
    "verified": VERIFIED,
    "step": STEPS,
    "step_outcome": STEP_OUTCOMES,
    "proposal_state": PROPOSAL_STATES,
    "verdict": VERDICTS,
    "check": CHECKS,
    "disease": DISEASES,
    "need": NEEDS,
    "advice": ADVICE,
}


def name_of(table: str, term: StrEnum | str | None) -> Bilingual:
    """The term's name; a term nobody named is shown as it is written, never hidden."""
    if not term:
        return Bilingual("未说明", "not stated")
    written = str(term)
    return TABLES[table].get(written) or Bilingual(written, written.replace("_", " "))
