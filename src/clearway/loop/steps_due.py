"""What offices have to do on proposals and measures, each with its deadline: computed, no job keeps the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.people import Actor, Role
from clearway.core.proposals import Proposal, ProposalState
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.record import reading
from clearway.record.reading.closure_accounts import exit_verdicts
from clearway.respond.measures.appealing import Appeal
from clearway.respond.measures.chain import act_of, next_step, review_due
from clearway.respond.measures.powers import GOVERNMENTS, outranks
from clearway.respond.measures.standing import review_due as look_due
from clearway.respond.measures.stepping import refusal_of_step

#: Who looks at a measure in force every day.
LOOKERS = frozenset({Role.COUNTY_HEALTH, Role.COUNTY_GOVERNMENT, Role.TOWNSHIP})
_LOOK = Bilingual("每日复核", "Daily review")
_ANSWER = Bilingual("答复申诉", "Answer an appeal")
_LIFT = Bilingual("按评估结论解除", "Lift it: the evaluation says exit")
_FILE = Bilingual("延长备案", "Take an extension on file")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDue:
    """One thing to do. ``due`` None: no rule names hours for it; ``roles`` are those whose turn it is."""

    title: Bilingual
    number: str
    place_code: str
    address: str
    due: datetime | None
    roles: tuple[Role, ...]
    mine: bool

    def late_at(self, at: datetime) -> bool:
        """Whether the deadline has passed."""
        return self.due is not None and at > self.due


def steps_due(desk: Desk) -> tuple[StepDue, ...]:
    """All that is open on proposals and measures of the desk's region: earliest deadline first, undated ones last."""
    found = [
        *_of_proposals(desk), *_of_measures(desk), *_of_exits(desk), *_of_appeals(desk), *_of_extensions(desk)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or desk.at, one.number)))


def _of_proposals(desk: Desk) -> Iterator[StepDue]:
    for found in _waiting(desk.by):
        step, due = next_step(found, desk.rulebook, desk.local.date()), _until(found, desk)
        if step is None or (found.measure is not None and desk.at >= due):
            continue  # nothing is left to do; an emergency measure nobody reviewed in time has ended by itself
        yield StepDue(
            title=act_of(step).title,
            number=found.number,
            place_code=found.draft.place_code,
            address=f"/proposals/{found.number}",
            due=due,
            roles=tuple(sorted(act_of(step).roles)),
            mine=refusal_of_step(found, step, desk.by, desk.local, desk.rulebook) is None,
        )


def _until(proposal: Proposal, desk: Desk) -> datetime:
    """When the review after the fact is due; before notice, the last moment that keeps the start asked for."""
    day = desk.local.date()
    ahead = timedelta(hours=float(desk.rulebook.value("closing.notice_hours", day) or 0))
    return review_due(proposal, desk.rulebook, day) or proposal.draft.starts_at - ahead


def _waiting(by: Actor) -> Iterable[Proposal]:
    """Open proposals; and emergencies, whose review may follow the notice."""
    yield from reading.proposals(within=by.region, state=ProposalState.OPEN)
    yield from reading.proposals(within=by.region, state=ProposalState.ENACTED, emergency=True)


def _of_measures(desk: Desk) -> Iterator[StepDue]:
    for measure in reading.measures_decided_here(desk.at, within=desk.by.region):
        due = look_due(measure, reading.last_review(measure.number), desk.local, desk.rulebook)
        if due is not None:
            yield StepDue(
                title=_LOOK,
                number=measure.number,
                place_code=measure.place_code or "",
                address=f"/measures/{measure.number}",
                due=due,
                roles=tuple(sorted(LOOKERS)),
                mine=desk.by.role in LOOKERS,
            )


def _of_exits(desk: Desk) -> Iterator[StepDue]:
    """A measure in force whose last verdict is exit: whoever may lift it is asked to, until somebody does."""
    exits = exit_verdicts()
    for measure in reading.measures_in_force(desk.at, within=desk.by.region) if exits else ():
        if measure.number in exits:
            yield StepDue(
                title=_LIFT,
                number=measure.number,
                place_code=measure.place_code or "",
                address=f"/measures/{measure.number}#lift-note",
                due=None,
                roles=tuple(sorted(GOVERNMENTS)),
                mine=desk.by.role in GOVERNMENTS,
            )


def _of_appeals(desk: Desk) -> Iterator[StepDue]:
    for found in reading.open_appeals(within=desk.by.region):
        yield StepDue(
            title=_ANSWER,
            number=found.number,
            place_code=found.place_code,
            address=f"/measures/{found.measure}",
            due=found.due_at,
            roles=_judges(found),
            mine=outranks(desk.by.role, found.decided_by),
        )


def _judges(appeal: Appeal) -> tuple[Role, ...]:
    return tuple(role for role in Role if outranks(role, appeal.decided_by))


def _of_extensions(desk: Desk) -> Iterator[StepDue]:
    """An extension not on file when the term ends has no effect: the term's end is its deadline."""
    for found, measure in reading.unfiled_extensions(desk.at, within=desk.by.region):
        yield StepDue(
            title=_FILE,
            number=found.number,
            place_code=measure.place_code or "",
            address=f"/measures/{found.measure}",
            due=measure.ends_at,
            roles=(Role.PROVINCE,),
            mine=desk.by.role is Role.PROVINCE,
        )
