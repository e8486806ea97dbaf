"""Real money: what the funds' ledger says was spent on each measure."""

from __future__ import annotations

from collections.abc import Sequence

from clearway.core.costs import CostItem, CostKind, counted, unknown
from clearway.core.funds import FundLine
from clearway.core.words import Bilingual
from clearway.evaluate.account.spending import spent_on, yuan
from clearway.loop.account.scene import Scene, Subject
from clearway.record.models import FundRow
from clearway.record.reading import resources as kept

_LEDGER = Bilingual("资金账 {n} 笔", "{n} lines of the funds' ledger")
_NO_LINE = Bilingual("资金账上没有记在它名下的支出", "the funds' ledger has no line for it")
_NO_FUND = Bilingual("没有登记任何资金", "no fund is on record")


def spending(subjects: Sequence[Subject], scene: Scene) -> dict[str, CostItem]:
    """By measure; each line counts for one measure at most."""
    numbers = list(FundRow.objects.values_list("number", flat=True))
    if not numbers:
        return {one.measure.number: unknown(CostKind.SPENT, _NO_FUND) for one in subjects}
    zone = scene.desk.zone
    stood = {
        one.measure.number: (one.place, one.span.first.astimezone(zone).date(), one.span.last.astimezone(zone).date())
        for one in subjects
    }
    lines = spent_on(kept.fund_lines(*numbers), stood)
    return {one.measure.number: _item(lines.get(one.measure.number, ()), one) for one in subjects}


def _item(lines: Sequence[FundLine], subject: Subject) -> CostItem:
    """What was spent; without a line nobody booked anything on it, which is not that nothing was paid."""
    if not lines:
        return unknown(CostKind.SPENT, _NO_LINE)
    return counted(CostKind.SPENT, yuan(lines), _LEDGER.fill(n=len(lines)), subject.span.last, at_least=True)
