"""The part of a review about closures: what closed, who was hurt, what it bought, what is to become of each."""

from __future__ import annotations

from collections.abc import Sequence

from clearway.core.words import Bilingual
from clearway.evaluate.costs import Interval
from clearway.evaluate.review.standing import Stood, people_of
from clearway.evaluate.verdict import Verdict
from clearway.loop.document_fields import Making
from clearway.loop.review_costs import wan, worth
from clearway.loop.review_quarter import Review
from clearway.loop.review_section import number, section
from clearway.loop.review_words import UNKNOWN, VERDICTS
from clearway.publish.charts import Bar, bars
from clearway.publish.counted_names import TOPICS
from clearway.publish.documents.paper import Section
from clearway.publish.wording import title_of
from clearway.record.reading.naming import place_names

#: Rows of a chart.
DRAWN = 10


def closed(stood: Sequence[Stood], making: Making) -> Section:
    """What closed, and how long past its clock."""
    names = _names(stood)
    rows = [
        (
            one.measure.number,
            making.say(names[one.measure.number]),
            making.say(title_of(one.measure)),
            f"{one.days:.1f}",
            f"{one.past:.1f}",
            making.say(UNKNOWN) if one.people is None else f"{one.people:,}",
            making.say(_STILL if one.still else _GONE),
        )
        for one in stood
    ]
    drawn = [
        Bar(label=making.say(names[one.measure.number]), parts=(one.days - one.past, one.past), told=f"{one.days:.1f}")
        for one in stood[:DRAWN]
    ]
    title = Bilingual("封了什么，超了多久", "What closed, and how long past the clock")
    legend = (
        Bilingual("时限之内的天数", "days within the clock"),
        Bilingual("无权而立、超过时限的天数", "days past it, or without right"),
    )
    return section(
        title,
        (
            _NUMBER,
            _PLACE,
            Bilingual("措施", "Closure"),
            Bilingual("天数", "Days"),
            Bilingual("其中超期", "Past"),
            Bilingual("受限人数", "People"),
            Bilingual("现状", "Now"),
        ),
        rows,
        making,
        (9, 11, 9, 4, 4, 5, 5),
        picture=bars(making.say(title), making.say(_ABOUT_DAYS), drawn, [making.say(one) for one in legend]),
        note=_OVER,
        links=[f"/measures/{one.measure.number}" for one in stood],
    )


def hurt(review: Review, making: Making) -> Section:
    """Person-days and what was held up."""
    people, topics = people_of(review.stood), review.complaints.topics
    known = [(name, topics[name]) for name in TOPICS if topics.get(name)]
    drawn = [
        Bar(label=making.say(TOPICS[name]), parts=(float(count),), told=f"{count:,}")
        for name, count in sorted(known, key=lambda one: -one[1])
        if name != "other"
    ]
    rows = [
        (making.say(Bilingual("受限人·天", "person-days behind closures")), number(people.person_days)),
        (
            making.say(Bilingual("其中超期或无权而立的人·天", "of them past the clock or without right")),
            number(people.past),
        ),
        (
            making.say(Bilingual("人数未知的封闭（不计入）", "closures of unknown size (not counted in)")),
            number(people.unknown),
        ),
        *(
            (making.say(Bilingual("反映：", "reports: ")) + making.say(TOPICS[name]), number(count))
            for name, count in known
        ),
    ]
    title = Bilingual("谁受了苦", "Who was hurt")
    return section(
        title,
        (Bilingual("事项", "What"), Bilingual("数量", "Number")),
        rows,
        making,
        (5, 2),
        note=_NEVER_PRICED,
        picture=bars(making.say(_TOPICS), making.say(_ABOUT_TOPICS), drawn, ("",)),
    )


def bought(review: Review, making: Making) -> Section:
    """What closures did to the spread, and what they cost: with an interval, or not at all."""
    yuan = worth(review.stood)
    told = [one for one in review.stood if one.measure.registered or one.measure.number in yuan]
    rows = [
        (
            one.measure.number,
            making.say(title_of(one.measure)),
            _effect(one, making),
            _money(yuan.get(one.measure.number)),
        )
        for one in told
    ]
    links = [f"/measures/{one.measure.number}/evaluation" for one in told]
    note = Bilingual(
        f"{len(yuan)} 项封闭计得出成本；其余无人计数，不按零算。成本按规则“duty.closure_costs”的单价折算，带区间。",
        f"{len(yuan)} closures could be costed; the others were not counted, which is not nought. Unit values with "
        "intervals: rule duty.closure_costs.",
    )
    headers = (
        _NUMBER,
        Bilingual("措施", "Closure"),
        Bilingual("对传播的影响（log R）", "Effect on log R"),
        Bilingual("成本（万元）", "Cost (10,000 yuan)"),
    )
    title = Bilingual("换来了什么", "What it bought")
    return section(title, headers, rows, making, (4, 5, 5, 5), note=note, links=links)


def _money(yuan: Interval | None) -> str:
    return f"{wan(yuan.value)} [{wan(yuan.low)}, {wan(yuan.high)}]" if yuan else "—"


def _effect(one: Stood, making: Making) -> str:
    if one.effect is None or not one.identified:
        return making.say(Bilingual("无法识别", "not identified"))
    return f"{one.effect.value:+.2f} [{one.effect.low:+.2f}, {one.effect.high:+.2f}]"


def verdicts(stood: Sequence[Stood], making: Making) -> Section:
    """Keep, adjust or exit, of what still stands."""
    open_now = [one for one in stood if one.still]
    rows = [
        (
            one.measure.number,
            making.say(VERDICTS[one.verdict]),
            making.say(_THEN).join(making.say(why) for why in _reasons(one)),
        )
        for one in open_now
    ]
    exits = sum(one.verdict is Verdict.EXIT for one in open_now)
    note = Bilingual(
        f"仍在的 {len(open_now)} 项中，{exits} 项应退出："
        "已登记的，措施页上解除一步已经打开；未登记的，由其案件责令整改。",
        f"Of {len(open_now)} that still stand, {exits} are to end: on the page of a registered one the step of lifting "
        "stands open; an unregistered one is put right through its case.",
    )
    headers = (_NUMBER, Bilingual("结论", "Verdict"), Bilingual("理由", "Reasons"))
    title = Bilingual("逐项结论：维持、调整、退出", "Verdicts: keep, adjust or exit")
    links = [f"/measures/{one.measure.number}" for one in open_now]
    return section(title, headers, rows, making, (4, 2, 9), note=note, links=links)


def _reasons(one: Stood) -> tuple[Bilingual, ...]:
    return tuple(why for why in one.reasons if isinstance(why, Bilingual))


def _names(stood: Sequence[Stood]) -> dict[str, Bilingual]:
    """Places as the public may read them: never closer than the compound, since a building may be three households."""
    codes = {one.measure.number: "-".join((one.measure.place_code or "").split("-")[:2]) for one in stood}
    known = place_names(codes.values())
    return {number: known.get(code, UNKNOWN) for number, code in codes.items()}


_NUMBER, _PLACE = Bilingual("编号", "Number"), Bilingual("地点", "Place")
_THEN = Bilingual("；", "; ")
_STILL, _GONE = Bilingual("仍在", "stands"), Bilingual("已解除", "gone")
_TOPICS = Bilingual("反映了什么受阻", "What was held up, by reports")
_OVER = Bilingual(
    "未登记的封堵，每一天都算无权；已登记的，解除时限已到或超过方案上限（政策，非法律）之后的天数算超期。",
    "Every day of an unregistered closure is without right; of a registered one, the days after its release clock has "
    "run or after the plan's ceiling (policy, not law).",
)
_NEVER_PRICED = Bilingual(
    "急救、消防、就医受阻只计数，从不折成钱。人·天按地点的登记人口计，是上限：不是人人都想出门。",
    "Ambulances, fire engines and care held up are counted and never priced. Person-days use the people registered at "
    "the place: an upper bound.",
)
_ABOUT_DAYS = Bilingual(
    "每处封闭在本季度的天数，分为时限之内和之外；数字见下表",
    "Days each closure stood, within and past its clock; figures below",
)
_ABOUT_TOPICS = Bilingual("按受阻事项统计的反映数；数字见下表", "Reports by what was held up; figures below")
