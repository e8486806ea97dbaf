"""A warning is told with the probability that checks have taught, and keeps the model's own beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from clearway.core.cases import CheckOutcome
from clearway.core.decisions import Decision
from clearway.core.events import CaseOpened, WarningChecked, WarningRaised, WarningUpdated
from clearway.core.evidence import FlowState
from clearway.core.people import machine
from clearway.core.words import Bilingual
from clearway.loop.calibrated import calibrated
from clearway.loop.watch import as_open
from clearway.record import reading
from clearway.record.door import commit
from clearway.record.reading.checks import labels
from tests.examples import AT, COMMUNITY, COUNTY, a_warning

pytestmark = pytest.mark.django_db
NEW = "W20261124-0001"


def _checked(count: int, outcome: CheckOutcome) -> None:
    for index in range(count):
        at = AT + timedelta(hours=index)
        number, case = f"W20260101-{index:04}", f"C20260101-{index:04}"
        events = (
            a_warning(number, probability=0.9, raised_at=at, since=at - timedelta(hours=2)),
            CaseOpened(subject=case, title=Bilingual("案", "case"), place_code=COMMUNITY, warning=number),
            WarningChecked(subject=number, case=case, outcome=outcome, note="看过"),
        )
        commit(Decision(events), by=machine(COUNTY), at=at)


def _tell(**changes: object) -> WarningRaised:
    (event,) = calibrated(
        Decision((a_warning(NEW, **({"probability": 0.9, "priority": 0.45} | changes)),)), {}, AT + timedelta(days=9)
    ).events
    assert isinstance(event, WarningRaised)
    return event


def test_before_anybody_looked_the_models_own_claim_is_told() -> None:
    event = _tell()
    assert (event.probability, event.own_probability, event.priority) == (0.9, 0.9, pytest.approx(0.45))


def test_unfounded_warnings_lower_what_is_told_and_the_order_of_work_follows() -> None:
    _checked(30, CheckOutcome.NOTHING_FOUND)
    event = _tell()
    assert event.own_probability == 0.9
    assert event.probability < 0.4
    assert event.priority == pytest.approx(event.probability * 0.5)


def test_a_silent_sensor_claims_nothing_to_calibrate() -> None:
    _checked(30, CheckOutcome.NOTHING_FOUND)
    assert _tell(state=FlowState.SILENT).probability == 0.9


def test_checks_made_later_are_not_known_yet() -> None:
    _checked(30, CheckOutcome.NOTHING_FOUND)
    (event,) = calibrated(Decision((a_warning(NEW, probability=0.9),)), {}, AT - timedelta(hours=1)).events
    assert isinstance(event, WarningRaised)
    assert event.probability == 0.9


def test_what_is_matched_and_learned_from_is_the_models_own_claim() -> None:
    _checked(30, CheckOutcome.NOTHING_FOUND)
    commit(Decision((_tell(),)), by=machine(COUNTY), at=AT + timedelta(days=9))
    facts = reading.warning(NEW)
    assert facts is not None
    assert as_open(facts).probability == 0.9
    assert facts.raised.probability < 0.4
    updated = WarningUpdated(
        subject=NEW, state=FlowState.CONFIRMED, probability=0.95, priority=0.5, triggers=("flow_drop",),
        evidence=facts.raised.evidence, sentences=facts.raised.sentences,
    )  # fmt: skip
    told = calibrated(Decision((updated,)), {NEW: facts}, AT + timedelta(days=9))
    checked = WarningChecked(subject=NEW, case="C-1", outcome=CheckOutcome.UNREGISTERED, note="看过")
    commit(Decision((*told.events, checked)), by=machine(COUNTY), at=AT + timedelta(days=10))
    assert labels()[-1].probability == 0.95
