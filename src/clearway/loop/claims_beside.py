"""What the ledger shows beside each figure the plan claims, in words with interval and n; or nothing."""

from __future__ import annotations

from clearway.core.barriers import Barrier
from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import rate
from clearway.evaluate.goals.claims import Shown, beside, claims_on
from clearway.evaluate.review.standing import over_closure
from clearway.loop.desk import Desk
from clearway.loop.keep_funds import what_it_did
from clearway.loop.review_words import as_rate, told
from clearway.loop.stage_goals import Goals
from clearway.record import reading
from clearway.record.models import MeasureRow
from clearway.record.reading.checks import labels
from clearway.warn.learning.figures import figures


def claims_beside(goals: Goals, desk: Desk) -> tuple[Shown, ...]:
    """Every claim with its neighbour."""
    return beside(claims_on(desk.rulebook, desk.local.date()), _ledger(goals, desk))


def _ledger(goals: Goals, desk: Desk) -> dict[str, Bilingual]:
    """What can be told; a share of nothing is not told."""
    prefix = reading.code_prefix(goals.region)
    model = figures(one for one in labels(desk.at) if one.place_code.startswith(prefix))
    accuracy = as_rate(model.accuracy)
    wrong = rate(model.accuracy.whole - model.accuracy.part, model.accuracy.whole)
    found = MeasureRow.objects.filter(registered=False, place_code__startswith=prefix).values_list("barrier", flat=True)
    soft = [Barrier(one).is_soft for one in found if one]
    rates = {
        **goals.measured,
        "accuracy": accuracy,
        "early": as_rate(model.early),
        "misjudged": wrong,
        "soft_share": rate(sum(soft), len(soft)),
        "not_approved": rate(sum(not one.approved for one in goals.stood), len(goals.stood)),
        "over_closure": over_closure(goals.stood),
    }
    words = {name: told(one) for name, one in rates.items() if one.value is not None}
    return words | _hours(goals) | _money(desk) | _costs(goals) | _medical(goals)


def _hours(goals: Goals) -> dict[str, Bilingual]:
    steps = {one.step: one for one in goals.times}
    found = {}
    for name, step in (("decision_hours", "decided"), ("whole_hours", "closed"), ("answered", "answered")):
        if one := steps.get(step):
            found[name] = Bilingual(
                f"中位 {one.median:.1f} 小时 [{one.tenth:.1f}, {one.ninetieth:.1f}]（第10至90百分位）n={one.n}",
                f"median {one.median:.1f} h [{one.tenth:.1f}, {one.ninetieth:.1f}] (10th to 90th) n={one.n}",
            )
    return found


def _money(desk: Desk) -> dict[str, Bilingual]:
    did = what_it_did(desk)
    if did.correlation is None:
        return {}
    words = f"{did.correlation:.2f} [{did.low:.2f}, {did.high:.2f}] n={did.places}"
    return {"money": Bilingual(f"{words} 个乡镇，前后各90天", f"{words} townships, 90 days before and after")}


def _costs(goals: Goals) -> dict[str, Bilingual]:
    """Yuan a closure-day of those that could be costed: by closure, since areas are not on record."""
    costed = [one for one in goals.stood if one.yuan is not None and one.days > 0]
    days = sum(one.days for one in costed)
    if not costed or days <= 0:
        return {}
    low, value, high = (sum(getattr(one.yuan, end) for one in costed) / days / 1e4 for end in ("low", "value", "high"))
    return {
        "yuan_a_day": Bilingual(
            f"每处每日 {value:,.0f} 万元 [{low:,.0f}, {high:,.0f}] n={len(costed)} 处（面积无记录，不按平方公里）",
            f"{value * 1e4:,.0f} yuan [{low * 1e4:,.0f}, {high * 1e4:,.0f}] a closure and day, n={len(costed)} "
            "(areas are not on record: not by km²)",
        )
    }


def _medical(goals: Goals) -> dict[str, Bilingual]:
    count = goals.complaints.emergencies
    if not goals.complaints.reports:
        return {}
    return {
        "medical_reports": Bilingual(
            f"反映就医、急救、消防受阻 {count:,} 件（只计数，没有可比的前期）",
            f"{count:,} reports of care, ambulance or fire engine held up (a count; no earlier time to compare)",
        )
    }
