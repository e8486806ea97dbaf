"""The changes of a measure as the public is told them, from its lines in the ledger and from its term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from clearway.core.events import ClosureFound, MeasureLifted, MeasureRegistered
from clearway.core.measure_events import ExtensionFiled, MeasureAdjusted, MeasureConfirmed, MeasureCorrected
from clearway.core.measures import Measure
from clearway.loop.unnamed import unnamed
from clearway.publish.characters import clean, one_line
from clearway.publish.corrections import TOLD
from clearway.publish.published import Change, ChangeKind, Corrected
from clearway.record.reading.public import MeasureLine, PublicMeasure

_KINDS = {
    MeasureRegistered.kind: ChangeKind.ANNOUNCED,
    ClosureFound.kind: ChangeKind.FOUND,
    MeasureLifted.kind: ChangeKind.LIFTED,
    MeasureAdjusted.kind: ChangeKind.ADJUSTED,
    MeasureConfirmed.kind: ChangeKind.CONFIRMED,
    MeasureCorrected.kind: ChangeKind.CORRECTED,
    ExtensionFiled.kind: ChangeKind.EXTENDED,
}
_FIRST = (ChangeKind.ANNOUNCED, ChangeKind.FOUND)


def changes_of(one: PublicMeasure, lines: Iterable[MeasureLine], loaded: datetime, at: datetime) -> tuple[Change, ...]:
    """Its lines up to ``at``, oldest first; a measure of a loaded register has no first line: it is given one.

    ``loaded``: when the register was first loaded.
    """
    kept = list(lines)
    first = _as_first_told(one, kept)
    changes = list(_written(kept, first))
    if not changes or changes[0].kind not in _FIRST:
        announced = min(_announced(first.begins(one.measure), loaded, at), *(change.at for change in changes[:1]), at)
        changes.insert(0, _told_again(first, key="0", kind=ChangeKind.ANNOUNCED, at=announced))
    told = [changes[0], *(change for change in changes[1:] if change.at <= at)]
    told += _by_itself(told, one.measure, at)
    return tuple(sorted(told, key=lambda change: change.at))


def _as_first_told(one: PublicMeasure, lines: list[MeasureLine]) -> Change:
    """What was known before anything was corrected; without corrections, what is known."""
    was: dict[str, Any] = {}
    for line in lines:
        was = {**line.was, **was}
    ends_at = _moment(was["ends_at"]) if "ends_at" in was else one.term_ends_at
    return Change(
        key="", kind=ChangeKind.ANNOUNCED, at=one.measure.starts_at, ends_at=ends_at,
        scope=_scope(was.get("scope")), starts_at=_moment(was.get("starts_at")),
    )  # fmt: skip


def _written(lines: Iterable[MeasureLine], known: Change) -> Iterator[Change]:
    """A change a line: what the line does not say is as it was known before."""
    for line in lines:
        ends_at = line.ends_at if line.ends_at or "ends_at" in line.now else known.ends_at
        known = Change(
            key=str(line.seq), kind=_KINDS[line.kind], at=line.at, ends_at=ends_at,
            scope=known.scope if line.scope is None else _scope(line.scope),
            starts_at=known.starts_at and (line.starts_at or known.starts_at), corrected=_corrected(line),
        )  # fmt: skip
        yield known


def _told_again(change: Change, *, key: str, kind: ChangeKind, at: datetime) -> Change:
    return Change(
        key=key, kind=kind, at=at, ends_at=change.ends_at, scope=change.scope, starts_at=change.starts_at
    )  # fmt: skip


def _corrected(line: MeasureLine) -> tuple[Corrected, ...]:
    """What a correction changed of what is published, without names of people."""
    return tuple(
        Corrected(column=column, was=_public(line.was.get(column)), now=_public(line.now[column]))
        for column in TOLD
        if column in line.now
    )


def _public(value: Any) -> str:
    return "" if value is None else unnamed(one_line(str(value)))


def _scope(text: str | None) -> str | None:
    return None if text is None else unnamed(clean(text))


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


def _announced(starts_at: datetime, loaded: datetime, at: datetime) -> datetime:
    """When a measure of a loaded register came to be public: nobody wrote it down, so as it began, but not before the
    register was first loaded; until it begins, that load."""
    begun = max(starts_at, loaded)
    return begun if begun <= at else loaded


def _by_itself(told: list[Change], measure: Measure, at: datetime) -> Iterator[Change]:
    """Changes nobody wrote a line of: ended by its term or its release clock; lifted according to a loaded register."""
    ends_at, lifted_at = measure.ends_at, measure.lifted_at
    lifted = lifted_at is not None and lifted_at <= at
    if lifted_at is not None and lifted and all(change.kind is not ChangeKind.LIFTED for change in told):
        yield Change(key="lifted", kind=ChangeKind.LIFTED, at=max(lifted_at, told[0].at), ends_at=ends_at)
    ended = measure.registered and ends_at is not None and ends_at <= at
    if ended and ends_at is not None and not (lifted and lifted_at is not None and lifted_at <= ends_at):
        key = f"end-{ends_at.astimezone(UTC):%Y%m%dT%H%M%S}"
        yield Change(key=key, kind=ChangeKind.ENDED, at=max(ends_at, _told_at(told)), ends_at=ends_at)


def _told_at(told: list[Change]) -> datetime:
    """Since when the end that holds is known at all: first told, or corrected last."""
    moved = [change.at for change in told if any(one.column == "ends_at" for one in change.corrected)]
    return max(told[0].at, *moved) if moved else told[0].at
