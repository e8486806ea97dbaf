"""What places held at an earlier moment: the present stock with everything the ledger tells since then undone.

A count made later hides what was there before it; then the last count of the ledger up to that moment counts, with
what moved since; where there is none, nobody knows, and the place is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from clearway.core.resources import Held, Item
from clearway.record.models import DispatchRow, GiftRow, LedgerLine
from clearway.record.reading.resources import stock
from clearway.record.reading.town import code_prefix

_COUNTED, _ISSUED, _SENT, _ARRIVED, _GIVEN = (
    "stock_counted", "stock_issued", "dispatch_sent", "dispatch_received", "gift_received",
)  # fmt: skip
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Step:
    """One line of the ledger about a store: pieces counted (the rest is forgotten) or moved."""

    key: Key
    at: datetime
    pieces: int
    counted: bool


def stock_at(within: str, at: datetime, zone: tzinfo) -> tuple[Held, ...]:
    """What was counted in a region as it stood at ``at``, by place and item."""
    steps: dict[Key, list[_Step]] = {}
    for step in _steps(code_prefix(within)):
        steps.setdefault(step.key, []).append(step)
    then, day = [], at.astimezone(zone).date()
    for held in stock(within):
        pieces = _pieces_then(held, steps.get((held.place_code, held.item.value), []), at, known=held.on <= day)
        if pieces is not None:
            then.append(Held(place_code=held.place_code, item=held.item, quantity=max(0, pieces), on=min(held.on, day)))
    return tuple(then)


def _pieces_then(held: Held, steps: list[_Step], at: datetime, *, known: bool) -> int | None:
    """``known``: the present figure rests on a count made by then."""
    later = [step for step in steps if step.at > at]
    if known and not any(step.counted for step in later):
        return held.quantity - sum(step.pieces for step in later)
    before = [step for step in steps if step.at <= at]
    last = max((place for place, step in enumerate(before) if step.counted), default=None)
    return None if last is None else sum(step.pieces for step in before[last:])


def _steps(prefix: str) -> Iterator[_Step]:
    """Every line about stocks of a region, oldest first."""
    sent = {row.number: row for row in DispatchRow.objects.all()}
    given = {row.number: row for row in GiftRow.objects.all()}
    lines = LedgerLine.objects.filter(kind__in=(_COUNTED, _ISSUED, _SENT, _ARRIVED, _GIVEN)).order_by("seq")
    for kind, subject, at, payload in lines.values_list("kind", "subject", "at", "payload").iterator(2_000):
        told = json.loads(payload)
        if kind in (_COUNTED, _ISSUED):
            key, pieces = (subject, Item(told["item"]).value), int(told["quantity"])
            pieces = pieces if kind == _COUNTED else -pieces
        elif kind == _GIVEN:
            key, pieces = (given[subject].place_code, given[subject].item), int(told["quantity"])
        else:
            row = sent[subject]
            leaves = kind == _SENT
            key = (row.sender if leaves else row.receiver, row.item)
            pieces = -row.quantity if leaves else int(told["quantity"])
        if key[0].startswith(prefix):
            yield _Step(key, at, pieces, kind == _COUNTED)
