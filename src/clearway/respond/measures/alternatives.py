"""The smallest lawful alternative: what could be done instead, lightest first, each read again by the same law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from clearway.core.barriers import Barrier
from clearway.core.findings import Finding, Verdict
from clearway.core.grades import LeastMeasure
from clearway.core.people import Role
from clearway.core.places import Level, region_level
from clearway.core.proposals import Draft
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.measures.powers import able
from clearway.respond.measures.reading import ProtectedWay, read_draft, ways_closed
from clearway.respond.measures.refusals import NoTermLeft


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A lighter measure. ``draft`` is it, where the form can take it over; None where a person must choose (a smaller
    place). ``open_links`` stay open."""

    name: str
    text: Bilingual
    draft: Draft | None
    open_links: tuple[int, ...] = ()
    rule: str = "closing.least_restrictive"


def alternatives(
    draft: Draft, on_map: Sequence[ProtectedWay] | None, rulebook: Rulebook, at: datetime,
    least: LeastMeasure | None = None,
) -> tuple[Alternative, ...]:  # fmt: skip
    """Lighter measures the law of the day would not fail, lightest first; the first is the smallest lawful one.

    ``least``: what the risk grade of the place leads to at most (None: it was not graded). A grade that closes nothing
    comes first, and one that closes less than was asked for says how little.
    """
    ways = ways_closed(draft, on_map) or ()
    graded = tuple(_by_grade(draft, least))
    return graded + tuple(
        one for one in _candidates(draft, ways, rulebook, at) if one.draft is None or _lawful(one, ways, rulebook, at)
    )


def _by_grade(draft: Draft, least: LeastMeasure | None) -> Iterator[Alternative]:
    if least is None or (least is LeastMeasure.COMPOUND and draft.place_code.count("-") == 1):
        return
    yield Alternative(name="by_grade", text=_BY_GRADE[least], draft=None, rule="risk.measures_by_level")


_CLOSES = "按风险等级，最多只管控能包住相关感染的{}"
_CLOSES_EN = "by the risk grade at most the {} that holds the linked infections"
_NOTHING = Bilingual(
    "按风险等级只作常规监测，不设任何管控", "by the risk grade: routine monitoring, nothing is restricted"
)
_BY_GRADE = {
    LeastMeasure.NONE: _NOTHING,
    LeastMeasure.ROUTINE: _NOTHING,
    LeastMeasure.CANNOT_GRADE: Bilingual(
        "数据不足，无法定级：不能据此新设封闭", "too little is known to grade it: no new closure may rest on that"
    ),
    LeastMeasure.PARTIAL: Bilingual(
        "按风险等级只作部分管控，所有出入口保持开放", "by the risk grade: partial control, every gate stays open"
    ),
    LeastMeasure.HOUSEHOLD: Bilingual(_CLOSES.format("户"), _CLOSES_EN.format("household")),
    LeastMeasure.FLOOR: Bilingual(_CLOSES.format("楼层"), _CLOSES_EN.format("floor")),
    LeastMeasure.UNIT: Bilingual(_CLOSES.format("单元"), _CLOSES_EN.format("unit")),
    LeastMeasure.BUILDING: Bilingual(_CLOSES.format("楼栋"), _CLOSES_EN.format("building")),
    LeastMeasure.COMPOUND: Bilingual(_CLOSES.format("小区"), _CLOSES_EN.format("compound")),
}


def improves(found: Sequence[Finding]) -> bool:
    """Whether anything in the reading fails, so that an alternative is called for."""
    return any(one.verdict is Verdict.FAIL for one in found)


def _candidates(draft: Draft, ways: Sequence[ProtectedWay], rulebook: Rulebook, at: datetime) -> Iterator[Alternative]:
    yield _staffed(draft)
    yield _time_slots(draft)
    yield from _leave_open(draft, ways)
    yield from _unlocked(draft)
    yield from _shorter(draft, rulebook, at)
    yield from _smaller(draft)
    yield from _other_organ(draft, rulebook, at)


def _staffed(draft: Draft) -> Alternative:
    text = Bilingual(
        "设有人值守、保持敞开的检查点，不封闭任何路段", "a staffed checkpoint that stays open; no way is closed"
    )
    eased = _eased(replace(draft, road_links=(), means=Barrier.GUARD_ONLY), text)
    return Alternative(name="staffed_checkpoint", text=text, draft=eased, open_links=draft.road_links)


def _time_slots(draft: Draft) -> Alternative:
    text = Bilingual("分时段通行，代替全天封闭", "time slots instead of closing all day")
    eased = _eased(replace(draft, road_links=(), means=Barrier.GUARD_ONLY), text)
    return Alternative(
        name="time_slots", text=text, draft=eased, open_links=draft.road_links, rule="residents.time_slots"
    )


def _leave_open(draft: Draft, ways: Sequence[ProtectedWay]) -> Iterator[Alternative]:
    hit = {way.link for way in ways if way.link is not None}
    rest = tuple(link for link in draft.road_links if link not in hit)
    if hit and rest:
        kept = ", ".join(str(link) for link in sorted(hit))
        text = Bilingual(
            f"受保护的路段（{kept}）保持畅通，只管控其余路段",
            f"leave the protected ways open ({kept}), control the others",
        )
        yield Alternative(
            name="leave_open", text=text, draft=_eased(replace(draft, road_links=rest), text),
            open_links=tuple(sorted(hit)), rule="closing.negative_list",
        )  # fmt: skip


def _unlocked(draft: Draft) -> Iterator[Alternative]:
    if draft.means in (Barrier.WELDED, Barrier.LOCKED_UNIT_DOOR, Barrier.CHAINED_GATE):
        text = Bilingual("改为专人值守，门不上锁", "somebody stands at the door; it is not locked")
        yield Alternative(
            name="unlocked", text=text, draft=_eased(replace(draft, means=Barrier.GUARD_ONLY), text),
            rule="closing.fire_lanes",
        )  # fmt: skip


def _shorter(draft: Draft, rulebook: Rulebook, at: datetime) -> Iterator[Alternative]:
    days = rulebook.value("closing.term_days", at.date())
    if days is not None and draft.ends_at - draft.starts_at > timedelta(days=float(days)):
        text = Bilingual(f"期限缩短为 {days} 天，届时再评估", f"for {days} days, then look again")
        until = draft.starts_at + timedelta(days=float(days))
        yield Alternative(
            name="shorter", text=text, draft=_eased(replace(draft, ends_at=until), text), rule="closing.term_days"
        )


def _smaller(draft: Draft) -> Iterator[Alternative]:
    if "-" in draft.place_code:
        return
    if region_level(draft.place_code) is Level.COMMUNITY:
        text = Bilingual(
            "只管控出现感染的小区、楼栋或单元", "control only the compound, building or unit with infections"
        )
    else:
        text = Bilingual(
            "只管控出现感染的一个场所，由县级政府决定",
            "control only the one place with infections: the county may decide that",
        )
    yield Alternative(name="smaller_unit", text=text, draft=None, rule="risk.precise_unit")


def _other_organ(draft: Draft, rulebook: Rulebook, at: datetime) -> Iterator[Alternative]:
    role = able(draft, rulebook, at)
    if role is not None and role is not draft.organ:
        who = _GOVERNMENTS[role]
        text = Bilingual(f"报请{who.zh}决定", f"ask {who.en} to decide")
        yield Alternative(name="other_organ", text=text, draft=replace(draft, organ=role), rule="closing.authority")


_GOVERNMENTS = {
    Role.COUNTY_GOVERNMENT: Bilingual("县级人民政府", "the county government"),
    Role.CITY: Bilingual("市级人民政府", "the city government"),
    Role.PROVINCE: Bilingual("省级人民政府", "the provincial government"),
}


def _eased(draft: Draft, text: Bilingual) -> Draft:
    return replace(draft, scope=f"{draft.scope}（{text.zh}）" if draft.scope else text.zh)


def _lawful(one: Alternative, ways: Sequence[ProtectedWay], rulebook: Rulebook, at: datetime) -> bool:
    """Read again: the ways of links it leaves open no longer count."""
    assert one.draft is not None
    left = [way for way in ways if way.link is not None and way.link in one.draft.road_links]
    try:
        found = read_draft(one.draft, rulebook, at, left)
    except NoTermLeft:
        return False
    mended = ("negative_list", "authority", "term", "ceiling")
    return all(one.verdict is not Verdict.FAIL for one in found if one.check in mended)
