"""A draft read under the law of the day: every finding, the earliest start, and what the negative list says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.findings import Finding, Verdict
from clearway.core.measures import Measure
from clearway.core.proposals import Draft
from clearway.core.refusals import Refusal
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.legality import findings
from clearway.respond.measures.chain import EMERGENCY
from clearway.respond.measures.organ_names import with_organ_named
from clearway.respond.measures.refusals import MapNotAsked, NoTermLeft, OnNegativeList, StillFails, TooLong

NEGATIVE, NOTICE, CEILING, GUARANTEES, FIRE_LANES = (
    "closing.negative_list", "closing.notice_hours", "closing.ceiling_days", "closing.guarantees", "closing.fire_lanes",
)  # fmt: skip
#: Means that shut the door people would flee through (Fire Protection Law art. 28).
_SHUTS_EXITS = frozenset({Barrier.WELDED, Barrier.LOCKED_UNIT_DOOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedWay:
    """A way of the negative list that would be closed: its name in the rule's list, the reason, the link if any."""

    way: str
    reason: Bilingual
    link: int | None = None


def ways_closed(draft: Draft, on_map: Sequence[ProtectedWay] | None) -> tuple[ProtectedWay, ...] | None:
    """Every protected way the draft closes: those the map names, and exits shut by the means chosen."""
    if on_map is None and draft.means not in _SHUTS_EXITS:
        return None
    shut = _EXITS if draft.means in _SHUTS_EXITS else ()
    return (*shut, *(on_map or ()))


_EXITS = (
    ProtectedWay(
        way="evacuation_way",
        reason=Bilingual(
            "锁闭或焊封单元门会堵住疏散出口", "a unit door locked or welded shut closes the way people would flee"
        ),
    ),
)


def read_draft(
    draft: Draft, rulebook: Rulebook, at: datetime, on_map: Sequence[ProtectedWay] | None, *, organ: str | None = None
) -> tuple[Finding, ...]:
    """What the law of the day of ``at`` (in the county's zone) says of ``draft`` if notice were given now.

    ``organ``: who decides (default: whose decision is asked for).

    Raises:
        NoTermLeft: with the notice ahead nothing of the term is left.
    """
    ways = ways_closed(draft, on_map)
    found = findings(
        as_measure(draft, rulebook, at, organ=organ),
        rulebook,
        at,
        None if ways is None else [way.way for way in ways],
        disease=draft.disease,
        notice_at=at,
        alternative=draft.alternative,
        zone=at.tzinfo,  # type: ignore[arg-type]
    )
    code = draft.organ.value if organ is None else organ
    named = (with_organ_named(one, code) for one in found)
    fitted = (_fitted(one, draft, rulebook, at.date(), ways) for one in named)
    return (*fitted, *_exits(draft, rulebook, ways), _guarantees(draft, rulebook, at.date()))


def as_measure(
    draft: Draft, rulebook: Rulebook, at: datetime, *, organ: str | None = None, number: str = "", notice: str = ""
) -> Measure:
    """The measure the draft would become if notice were given at ``at``.

    Raises:
        NoTermLeft: nothing of the term is left.
    """
    starts = earliest_start(draft, rulebook, at)
    if starts >= draft.ends_at:
        raise NoTermLeft(starts=f"{starts:%Y-%m-%d %H:%M}", rule=NOTICE)
    return Measure(
        number=number,
        kind=draft.kind,
        place_code=draft.place_code,
        place_text=draft.place_text,
        starts_at=starts,
        ends_at=draft.ends_at,
        barrier=draft.means,
        imposed_by=ImposedBy.GOVERNMENT,
        legal_basis=draft.legal_basis,
        deciding_organ=draft.organ.value if organ is None else organ,
        scope=draft.scope,
        reason=draft.reason,
        public_notice_id=notice,
    )


def earliest_start(draft: Draft, rulebook: Rulebook, at: datetime) -> datetime:
    """The start asked for, or as late as the notice ahead makes it."""
    path = rulebook.value(EMERGENCY, at.date()) if draft.emergency else None
    hours = path["notice_hours"] if path else rulebook.value(NOTICE, at.date())
    return max(draft.starts_at, at + timedelta(hours=float(hours or 0)))


def barred(draft: Draft, rulebook: Rulebook, at: datetime, on_map: Sequence[ProtectedWay] | None) -> Refusal | None:
    """What no step can mend: a way of the negative list, or a term past the ceiling."""
    ways = ways_closed(draft, on_map)
    if ways:
        return listed(ways, rulebook, at.date())
    most = rulebook.value(CEILING, at.date())
    days = (draft.ends_at - draft.starts_at) / timedelta(days=1)
    if most is not None and days > most:
        return TooLong(days=f"{days:g}", most=most, rule=CEILING)
    return None


def unfit(
    draft: Draft, rulebook: Rulebook, at: datetime, on_map: Sequence[ProtectedWay] | None, *, organ: str | None = None
) -> Refusal | None:
    """Why nobody may sign or decide this draft now; None: nothing fails and the map was asked."""
    refused = barred(draft, rulebook, at, on_map)
    if refused is not None:
        return refused
    if ways_closed(draft, on_map) is None:
        return MapNotAsked(rule=NEGATIVE)
    try:
        found = read_draft(draft, rulebook, at, on_map, organ=organ)
    except NoTermLeft as late:
        return late
    fails = next((one for one in found if one.verdict is Verdict.FAIL), None)
    return None if fails is None else _failing(fails)


def _failing(finding: Finding) -> StillFails:
    return StillFails(
        why_zh=finding.text.zh, why_en=finding.text.en, article_zh=finding.article.zh, article_en=finding.article.en,
        rule=finding.rule,
    )  # fmt: skip


def listed(ways: Sequence[ProtectedWay], rulebook: Rulebook, day: date) -> OnNegativeList:
    """The refusal that names the ways closed, each with its article."""
    listed = {row["way"]: row["article"] for row in rulebook.value(NEGATIVE, day) or []}
    cited = rulebook.rule(NEGATIVE).cited()
    articles = [listed.get(way.way, cited.as_json()) for way in ways]
    return OnNegativeList(
        what_zh="；".join(dict.fromkeys(way.reason.zh for way in ways)),
        what_en="; ".join(dict.fromkeys(way.reason.en for way in ways)),
        article_zh="、".join(dict.fromkeys(article["zh"] for article in articles)),
        article_en=", ".join(dict.fromkeys(article["en"] for article in articles)),
        rule=NEGATIVE,
    )


def _fitted(
    found: Finding, draft: Draft, rulebook: Rulebook, day: date, ways: Sequence[ProtectedWay] | None
) -> Finding:
    """The finding, fitted to a draft: the ways named as the map names them; an emergency's notice told as such."""
    if found.check == "negative_list" and ways:
        zh = "；".join(dict.fromkeys(way.reason.zh for way in ways))
        en = "; ".join(dict.fromkeys(way.reason.en for way in ways))
        return replace(found, text=Bilingual(f"{found.text.zh}。{zh}", f"{found.text.en}. {en}"))
    if found.check == "notice" and draft.emergency:
        path = rulebook.value(EMERGENCY, day)
        zh = f"紧急程序：公告后即可生效；{path['review_hours']} 小时内未补办审查的自行终止"
        en = f"emergency path: in force on notice; ends by itself unless reviewed within {path['review_hours']} hours"
        rule = rulebook.rule(EMERGENCY)
        return replace(
            found, verdict=Verdict.UNKNOWN, text=Bilingual(zh, en), rule=EMERGENCY, force=rule.force,
            article=rule.cited(),
        )  # fmt: skip
    if found.check == "notice_content" and found.verdict is Verdict.UNKNOWN and draft.scope and draft.reason:
        text = Bilingual(
            "内容、范围、期限和理由将写入公告", "content, scope, term and reasons will stand in the notice"
        )
        return replace(found, verdict=Verdict.PASS, text=text)
    return found


def _exits(draft: Draft, rulebook: Rulebook, ways: Sequence[ProtectedWay] | None) -> Iterator[Finding]:
    """Nothing the map can answer: whether a building closed by other means keeps an exit. Said, not passed over."""
    kept_open = draft.means is not None and (draft.means is Barrier.GUARD_ONLY or draft.means.is_soft)
    if ways or kept_open or draft.place_code.count("-") < 2:
        return
    rule = rulebook.rule(FIRE_LANES)
    yield Finding(
        check="exits", verdict=Verdict.UNKNOWN, text=_NO_EXITS_DRAWN, rule=FIRE_LANES, force=rule.force,
        article=rule.cited(),
    )  # fmt: skip


_NO_EXITS_DRAWN = Bilingual(
    "地图不画楼栋的安全出口，无法判断是否留有疏散出口：须现场核实，至少一个出口不得锁闭",
    "the map draws no exits of buildings and cannot tell whether one stays free: to be seen on the spot; "
    "one exit at least may not be locked",
)


def _guarantees(draft: Draft, rulebook: Rulebook, day: date) -> Finding:
    rule = rulebook.rule(GUARANTEES)
    missing = [need for need in rule.on(day) or [] if need not in draft.guarantees]
    if not draft.help_phone.strip():
        missing.append("help_phone")
    if missing:
        zh, en = "、".join(_NEEDS[need].zh for need in missing), ", ".join(_NEEDS[need].en for need in missing)
        verdict, text = Verdict.FAIL, Bilingual(f"没有落实：{zh}", f"not assured: {en}")
    else:
        verdict, text = Verdict.PASS, Bilingual("各项保障已落实", "everything that must be assured is")
    return Finding(
        check="guarantees", verdict=verdict, text=text, rule=GUARANTEES, force=rule.force, article=rule.cited()
    )


_NEEDS = {
    "supplies": Bilingual("生活物资", "supplies"),
    "medical_access": Bilingual("就医通道", "access to care"),
    "vulnerable_groups": Bilingual("重点人群照护", "care for vulnerable groups"),
    "help_numbers": Bilingual("求助热线", "help lines"),
    "accessible_information": Bilingual("无障碍信息", "accessible information"),
    "help_phone": Bilingual("值班电话", "a duty phone number"),
}
