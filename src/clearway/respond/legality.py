"""What the rulebook says of a measure: a first legality reading. It explains itself and decides nothing.

Each finding is pass, fail or unknown, with the rule, its article and whether that is law or the plan's policy.
Re-run with the moment of a past decision it reads that decision under the rules of its day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, timezone, tzinfo

from clearway.core.epidemic import DiseaseClass
from clearway.core.measures import Measure
from clearway.core.moments import aware
from clearway.core.rules import Force, Rulebook
from clearway.core.words import Bilingual
from clearway.respond.authority import authority, matrix_row
from clearway.respond.findings import Asked, Finding, Verdict, answer

_CHINA = timezone(timedelta(hours=8))


def findings(
    measure: Measure,
    rulebook: Rulebook,
    at: datetime,
    protected_hit: Sequence[str] | None = None,
    *,
    disease: DiseaseClass | None = None,
    notice_at: datetime | None = None,
    alternative: str | None = None,
    zone: tzinfo = _CHINA,
) -> tuple[Finding, ...]:
    """What the rulebook in force at ``at`` says of ``measure``.

    ``protected_hit``: ways of the negative list it would close, found on the map (None: the map was not asked; empty:
    none). ``notice_at``: when notice was given. ``alternative``: the lighter measure considered, in words.

    Raises:
        ValueError: ``at`` has no zone.
    """
    asked = Asked(
        measure=measure, rulebook=rulebook, at=aware(at), day=at.astimezone(zone).date(), protected_hit=protected_hit,
        disease=disease, notice_at=notice_at, alternative=alternative,
    )  # fmt: skip
    return tuple(check(asked) for check in _CHECKS)


def worst(found: Iterable[Finding]) -> Verdict:
    """Fail if any finding fails, else unknown if any is unknown, else pass."""
    verdicts = {finding.verdict for finding in found}
    return next((v for v in (Verdict.FAIL, Verdict.UNKNOWN) if v in verdicts), Verdict.PASS)


def _registered(asked: Asked) -> Finding:
    if asked.measure.registered:
        verdict, text = Verdict.PASS, Bilingual("已登记", "on the register")
    else:
        verdict, text = Verdict.FAIL, Bilingual("没有登记，查不到任何决定", "not on the register: no decision is known")
    return answer(asked, "registered", verdict, text, "closing.approval_chain")


def _negative_list(asked: Asked) -> Finding:
    rule, hit = "closing.negative_list", asked.protected_hit
    if hit is None:
        text = Bilingual("尚未在地图上核对", "not yet checked against the map")
        return answer(asked, "negative_list", Verdict.UNKNOWN, text, rule)
    if not hit:
        text = Bilingual("不涉及清单内的通道", "no way on the list is touched")
        return answer(asked, "negative_list", Verdict.PASS, text, rule)
    return _listed(asked, rule, hit)


def _listed(asked: Asked, rule: str, hit: Sequence[str]) -> Finding:
    """The failure for the ways hit; where one of them is forbidden by law, that is the article named."""
    ways = [way for way in asked.value(rule) or [] if way["way"] in hit]
    zh = "、".join(way["zh"] for way in ways) or "、".join(hit)
    en = ", ".join(way["en"] for way in ways) or ", ".join(hit)
    text = Bilingual(f"会封堵{zh}：任何批准或表决都不能使其合法", f"would close {en}: no approval or vote can allow it")
    if not ways:
        return answer(asked, "negative_list", Verdict.FAIL, text, rule)
    gravest = min(ways, key=lambda way: way["force"] != Force.LAW.value)
    article = Bilingual(gravest["article"]["zh"], gravest["article"]["en"])
    return answer(asked, "negative_list", Verdict.FAIL, text, rule, article, Force(gravest["force"]))


def _term(asked: Asked) -> Finding:
    rule, usual, days = "closing.term_days", asked.value("closing.term_days"), _days(asked.measure)
    if usual is None or days is None:
        return answer(asked, "term", Verdict.UNKNOWN, _NO_TERM if days is None else _NO_RULE, rule)
    if days <= usual:
        text = Bilingual(f"期限 {days:g} 天，不超过默认 {usual} 天", f"{days:g} days, within the default of {usual}")
        return answer(asked, "term", Verdict.PASS, text, rule)
    text = Bilingual(
        f"期限 {days:g} 天，超过默认 {usual} 天，须说明理由", f"{days:g} days: more than {usual} needs its reason"
    )
    return answer(asked, "term", Verdict.UNKNOWN, text, rule)


def _ceiling(asked: Asked) -> Finding:
    rule, most, days = "closing.ceiling_days", asked.value("closing.ceiling_days"), _days(asked.measure)
    if most is None or days is None:
        return answer(asked, "ceiling", Verdict.UNKNOWN, _NO_TERM if days is None else _NO_RULE, rule)
    if days <= most:
        text = Bilingual(f"期限 {days:g} 天，不超过上限 {most} 天", f"{days:g} days, within the ceiling of {most}")
        return answer(asked, "ceiling", Verdict.PASS, text, rule)
    if asked.measure.filed_with:
        text = Bilingual(
            f"超过 {most} 天，已向{asked.measure.filed_with}备案；是否属于紧急情况须人工认定",
            f"more than {most} days, filed with {asked.measure.filed_with}; a person judges whether it is an emergency",
        )
        return answer(asked, "ceiling", Verdict.UNKNOWN, text, "closing.extension_filing")
    text = Bilingual(
        f"期限 {days:g} 天，超过上限 {most} 天且未备案", f"{days:g} days: over {most}, and nothing was filed"
    )
    return answer(asked, "ceiling", Verdict.FAIL, text, rule)


_NO_TERM = Bilingual("没有写明期限", "no term is stated")
_NO_RULE = Bilingual("当日没有适用的规则", "no rule was in force on that day")


def _notice(asked: Asked) -> Finding:
    rule, hours = "closing.notice_hours", asked.value("closing.notice_hours")
    if hours is None:
        return answer(asked, "notice", Verdict.UNKNOWN, _NO_RULE, rule)
    if asked.notice_at is None:
        missing = not asked.measure.public_notice_id and asked.at >= asked.measure.starts_at
        text = (
            Bilingual("没有公告", "no notice was given")
            if missing
            else Bilingual("公告时间不明", "time of notice unknown")
        )
        return answer(asked, "notice", Verdict.FAIL if missing else Verdict.UNKNOWN, text, rule)
    ahead = (asked.measure.starts_at - asked.notice_at) / timedelta(hours=1)
    told = f"{ahead:.4g}"
    text = Bilingual(f"提前 {told} 小时公告（须 {hours} 小时）", f"notice {told} hours ahead (asked: {hours})")
    return answer(asked, "notice", Verdict.PASS if ahead >= hours else Verdict.FAIL, text, rule)


def _notice_content(asked: Asked) -> Finding:
    measure, rule = asked.measure, "closing.notice_content"
    wanted = asked.value(rule)
    if not wanted:
        return answer(asked, "notice_content", Verdict.UNKNOWN, _NO_RULE, rule)
    stated = {"scope": measure.scope, "term": measure.ends_at, "reasons": measure.reason}
    missing = [name for name in wanted if name in stated and not stated[name]]
    if missing:
        zh = "、".join(_FIELDS[name] for name in missing)
        text = Bilingual(f"没有写明{zh}", f"does not state: {', '.join(missing)}")
        return answer(asked, "notice_content", Verdict.FAIL, text, rule)
    text = Bilingual(
        "范围、期限、理由已写明；措施内容须看公告原文",
        "scope, term and reasons are stated; what is done is to be read in the notice itself",
    )
    return answer(asked, "notice_content", Verdict.UNKNOWN, text, rule)


_FIELDS = {"scope": "范围", "term": "期限", "reasons": "理由"}


def _least_restrictive(asked: Asked) -> Finding:
    rule = "closing.least_restrictive"
    if asked.alternative is None:
        text = Bilingual("没有写明是否考虑过较轻的措施", "not stated whether a lighter measure was considered")
        return answer(asked, "least_restrictive", Verdict.UNKNOWN, text, rule)
    if not asked.alternative.strip():
        text = Bilingual("没有考虑较轻的措施", "no lighter measure was considered")
        return answer(asked, "least_restrictive", Verdict.FAIL, text, rule)
    text = Bilingual(f"考虑过：{asked.alternative}", f"considered: {asked.alternative}")
    return answer(asked, "least_restrictive", Verdict.PASS, text, rule)


def _basis(asked: Asked) -> Finding:
    basis, rule = asked.measure.legal_basis.strip(), "closing.legal_basis"
    if not basis:
        return answer(asked, "basis", Verdict.FAIL, Bilingual("没有写明法律依据", "no legal basis is named"), rule)
    row = matrix_row(asked)
    if row is not None and _articles(row["article"]["zh"]) & _articles(basis):
        text = Bilingual(f"所引依据：{basis}，与此类措施相符", f"cites {basis}, which is about this kind of measure")
        return answer(asked, "basis", Verdict.PASS, text, rule)
    text = Bilingual(f"所引依据：{basis}，是否成立须人工审查", f"cites {basis}; whether it holds is for a person")
    return answer(asked, "basis", Verdict.UNKNOWN, text, rule)


def _articles(text: str) -> set[int]:
    """Article numbers cited, in figures or Chinese numerals up to 99."""
    figures = re.findall(r"(?:第|art\.?|article)\s*(\d+)", text, re.IGNORECASE)
    numerals = re.findall(r"第([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])条", text)
    return {int(figure) for figure in figures} | {_number(numeral) for numeral in numerals}


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    digits = "零一二三四五六七八九"
    return (digits.index(tens or "一") * 10 if ten else 0) + digits.index(ones or "零")


_CHECKS = (
    _registered,
    authority,
    _negative_list,
    _term,
    _ceiling,
    _notice,
    _notice_content,
    _least_restrictive,
    _basis,
)


def _days(measure: Measure) -> float | None:
    return None if measure.ends_at is None else (measure.ends_at - measure.starts_at) / timedelta(days=1)
