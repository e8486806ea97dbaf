"""Proposals, and the course of a measure once it is one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from clearway.core.findings import Finding
from clearway.core.measures import Measure
from clearway.core.people import Role
from clearway.core.proposals import ChainStep, Draft, Proposal, ProposalState, Reference, StepDone, StepOutcome
from clearway.core.refusals import NotFound
from clearway.record.models import (
    AppealRow,
    CaseRow,
    ExtensionRow,
    LedgerLine,
    MeasureReviewRow,
    MeasureRow,
    ProposalRow,
    ProposalStepRow,
)
from clearway.record.plain import from_plain
from clearway.record.reading.rebuild import measure_of
from clearway.record.reading.town import code_prefix
from clearway.record.reading.work import Line
from clearway.respond.measures.appealing import Appeal
from clearway.respond.measures.standing import Extension, Standing


def proposal(number: str, *, lock: bool = False) -> Proposal:
    """A proposal with the steps of its present round; ``lock`` as for cases.

    Raises:
        NotFound: no such proposal.
    """
    rows = ProposalRow.objects.select_for_update() if lock else ProposalRow.objects.all()
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="proposal", number=number)
    return _proposal(row)


def proposals(
    within: str | None = None, *, state: ProposalState | None = None, emergency: bool | None = None
) -> tuple[Proposal, ...]:
    """Proposals, the latest first."""
    rows = ProposalRow.objects.order_by("-proposed_at", "-number")
    rows = rows.filter(place_code__startswith=code_prefix(within)) if within else rows
    rows = rows if emergency is None else rows.filter(draft__emergency=emergency)
    return tuple(_proposal(row) for row in (rows.filter(state=state.value) if state else rows))


def standing(number: str, *, lock: bool = False) -> Standing:
    """A registered measure with its links.

    Raises:
        NotFound: no such measure, or one nobody registered.
    """
    rows = MeasureRow.objects.select_for_update() if lock else MeasureRow.objects.all()
    row = rows.filter(number=number, registered=True).first()
    if row is None:
        raise NotFound(what="measure", number=number)
    links = tuple(int(link) for link in row.road_links)
    return Standing(
        measure=measure_of(row),
        place_code=row.place_code or "",
        road_links=links,
        proposal=row.proposal,
        decided_by=_decided_by(number),
    )


def extension(number: str) -> Extension:
    """An extension.

    Raises:
        NotFound: no such extension.
    """
    row = ExtensionRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="extension", number=number)
    return _extension(row)


def extensions(measure: str) -> tuple[Extension, ...]:
    """Every extension decided for a measure, oldest first."""
    return tuple(_extension(row) for row in ExtensionRow.objects.filter(measure=measure).order_by("decided_at"))


def appeal(number: str, *, lock: bool = False) -> Appeal:
    """An appeal.

    Raises:
        NotFound: no such appeal.
    """
    rows = AppealRow.objects.select_for_update() if lock else AppealRow.objects.all()
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="appeal", number=number)
    return _appeal(row)


def appeals(measure: str) -> tuple[Appeal, ...]:
    """Every appeal against a measure, oldest first."""
    return tuple(_appeal(row) for row in AppealRow.objects.filter(measure=measure).order_by("made_at"))


def open_appeals(within: str) -> tuple[Appeal, ...]:
    """Appeals not answered yet, those due first."""
    rows = AppealRow.objects.filter(upheld=None, place_code__startswith=code_prefix(within))
    return tuple(_appeal(row) for row in rows.order_by("due_at", "number"))


def unfiled_extensions(at: datetime, within: str) -> tuple[tuple[Extension, Measure], ...]:
    """Extensions of measures still in force that are not on file, with the measure."""
    rows = {row.number: row for row in _decided_here(at, within)}
    found = ExtensionRow.objects.filter(measure__in=rows, filed_at=None).order_by("decided_at")
    return tuple((_extension(one), measure_of(rows[one.measure])) for one in found)


def measures_decided_here(at: datetime, within: str) -> tuple[Measure, ...]:
    """Measures in force that came through a proposal of this county, in order of their end."""
    return tuple(measure_of(row) for row in _decided_here(at, within))


def _decided_here(at: datetime, within: str) -> QuerySet[MeasureRow]:
    rows = MeasureRow.objects.filter(registered=True, lifted_at=None, starts_at__lte=at, ends_at__gt=at)
    rows = rows.filter(place_code__startswith=code_prefix(within))
    return rows.exclude(proposal=None).order_by("ends_at", "number")


def last_review(measure: str) -> datetime | None:
    """When a measure was last looked at."""
    row = MeasureReviewRow.objects.filter(measure=measure).order_by("-at").first()
    return row.at if row else None


def course(measure: str) -> Iterator[Line]:
    """Every ledger line about a measure: its proposal, its extensions, appeals, its case; in order."""
    for line in LedgerLine.objects.filter(subject__in=_subjects(measure)).order_by("seq").iterator(1_000):
        yield Line(
            seq=line.seq, at=line.at, kind=line.kind, subject=line.subject, by_name=line.by_name,
            by_role=line.by_role, by_region=line.by_region, facts=json.loads(line.payload),
        )  # fmt: skip


def _subjects(measure: str) -> set[str]:
    row = MeasureRow.objects.filter(number=measure).first()
    proposed = ProposalRow.objects.filter(Q(number=measure) | Q(measure=measure)).values_list("number", flat=True)
    subjects = {measure, *proposed}
    for model in (ExtensionRow, AppealRow):
        subjects |= set(model.objects.filter(measure=measure).values_list("number", flat=True))
    if row is not None and row.case:
        subjects |= set(CaseRow.objects.filter(number=row.case).values_list("number", flat=True))
    return subjects


def _proposal(row: ProposalRow) -> Proposal:
    steps = ProposalStepRow.objects.filter(proposal_id=row.number, round=row.round).order_by("pk")
    return Proposal(
        number=row.number,
        draft=from_plain(Draft, row.draft),
        state=ProposalState(row.state),
        round=row.round,
        proposed_at=row.proposed_at,
        proposed_by=row.proposed_by,
        steps=tuple(step_of(step) for step in steps),
        measure=row.measure,
    )


def step_of(row: ProposalStepRow) -> StepDone:
    """A step taken."""
    return StepDone(
        step=ChainStep(row.step),
        outcome=StepOutcome(row.outcome),
        at=row.at,
        by_name=row.by_name,
        by_role=Role(row.by_role),
        note=row.note,
        findings=from_plain(tuple[Finding, ...], row.findings),
        reference=from_plain(Reference, row.reference) if row.reference else None,
    )


def _extension(row: ExtensionRow) -> Extension:
    return Extension(
        number=row.number, measure=row.measure, ends_at=row.ends_at, reason=row.reason, filed_at=row.filed_at
    )


def _decided_by(measure: str) -> Role | None:
    """Which office decided a measure that came through a proposal."""
    steps = ProposalStepRow.objects.filter(proposal__measure=measure, step=ChainStep.DECIDED.value)
    row = steps.filter(outcome=StepOutcome.PASSED.value).order_by("-pk").first()
    return Role(row.by_role) if row else None


def _appeal(row: AppealRow) -> Appeal:
    return Appeal(
        number=row.number, measure=row.measure, place_code=row.place_code, made_at=row.made_at, due_at=row.due_at,
        upheld=row.upheld,
        decided_by=_decided_by(row.measure),
    )  # fmt: skip
