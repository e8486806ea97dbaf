"""Passes, gates and counts as core objects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from clearway.core.passes import (
    AskedBy,
    ControlledGate,
    Pass,
    PassState,
    PassWish,
    Purpose,
    Revocation,
    RevocationReason,
    RevocationState,
    StatusPlace,
    Term,
)
from clearway.core.places import Point
from clearway.core.refusals import NotFound
from clearway.core.rules import Rulebook
from clearway.record.models import (
    GateRow,
    LedgerLine,
    MeasureRow,
    PassAppealRow,
    PassRevocationRow,
    PassRow,
    StatusChangeRow,
)
from clearway.record.reading.rebuild import measure_of
from clearway.record.reading.town import code_prefix
from clearway.record.reading.work import Line, line_of
from clearway.respond.passes.appealing import PassAppeal
from clearway.respond.passes.gates import legal_end

_STANDING = (RevocationState.PROPOSED.value, RevocationState.HELD.value)


def pass_of(row: PassRow) -> Pass:
    """A row as what it stands for."""
    wish = PassWish(
        purpose=Purpose(row.purpose),
        asked_by=AskedBy(row.asked_by),
        place_code=row.place_code,
        destination=row.wish["destination"],
        gates=tuple(row.wish["gates"]),
        term=Term(starts_at=row.starts_at, ends_at=row.ends_at),
        companions=row.wish["companions"],
        uses=row.wish["uses"],
        sealed=row.sealed,
        note=row.wish["note"],
    )
    return Pass(
        number=row.number,
        wish=wish,
        state=PassState(row.state),
        asked_at=row.asked_at,
        due_at=row.due_at,
        status=StatusPlace(list_number=row.list_number, index=row.list_index, cti=row.cti),
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        answer=row.answer,
    )


def one_pass(number: str, *, lock: bool = False) -> Pass:
    """The pass with that number.

    Raises:
        NotFound: none has it (any more).
    """
    rows = PassRow.objects.select_for_update() if lock else PassRow.objects.all()
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="pass", number=number)
    return pass_of(row)


def pass_by_token(token_hash: str) -> Pass | None:
    """The pass whose holder has the link with that hash."""
    row = PassRow.objects.filter(token_hash=token_hash).first() if token_hash else None
    return pass_of(row) if row else None


def passes_waiting(within: str) -> tuple[Pass, ...]:
    """Requests a person must decide in a region, the most urgent first."""
    rows = PassRow.objects.filter(state=PassState.ASKED.value, place_code__startswith=code_prefix(within))
    rows = rows.filter(ends_at__gt=timezone.now())
    return tuple(pass_of(row) for row in rows.order_by("due_at", "number"))


def live_passes(at: datetime) -> int:
    """How many passes are valid now or later."""
    return PassRow.objects.filter(state=PassState.ISSUED.value, ends_at__gt=at).count()


def revocation(number: str, *, lock: bool = False) -> Revocation:
    """One revocation.

    Raises:
        NotFound: none has that number.
    """
    rows = PassRevocationRow.objects.select_for_update() if lock else PassRevocationRow.objects.all()
    row = rows.filter(number=number).first()
    if row is None:
        raise NotFound(what="revocation", number=number)
    return _revocation_of(row)


def revocations_waiting(within: str) -> tuple[Revocation, ...]:
    """Revocations of a region that wait for a second person or the county, oldest first."""
    inside = PassRow.objects.filter(place_code__startswith=code_prefix(within)).values("number")
    rows = PassRevocationRow.objects.filter(state__in=_STANDING, pass_number__in=inside)
    return tuple(_revocation_of(row) for row in rows.order_by("proposed_at"))


def has_waiting_revocation(pass_number: str) -> bool:
    """Whether a revocation of this pass waits."""
    return PassRevocationRow.objects.filter(pass_number=pass_number, state__in=_STANDING).exists()


def effective_moments(office: str, since: datetime) -> tuple[datetime, ...]:
    """When revocations of an office took effect since a moment; a supervisor's signature does not make room."""
    rows = PassRevocationRow.objects.filter(office=office, effective_at__gt=since)
    return tuple(moment for moment in rows.values_list("effective_at", flat=True) if moment)


def pass_appeal(number: str) -> PassAppeal:
    """One appeal.

    Raises:
        NotFound: none has that number.
    """
    row = PassAppealRow.objects.filter(number=number).first()
    if row is None:
        raise NotFound(what="appeal", number=number)
    signed = PassRevocationRow.objects.filter(pass_number=row.pass_number, state=RevocationState.DONE.value)
    names = {name for line in signed.values_list("proposed_by", "seconded_by", "released_by") for name in line}
    declined = PassRow.objects.filter(number=row.pass_number, state=PassState.DECLINED.value)
    names |= set(declined.values_list("decided_by", flat=True))
    return PassAppeal(
        number=row.number, pass_number=row.pass_number, made_at=row.made_at, due_at=row.due_at, upheld=row.upheld,
        against=frozenset(names - {""}),
    )  # fmt: skip


def has_open_appeal(pass_number: str) -> bool:
    """Whether an appeal about this pass waits for its answer."""
    return PassAppealRow.objects.filter(pass_number=pass_number, upheld=None).exists()


def history(number: str) -> tuple[Line, ...]:
    """Every ledger line about a pass, its revocations and appeals, in order."""
    about = {number}
    for model in (PassRevocationRow, PassAppealRow):
        about |= set(model.objects.filter(pass_number=number).values_list("number", flat=True))
    return tuple(line_of(line) for line in LedgerLine.objects.filter(subject__in=about).order_by("seq"))


def gates(rulebook: Rulebook) -> tuple[ControlledGate, ...]:
    """Every numbered gate, with the legal end that follows from its measure (release clock included)."""
    rows = list(GateRow.objects.order_by("number"))
    measures = {row.number: row for row in MeasureRow.objects.filter(number__in={one.measure for one in rows})}
    return tuple(_gate(row, measures[row.measure], rulebook) for row in rows if row.measure in measures)


def revoked_indices(list_number: int, at: datetime) -> tuple[int, ...]:
    """Set bits of a list: revoked passes whose term is not over (an expired one needs no bit)."""
    rows = PassRow.objects.filter(list_number=list_number, state=PassState.REVOKED.value, ends_at__gt=at)
    return tuple(rows.order_by("list_index").values_list("list_index", flat=True))


def lists_in_use() -> tuple[int, ...]:
    """Numbers of status lists, at least list 0."""
    return tuple(sorted({0, *PassRow.objects.values_list("list_number", flat=True).distinct()}))


def list_size(list_number: int) -> int:
    """How many entries of a list belong to a pass."""
    return PassRow.objects.filter(list_number=list_number).count()


def changed_bits(list_number: int, since: datetime, at: datetime) -> dict[int, bool]:
    """Entries that changed after ``since`` up to ``at``, with what they are now."""
    rows = StatusChangeRow.objects.filter(list_number=list_number, at__gt=since, at__lte=at)
    return dict(rows.order_by("at", "id").values_list("list_index", "revoked"))


def last_change(list_number: int) -> datetime | None:
    """When a bit of the list changed last."""
    rows = StatusChangeRow.objects.filter(list_number=list_number).order_by("-at")
    return rows.values_list("at", flat=True).first()


def taken_indices(list_number: int, wanted: Iterable[int]) -> frozenset[int]:
    """Which of these entries belong to a pass already."""
    rows = PassRow.objects.filter(list_number=list_number, list_index__in=list(wanted))
    return frozenset(rows.values_list("list_index", flat=True))


def _gate(row: GateRow, measure: MeasureRow, rulebook: Rulebook) -> ControlledGate:
    known = measure_of(measure)
    opened = row.link is not None and row.link not in measure.road_links  # an adjustment left this way out
    return ControlledGate(
        number=row.number,
        measure=row.measure,
        approval=measure.public_notice_id or row.measure,
        place_code=row.place_code,
        starts_at=known.starts_at,
        ends_at=known.starts_at if opened else legal_end(known, rulebook),
        point=Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        link=row.link,
    )


def _revocation_of(row: PassRevocationRow) -> Revocation:
    return Revocation(
        number=row.number, pass_number=row.pass_number, reason=RevocationReason(row.reason),
        state=RevocationState(row.state), office=row.office, proposed_by=row.proposed_by, proposed_at=row.proposed_at,
        seconded_by=row.seconded_by,
    )  # fmt: skip
