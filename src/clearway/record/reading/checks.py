"""Labels out of the ledger: what a warning claimed when somebody went to look, and what they found.

Only what the machine claimed and what a check found is read. Decisions on measures, cases and orders are not: they are
what is to be judged, and a model that learned from them would repeat them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clearway.core.cases import CheckOutcome
from clearway.core.events import CaseOpened, WarningChecked, WarningRaised, WarningUpdated
from clearway.core.evidence import FlowState
from clearway.record.models import LedgerLine
from clearway.warn.learning.labels import Label

#: The only kinds of line a label is made of.
KINDS = (WarningRaised.kind, WarningUpdated.kind, CaseOpened.kind, WarningChecked.kind)
_BATCH = 1_000


@dataclass(slots=True)
class _Claim:
    """A warning as last claimed, before anybody looked."""

    facts: dict[str, Any]
    state: str
    probability: float
    triggers: tuple[str, ...]
    opened_at: datetime | None = None


def labels(until: datetime | None = None) -> tuple[Label, ...]:
    """A label a warning checked by ``until`` (default: ever), in the order of checking; the first check counts."""
    lines = LedgerLine.objects.filter(kind__in=KINDS).order_by("seq").only("at", "kind", "subject", "payload")
    lines = lines.filter(at__lte=until) if until else lines
    return tuple(_walk(lines.iterator(_BATCH)))


def _walk(lines: Iterator[LedgerLine]) -> Iterator[Label]:
    claims: dict[str, _Claim] = {}
    for line in lines:
        facts = json.loads(line.payload)
        if line.kind == CaseOpened.kind:
            claim = claims.get(facts["warning"] or "")
            if claim is not None and claim.opened_at is None:
                claim.opened_at = line.at
        elif line.kind != WarningChecked.kind:
            _claim(claims, line.subject, facts)
        elif (checked := claims.pop(line.subject, None)) is not None:
            yield _label(line, checked, CheckOutcome(facts["outcome"]))


def _claim(claims: dict[str, _Claim], number: str, facts: dict[str, Any]) -> None:
    """A claim begins with its raising; an update of one nobody has looked at yet replaces what was claimed."""
    known = claims.get(number)
    if known is None and "raised_at" not in facts:
        return
    claims[number] = _Claim(
        facts=facts if known is None else known.facts,
        state=facts["state"],
        probability=_own(facts),
        triggers=tuple(facts["triggers"]),
        opened_at=None if known is None else known.opened_at,
    )


def _own(facts: dict[str, Any]) -> float:
    """What the model itself said, before anything was learned from checks."""
    own = facts.get("own_probability")
    return float(facts["probability"] if own is None else own)


def _label(line: LedgerLine, claim: _Claim, outcome: CheckOutcome) -> Label:
    return Label(
        warning=line.subject,
        place_code=claim.facts["place_code"],
        triggers=claim.triggers,
        state=FlowState(claim.state),
        probability=claim.probability,
        outcome=outcome,
        since=datetime.fromisoformat(claim.facts["since"]),
        raised_at=datetime.fromisoformat(claim.facts["raised_at"]),
        opened_at=claim.opened_at or line.at,
        checked_at=line.at,
    )
