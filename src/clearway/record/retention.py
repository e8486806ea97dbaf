"""What is kept how long, and forgetting what is past its term. The ledger is kept: it holds no text of residents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.decisions import Decision
from clearway.core.events import TextsForgotten
from clearway.core.people import Actor
from clearway.core.words import Bilingual
from clearway.record.door import commit, session
from clearway.record.models import ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """``days`` None: kept for good. ``rule`` is the rulebook id it rests on; the law names no days, these are ours."""

    what: Bilingual
    days: int | None
    rule: str


TERMS = {
    "report_texts": Term(
        what=Bilingual("线索原文、来电标识和查询口令", "texts of reports, hashed callers, tokens"),
        days=180,
        rule="duty.deletion",
    ),
    "reports": Term(
        what=Bilingual("线索的时间、地点和类别", "time, place and topic of reports"),
        days=None,
        rule="duty.personal_data",
    ),
    "ledger": Term(what=Bilingual("账本", "the ledger"), days=None, rule="duty.log_months"),
}


def forget_texts(*, by: Actor, at: datetime) -> int:
    """Empty the texts of reports past their term; returns how many. Run again, it finds none."""
    days = TERMS["report_texts"].days
    assert days is not None
    before = at - timedelta(days=days)
    with session():
        count = ReportRow.objects.filter(at__lt=before, forgotten_at=None).count()
        if count:
            commit(Decision((TextsForgotten(subject="complaints", before=before, count=count),)), by=by, at=at)
    return count
