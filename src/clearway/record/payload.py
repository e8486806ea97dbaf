"""What of an event stands in the ledger for ever, and what must not: a text somebody sent can be forgotten later."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from clearway.core.events import Event
from clearway.core.measure_events import AppealMade
from clearway.record.plain import canonical, to_plain
from clearway.record.seals import seal

#: Fields of a report that live in its row alone, under a term of keeping.
WITHHELD = ("text", "caller")


def payload(event: Event) -> str:
    """The event as canonical JSON; a report's or appeal's text is replaced by its keyed digest, a caller left out."""
    left_out = {"subject", *event.withheld}
    plain = {field.name: to_plain(getattr(event, field.name)) for field in fields(event) if field.name not in left_out}
    if isinstance(plain.get("report"), dict):
        plain["report"] = _without_text(plain["report"])
    if isinstance(event, AppealMade):
        plain = _without_text(plain)
    return canonical(plain)


def _without_text(report: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in report.items() if name not in WITHHELD}
    return kept | {"text_seal": seal("text", str(report["text"]))}
