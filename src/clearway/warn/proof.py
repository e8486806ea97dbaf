"""The evidence behind an incident, piece by piece, each with what one can open: sensor links or report numbers."""

from __future__ import annotations

from clearway.core.evidence import Evidence, EvidenceSource
from clearway.warn.incidents import Incident
from clearway.warn.reasons import of_calls, of_link


def evidence_for(incident: Incident) -> tuple[Evidence, ...]:
    """One piece a link, one a signal."""
    flow = (
        Evidence(
            source=EvidenceSource.FLOW,
            summary=of_link(one),
            since=one.since,
            last_at=one.ended_at or one.raised_at,
            weight=one.nats,
            references=(one.link,),
            figures={"expected": round(one.expected, 1), "passed": float(one.passed)},
        )
        for one in incident.episodes
    )
    calls = (
        Evidence(
            source=EvidenceSource.COMPLAINTS,
            summary=of_calls(one),
            since=one.since,
            last_at=one.last_at,
            weight=one.nats,
            references=one.reports,
            figures={"callers": float(one.callers)},
        )
        for one in incident.signals
    )
    return (*flow, *calls)
