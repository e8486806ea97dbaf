"""Labels come out of the ledger: what was claimed when somebody looked, what they found, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest

from clearway.core.barriers import Barrier
from clearway.core.cases import CaseState, CheckOutcome
from clearway.core.decisions import Decision
from clearway.core.events import (
    CaseMoved,
    CaseOpened,
    ClosureFound,
    Event,
    MeasureLifted,
    MeasureRegistered,
    WarningChecked,
    WarningDismissed,
    WarningUpdated,
)
from clearway.core.evidence import FlowState
from clearway.core.people import Actor, Role
from clearway.core.words import Bilingual
from clearway.record.door import commit
from clearway.record.reading.checks import labels
from clearway.warn.learning.calibration import calibrate
from tests.examples import AT, COMMUNITY, POINT, a_measure, a_warning

pytestmark = pytest.mark.django_db
W, C = "W20261123-0001", "C20261123-0001"


def _write(actors: Mapping[Role, Actor], hours: float, *events: Event) -> None:
    commit(Decision(events), by=actors[Role.INSPECTOR], at=AT + timedelta(hours=hours))


def _opened(warning: str = W, case: str = C) -> CaseOpened:
    return CaseOpened(subject=case, title=Bilingual("案", "case"), place_code=COMMUNITY, warning=warning)


def _updated(probability: float) -> WarningUpdated:
    warning = a_warning()
    return WarningUpdated(
        subject=W,
        state=FlowState.CONFIRMED,
        probability=probability,
        priority=1.0,
        triggers=("flow_drop", "three_days"),
        evidence=warning.evidence,
        sentences=warning.sentences,
    )


def _checked(outcome: CheckOutcome = CheckOutcome.UNREGISTERED) -> WarningChecked:
    return WarningChecked(subject=W, case=C, outcome=outcome, note="看过")


def test_a_label_holds_what_was_claimed_last_before_somebody_looked(actors: Mapping[Role, Actor]) -> None:
    _write(actors, 0, a_warning(W))
    _write(actors, 1, _updated(0.7))
    _write(actors, 2, _opened())
    _write(actors, 5, _checked())
    _write(actors, 6, _updated(0.2))
    (label,) = labels()
    assert (label.probability, label.triggers, label.confirmed) == (0.7, ("flow_drop", "three_days"), True)
    assert label.opened_at == AT + timedelta(hours=2)
    assert label.checked_at == AT + timedelta(hours=5)
    assert label.until_check == timedelta(hours=10)


def test_a_warning_nobody_looked_at_is_no_label(actors: Mapping[Role, Actor]) -> None:
    _write(actors, 0, a_warning(W), _opened())
    assert labels() == ()


def test_only_the_first_check_counts_and_only_up_to_the_moment_asked(actors: Mapping[Role, Actor]) -> None:
    _write(actors, 0, a_warning(W), _opened())
    _write(actors, 5, _checked(CheckOutcome.NOTHING_FOUND))
    _write(actors, 9, _checked(CheckOutcome.UNREGISTERED))
    assert labels(AT + timedelta(hours=4)) == ()
    assert [one.outcome for one in labels()] == [CheckOutcome.NOTHING_FOUND]


def test_past_decisions_on_closures_never_enter(actors: Mapping[Role, Actor]) -> None:
    _write(actors, 0, a_warning(W), _opened())
    _write(actors, 5, _checked())
    before = labels()
    lifted = MeasureLifted(subject="M-9", lifted_at=AT, lifted_by="x", reason="整改")
    found = ClosureFound(
        subject="M-9", case=C, place_code=COMMUNITY, point=POINT, since=AT, barrier=Barrier.FENCE,
        imposed_by=a_measure().imposed_by,
    )  # fmt: skip
    moved = CaseMoved(subject=C, move="file", from_state=CaseState.ACCEPTED, to_state=CaseState.FILED, reason="立案")
    _write(actors, 6, MeasureRegistered(subject="L-1", measure=a_measure("L-1")), found, lifted, moved)
    _write(actors, 7, a_warning("W20261123-0002"), WarningDismissed(subject="W20261123-0002", reason="误报", until=AT))
    assert labels() == before
    assert calibrate(labels()) == calibrate(before)
