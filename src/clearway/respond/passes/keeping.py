"""Which issuing records are past their term of keeping, and what their deletion report says."""

from __future__ import annotations

from datetime import datetime, timedelta

from clearway.core.rules import Rulebook

DELETION = "passes.deletion_days"


def delete_before(at: datetime, rulebook: Rulebook) -> datetime:
    """Records of passes that ended before this moment are deleted."""
    return at - timedelta(days=float(rulebook.value(DELETION, at.date())))


def report_of(number: str, before: datetime, at: datetime, counts: dict[str, int], head: str) -> dict[str, object]:
    """The deletion report as plain values, ready to be signed: how many of what, up to when; no pass is named.

    ``head`` is the ledger's head before the deletion, so that the report has its place in history.
    """
    return {
        "report": number,
        "deleted_at": at.isoformat(timespec="seconds"),
        "ended_before": before.isoformat(timespec="seconds"),
        "rule": DELETION,
        "deleted": counts,
        "ledger_head": head,
    }
