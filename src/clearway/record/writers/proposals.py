"""Rows of proposals and their steps."""

from __future__ import annotations

from datetime import datetime

from clearway.core.measure_events import MeasureProposed, ProposalRevised, StepTaken
from clearway.core.people import Actor
from clearway.core.proposals import ChainStep, Draft, ProposalState, StepOutcome
from clearway.record.models import ProposalRow, ProposalStepRow
from clearway.record.plain import to_plain
from clearway.record.writers.table import writes

_STATES = {
    StepOutcome.PASSED: ProposalState.OPEN,
    StepOutcome.RETURNED: ProposalState.RETURNED,
    StepOutcome.REFUSED: ProposalState.REFUSED,
}


class TakenMeanwhile(RuntimeError):
    """The proposal no longer stands where the decision found it."""


@writes(MeasureProposed)
def measure_proposed(event: MeasureProposed, *, by: Actor, at: datetime) -> None:
    """A proposal; proposing it is its first step."""
    ProposalRow(
        number=event.subject,
        state=ProposalState.OPEN.value,
        place_code=event.draft.place_code,
        draft=to_plain(event.draft),
        round=1,
        proposed_at=at,
        proposed_by=by.name,
        updated_at=at,
    ).save(force_insert=True)
    _proposed(event.subject, 1, event.draft, by, at)


@writes(ProposalRevised)
def proposal_revised(event: ProposalRevised, *, by: Actor, at: datetime) -> None:
    """The changed draft; the steps of the round before stay to be read."""
    rows = ProposalRow.objects.filter(number=event.subject, round=event.round - 1, state=ProposalState.RETURNED.value)
    changed = rows.update(
        draft=to_plain(event.draft),
        place_code=event.draft.place_code,
        round=event.round,
        state=ProposalState.OPEN.value,
        updated_at=at,
    )
    if changed != 1:
        raise TakenMeanwhile(f"proposal {event.subject} was not returned")
    _proposed(event.subject, event.round, event.draft, by, at)


@writes(StepTaken)
def step_taken(event: StepTaken, *, by: Actor, at: datetime) -> None:
    """A step, and where the proposal stands after it."""
    row = ProposalRow.objects.filter(number=event.subject, round=event.round).first()
    taken = ProposalStepRow.objects.filter(
        proposal_id=event.subject, round=event.round, step=event.step.value, outcome=StepOutcome.PASSED.value
    )
    if row is None or taken.exists():
        raise TakenMeanwhile(f"step {event.step.value} of {event.subject} was taken already")
    _step(event, by, at)
    row.state = _state_after(event, row.measure or event.measure).value
    row.measure = event.measure or row.measure
    row.updated_at = at
    row.save()


def _state_after(event: StepTaken, measure: str | None) -> ProposalState:
    """A measure that came to be stays so, whatever a step after the fact says of it."""
    return ProposalState.ENACTED if measure is not None else _STATES[event.outcome]


def _proposed(number: str, round_number: int, draft: Draft, by: Actor, at: datetime) -> None:
    step = StepTaken(
        subject=number, step=ChainStep.PROPOSED, outcome=StepOutcome.PASSED, round=round_number, note=draft.reason
    )
    _step(step, by, at)


def _step(event: StepTaken, by: Actor, at: datetime) -> None:
    ProposalStepRow(
        proposal_id=event.subject,
        round=event.round,
        step=event.step.value,
        outcome=event.outcome.value,
        at=at,
        by_name=by.name,
        by_role=by.role.value,
        by_region=by.region,
        note=event.note,
        findings=to_plain(event.findings),
        reference=to_plain(event.reference),
    ).save(force_insert=True)
