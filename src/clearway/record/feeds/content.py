"""Keeping a load: what is new, what changed, what is known already, told by a digest of each row's content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import Any, Generic, TypeVar

from clearway.core.events import Event, FeedLoaded
from clearway.core.people import Actor
from clearway.record.bulk import put_rows
from clearway.record.columns import Columns, digest_of
from clearway.record.door import session
from clearway.record.feeds.telling import tell_load

BATCH = 2_000
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Generic[Item]):
    """How the rows of a feed are made: ``key`` names the unique column, ``key_of`` and ``columns`` fill it and the
    rest; ``first`` fills columns of new rows alone; ``number_for`` (optional) gives new rows their numbers;
    ``correction`` (optional) makes the event that tells a known row changed, from its key, its row as it was and its
    columns as they are (None: nothing worth telling)."""

    model: Any
    key: str
    key_of: Callable[[Item], str]
    columns: Callable[[Item], Columns]
    first: Mapping[str, Any] = field(default_factory=dict)
    number_for: Callable[[list[Item]], list[str]] | None = None
    correction: Callable[[str, Any, Columns], Event | None] | None = None


def store(
    items: Iterable[Item], shape: Shape[Item], *, load: FeedLoaded, by: Actor, at: datetime, already: int = 0
) -> tuple[int, int]:
    """Keep ``items`` in one transaction with the load's ledger line; returns (kept, unchanged).

    ``already``: items the caller left out because they are known; they count as unchanged.
    """
    kept, unchanged = 0, already
    corrected: list[Event] = []
    with session():
        for batch in batches(items, BATCH):
            fresh, same = store_batch(batch, shape, corrected)
            kept, unchanged = kept + fresh, unchanged + same
        tell_load(replace(load, kept=kept, unchanged=unchanged), corrected, by=by, at=at)
    return kept, unchanged


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """``items`` in lists of at most ``size``."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def store_batch(batch: list[Item], shape: Shape[Item], corrected: list[Event]) -> tuple[int, int]:
    """The last of several items with one key counts; the earlier ones are unchanged by definition. What is to be told
    of known rows that changed is added to ``corrected``."""
    latest = {shape.key_of(item): item for item in batch}
    known = dict(
        shape.model._default_manager.filter(**{f"{shape.key}__in": list(latest)}).values_list(shape.key, "digest")
    )
    content = {key: shape.columns(item) for key, item in latest.items()}
    digests = {key: digest_of(columns) for key, columns in content.items()}
    changed = [key for key in latest if known.get(key) != digests[key]]
    corrected += _corrections([key for key in changed if key in known], content, shape)
    _insert_or_update([(key, content[key], digests[key]) for key in changed], latest, known, shape)
    return len(changed), len(batch) - len(changed)


def _corrections(keys: list[str], content: dict[str, Columns], shape: Shape[Item]) -> Iterator[Event]:
    """Read before the rows are written over."""
    if shape.correction is None or not keys:
        return
    for row in shape.model._default_manager.filter(**{f"{shape.key}__in": keys}).order_by(shape.key):
        key = getattr(row, shape.key)
        event = shape.correction(key, row, content[key])
        if event is not None:
            yield event


def _insert_or_update(
    rows: list[tuple[str, Columns, str]], items: dict[str, Item], known: dict[str, str], shape: Shape[Item]
) -> None:
    """Rows that fill the same columns go together: a column a row does not fill is left as it is."""
    numbers = _numbers([key for key, _, _ in rows], items, known, shape)
    groups: dict[tuple[str, ...], list[Columns]] = defaultdict(list)
    for key, columns, digest in rows:
        groups[tuple(columns)].append(
            {shape.key: key, **shape.first, **columns, "digest": digest, **numbers.get(key, {})}
        )
    for names, made in groups.items():
        put_rows(shape.model, shape.key, [*names, "digest"], made)


def _numbers(
    keys: list[str], items: dict[str, Item], known: dict[str, str], shape: Shape[Item]
) -> dict[str, dict[str, str]]:
    """Numbers for the new rows. A known row keeps its own: what stands here for it meets the known key, and is
    never written."""
    new = [key for key in keys if key not in known]
    if shape.number_for is None:
        return {}
    drawn = dict(zip(new, shape.number_for([items[key] for key in new]), strict=True)) if new else {}
    return {key: {"number": drawn.get(key, f"known {index}")} for index, key in enumerate(keys)}
