"""What the model claims is told as what checks have taught it is worth; its own claim stays beside it in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from clearway.core.decisions import Decision
from clearway.core.events import Event, WarningRaised, WarningUpdated
from clearway.core.evidence import FlowState
from clearway.core.places import Level, region_at
from clearway.core.warnings import WarningFacts
from clearway.record.reading.checks import labels
from clearway.warn.learning.calibration import Calibration, calibrate


def calibrated(decision: Decision, standing: Mapping[str, WarningFacts], at: datetime) -> Decision:
    """The same decision with probabilities calibrated by the checks made by ``at``; ``standing``: known warnings.

    The order of work follows: priority is probability times what is at stake.
    """
    if not decision.events:
        return decision
    curves = calibrate(labels(at))
    return Decision(tuple(_told(event, curves, standing) for event in decision.events), decision.reasons)


def _told(event: Event, curves: Calibration, standing: Mapping[str, WarningFacts]) -> Event:
    if not isinstance(event, WarningRaised | WarningUpdated) or event.state is FlowState.SILENT:
        return event
    place = event.place_code if isinstance(event, WarningRaised) else standing[event.subject].raised.place_code
    own = event.probability
    told = curves.of(region_at(place, Level.COUNTY))(own)
    stake = event.priority / own if own > 0 else 0.0
    return replace(event, probability=told, own_probability=own, priority=told * stake)
