"""A review in words: sections of table and chart, the same on the page, in DOCX and in PDF."""

from __future__ import annotations

from collections.abc import Sequence

from clearway.core.casework import Grade
from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import rate
from clearway.evaluate.review.standing import Stood, over_closure, people_of
from clearway.evaluate.verdict import Verdict
from clearway.loop.document_fields import Making
from clearway.loop.review_quarter import Review
from clearway.loop.review_words import GRADES, ITEMS, NONE, PAYERS, TOPICS, UNKNOWN, VERDICTS, as_rate, told
from clearway.publish.charts import Bar, Column, Dot, bars, columns, shares
from clearway.publish.documents.paper import Field, Paper, Section
from clearway.publish.wording import title_of
from clearway.record.reading.naming import place_name, place_names

#: Rows of a chart and of a table; the rest is counted.
DRAWN, LISTED = 14, 100


def headline(review: Review, making: Making) -> tuple[Field, ...]:
    """The few figures a reader should leave with."""
    people = people_of(review.stood)
    still = sum(one.still and one.past > 0 for one in review.stood)
    rows = (
        (Bilingual("期间", "Period"), _period(review, making)),
        (Bilingual("封闭的地方", "Closures"), _number(len(review.stood))),
        (Bilingual("无权而立或超过时限", "Without right or past the clock"), making.say(told(over_closure(review.stood)))),
        (Bilingual("其中仍未解除", "Of them still standing"), _number(still)),
        (Bilingual("受限人·天", "Person-days behind closures"), _number(people.person_days)),
        (Bilingual("其中不该受限的人·天", "Of them without right"), _number(people.past)),
        (Bilingual("反映就医、急救或消防受阻", "Reports of care, ambulance or fire engine held up"),
         _number(review.complaints.emergencies)),
        (Bilingual("按时办结率（超期未结计入分母）", "On time (open overdue counted)"), _on_time(review, making)),
        (Bilingual("预警准确率", "Warning accuracy"), making.say(told(as_rate(review.model.accuracy)))),
        (Bilingual("报告的感染", "Infections reported"), making.say(UNKNOWN) if review.infections is None
         else _number(review.infections)),
    )  # fmt: skip
    return tuple(Field(making.say(name), value) for name, value in rows)


def sections(review: Review, making: Making) -> tuple[Section, ...]:
    """Every part of the review."""
    return (
        _closed(review.stood, making),
        _hurt(review, making),
        _bought(review, making),
        _verdicts(review.stood, making),
        _complaints(review, making),
        _work(review, making),
        _right(review, making),
        _money(review, making),
        _resources(review, making),
    )


def as_paper(review: Review, making: Making) -> Paper:
    """The review as a document."""
    name = making.say(place_name(review.region))
    verdict = Bilingual(
        "本报告由账本自动生成，任何人可据同一账本重算；未知的写未知，不写零。效果无法识别的，举证责任在封闭一方。",
        "Drawn from the ledger; anybody can draw it again. What is unknown is called unknown, never nought. Where an "
        "effect cannot be identified, the burden of proof lies with the closure.",
    )
    return Paper(
        kind="review", title=making.say(title_of_review(review)), number=f"{review.region}-{review.quarter}",
        organ=name, fields=headline(review, making), paragraphs=(making.say(verdict),), rows=(), signed=name,
        on=making.when(review.until), link=f"{making.site}/reviews/{review.region}/{review.quarter}",
        language=making.language, sections=sections(review, making),
    )  # fmt: skip


def title_of_review(review: Review) -> Bilingual:
    """What the review is called."""
    name = review.quarter.name
    return Bilingual(f"{name.zh}封闭措施评估", f"Closures reviewed, {name.en}")


def _closed(stood: Sequence[Stood], making: Making) -> Section:
    names = _names(stood)
    rows = [
        (one.measure.number, making.say(names[one.measure.number]), making.say(title_of(one.measure)),
         f"{one.days:.1f}", f"{one.past:.1f}", making.say(UNKNOWN) if one.people is None else f"{one.people:,}",
         making.say(_STILL if one.still else _GONE))
        for one in stood
    ]  # fmt: skip
    drawn = [
        Bar(label=making.say(names[one.measure.number]), parts=(one.days - one.past, one.past), told=f"{one.days:.1f}")
        for one in stood[:DRAWN]
    ]
    title = Bilingual("封了什么，超了多久", "What closed, and how long past the clock")
    legend = (Bilingual("时限之内的天数", "days within the clock"), Bilingual("无权而立、超过时限的天数", "days past it, or without right"))
    return _section(
        title,
        (_NUMBER, _PLACE, Bilingual("措施", "Closure"), Bilingual("天数", "Days"), Bilingual("其中超期", "Past"),
         Bilingual("受限人数", "People"), Bilingual("现状", "Now")),
        rows, making, (3, 5, 4, 2, 2, 2, 2),
        picture=bars(making.say(title), making.say(_ABOUT_DAYS), drawn, [making.say(one) for one in legend]) if drawn else "",
        note=_OVER,
        links=[f"/measures/{one.measure.number}" for one in stood],
    )  # fmt: skip


def _hurt(review: Review, making: Making) -> Section:
    people, topics = people_of(review.stood), review.complaints.topics
    known = [(name, topics[name]) for name in TOPICS if topics.get(name)]
    drawn = [
        Bar(label=making.say(TOPICS[name]), parts=(float(count),), told=f"{count:,}")
        for name, count in sorted(known, key=lambda one: -one[1])
        if name != "other"
    ]
    rows = [
        (making.say(Bilingual("受限人·天", "person-days behind closures")), _number(people.person_days)),
        (making.say(Bilingual("其中超期或无权而立的人·天", "of them past the clock or without right")), _number(people.past)),
        (making.say(Bilingual("人数未知的封闭（不计入）", "closures of unknown size (not counted in)")), _number(people.unknown)),
        *((making.say(Bilingual("反映：", "reports: ")) + making.say(TOPICS[name]), _number(count)) for name, count in known),
    ]  # fmt: skip
    title = Bilingual("谁受了苦", "Who was hurt")
    return _section(
        title, (Bilingual("事项", "What"), Bilingual("数量", "Number")), rows, making, (5, 2), note=_NEVER_PRICED,
        picture=bars(making.say(_TOPICS), making.say(_ABOUT_TOPICS), drawn, ("",)) if drawn else "",
    )  # fmt: skip


def _bought(review: Review, making: Making) -> Section:
    """What closures did to the spread, and what they cost: with an interval, or not at all."""
    yuan = [one for one in review.stood if one.yuan is not None]
    rows = [
        (one.measure.number, making.say(title_of(one.measure)), _effect(one, making),
         f"{one.yuan.value / 1e4:,.0f} [{one.yuan.low / 1e4:,.0f}, {one.yuan.high / 1e4:,.0f}]" if one.yuan else "—")
        for one in review.stood if one.measure.registered or one.yuan is not None
    ]  # fmt: skip
    note = Bilingual(
        f"{len(yuan)} 项封闭计得出成本；其余无人计数，不按零算。成本按规则“duty.closure_costs”的单价折算，带区间。",
        f"{len(yuan)} closures could be costed; the others were not counted, which is not nought. Unit values with "
        "intervals: rule duty.closure_costs.",
    )
    headers = (_NUMBER, Bilingual("措施", "Closure"), Bilingual("对传播的影响（log R）", "Effect on log R"),
               Bilingual("成本（万元）", "Cost (10,000 yuan)"))  # fmt: skip
    title = Bilingual("换来了什么", "What it bought")
    return _section(title, headers, rows, making, (3, 5, 5, 4), note=note)


def _effect(one: Stood, making: Making) -> str:
    if one.effect is None or not one.identified:
        return making.say(Bilingual("无法识别", "not identified"))
    return f"{one.effect.value:+.2f} [{one.effect.low:+.2f}, {one.effect.high:+.2f}]"


def _verdicts(stood: Sequence[Stood], making: Making) -> Section:
    open_now = [one for one in stood if one.still]
    rows = [
        (one.measure.number, making.say(VERDICTS[one.verdict]), " ".join(making.say(why) for why in _reasons(one)))
        for one in open_now
    ]
    exits = sum(one.verdict is Verdict.EXIT for one in open_now)
    note = Bilingual(
        f"仍在的 {len(open_now)} 项中，{exits} 项应退出：已登记的，措施页上解除一步已经打开；未登记的，由其案件责令整改。",
        f"Of {len(open_now)} that still stand, {exits} are to end: on the page of a registered one the step of lifting "
        "stands open; an unregistered one is put right through its case.",
    )
    headers = (_NUMBER, Bilingual("结论", "Verdict"), Bilingual("理由", "Reasons"))
    title = Bilingual("逐项结论：维持、调整、退出", "Verdicts: keep, adjust or exit")
    links = [f"/measures/{one.measure.number}" for one in open_now]
    return _section(title, headers, rows, making, (3, 2, 9), note=note, links=links)


def _reasons(one: Stood) -> tuple[Bilingual, ...]:
    return tuple(why for why in one.reasons if isinstance(why, Bilingual))


def _complaints(review: Review, making: Making) -> Section:
    found = review.complaints
    rows = [
        (making.say(Bilingual("收到反映", "reports")), _number(found.reports)),
        (making.say(Bilingual("成为案件", "became part of a case")), _number(found.cases)),
        (making.say(Bilingual("其中已办结", "of them closed")), making.say(told(rate(found.closed, found.cases)))),
        (making.say(Bilingual("满意（非常满意和满意）", "content (the two upper grades)")), making.say(told(found.satisfied))),
        *((making.say(GRADES[grade]), _number(found.grades.get(grade, 0))) for grade in Grade if found.grades),
    ]  # fmt: skip
    drawn = [
        Bar(label=making.say(GRADES[grade]), parts=(float(count),), told=str(count))
        for grade in Grade
        if (count := found.grades.get(grade, 0)) or found.grades
    ]
    title = Bilingual("投诉办结与满意", "Complaints closed, and satisfied")
    note = None if found.grades else Bilingual("本季度没有人评价：满意率未知。", "Nobody rated in this quarter: unknown.")
    return _section(
        title, (Bilingual("事项", "What"), Bilingual("数量", "Number")), rows, making, (5, 3), note=note,
        picture=bars(making.say(title), making.say(_ABOUT_GRADES), drawn, ("",)) if drawn else "",
    )  # fmt: skip


def _work(review: Review, making: Making) -> Section:
    title = Bilingual("案件：每周立案与办结", "Cases opened and closed, by week")
    rows = [(f"{week:%m-%d}", str(opened), str(closed)) for week, opened, closed in review.weeks]
    names = (Bilingual("立案", "opened"), Bilingual("办结", "closed"))
    drawn = [Column(label=f"{week:%m-%d}", values=(opened, closed)) for week, opened, closed in review.weeks]
    tasks = review.tasks
    note = Bilingual(
        f"工单按时办结率 {_on_time(review, making)} = 按时办结 {tasks.on_time} ÷（办结 {tasks.finished} + 超期未结 {tasks.open_overdue}）。",
        f"Work orders on time: {_on_time(review, making)} = {tasks.on_time} on time ÷ ({tasks.finished} closed + "
        f"{tasks.open_overdue} open and overdue).",
    )  # fmt: skip
    return _section(
        title, (Bilingual("周一", "Week from"), *names), rows, making, (2, 1, 1), note=note,
        picture=columns(making.say(title), making.say(_ABOUT_WEEKS), drawn, [making.say(one) for one in names]) if drawn else "",
    )  # fmt: skip


def _right(review: Review, making: Making) -> Section:
    tasks = review.tasks
    found = (
        (Bilingual("预警准确率", "warning accuracy"), as_rate(review.model.accuracy)),
        (Bilingual("24 小时内干预", "early intervention"), as_rate(review.model.early)),
        (Bilingual("按时办结率", "work orders on time"), rate(tasks.on_time, tasks.finished + tasks.open_overdue)),
        (Bilingual("投诉满意率", "reporters content"), review.complaints.satisfied),
        (Bilingual("无权或超期的封闭", "closures without right"), over_closure(review.stood)),
        *((Bilingual(f"等级上调 {one.month}", f"grades raised {one.month}"), one.raised_share) for one in review.overrides),
    )  # fmt: skip
    drawn = [
        Dot(label=making.say(name), value=one.value, low=one.low, high=one.high,
            told=making.say(UNKNOWN) if one.value is None else f"{one.value:.0%}")
        for name, one in found
    ]  # fmt: skip
    title = Bilingual("我们准不准", "Were we right")
    rows = [(making.say(name), making.say(told(one))) for name, one in found]
    return _section(
        title, (Bilingual("比例", "Share"), Bilingual("数值 [95% 区间] 样本数", "value [95% interval] n")), rows, making,
        (4, 4), note=_AUDIT, picture=shares(making.say(title), making.say(_ABOUT_SHARES), drawn),
    )  # fmt: skip


def _money(review: Review, making: Making) -> Section:
    rows = [
        (one.fund.title, str(one.fund.year), _yuan(one.fund.planned), _yuan(one.balance.spent), _yuan(one.balance.left),
         "; ".join(f"{making.say(PAYERS[payer])} {share:.0%}" for payer, share in one.shares.items() if share) or "—")
        for one in review.funds
    ]  # fmt: skip
    did = review.money
    if did.correlation is None:
        note = Bilingual(
            f"有支出且可比的乡镇 {did.places} 个，少于 10 个或没有差别：不给出支出与封堵减少的相关系数。",
            f"{did.places} townships with spending to compare (10 are needed, and they must differ): no correlation.",
        )
    else:
        figures = f"{did.correlation:.2f} [{did.low:.2f}, {did.high:.2f}] n={did.places}"
        note = Bilingual(
            f"人均支出与封堵减少的等级相关 {figures}，前后各90天；不说明因果。",
            f"Rank correlation of spending a head with fewer closures: {figures}, 90 days before and after; no cause.",
        )
    headers = (Bilingual("资金", "Fund"), Bilingual("年度", "Year"), Bilingual("计划（元）", "Planned (yuan)"),
               Bilingual("支出", "Spent"), Bilingual("结余", "Left"), Bilingual("谁出的钱", "Who bore it"))  # fmt: skip
    return _section(Bilingual("资金", "Money"), headers, rows, making, (4, 2, 3, 3, 3, 3), note=note)


def _resources(review: Review, making: Making) -> Section:
    found = review.resources
    rows = [
        (making.say(ITEMS[one.item]), f"{one.needed:,}", f"{one.held:,}", f"{one.missing:,}", str(one.uncounted))
        for one in found
    ]
    drawn = [
        Bar(label=making.say(ITEMS[one.item]), parts=(1 - one.missing / one.needed, one.missing / one.needed),
            told=f"{1 - one.missing / one.needed:.0%}")
        for one in found if one.needed
    ]  # fmt: skip
    headers = (Bilingual("人员、物资", "Item"), Bilingual("应有", "Asked"), Bilingual("现有", "Held"),
               Bilingual("缺", "Missing"), Bilingual("未盘点的地方", "Places not counted"))  # fmt: skip
    title, legend = Bilingual("人员与物资", "People and materials"), (Bilingual("已有", "there"), Bilingual("缺", "missing"))
    return _section(
        title, headers, rows, making, (4, 2, 2, 2, 3),
        picture=bars(making.say(title), making.say(_ABOUT_ITEMS), drawn, [making.say(one) for one in legend]) if drawn else "",
    )  # fmt: skip


def _section(
    title: Bilingual, headers: Sequence[Bilingual], rows: Sequence[tuple[str, ...]], making: Making,
    widths: tuple[int, ...], *, picture: str = "", note: Bilingual | None = None, links: Sequence[str] = (),
) -> Section:  # fmt: skip
    left = len(rows) - LISTED
    notes = [making.say(note)] if note else []
    if left > 0:
        notes.append(making.say(Bilingual(f"另有 {left} 项。", f"{left} more.")))
    if not rows:
        notes.insert(0, making.say(NONE))
    return Section(
        title=making.say(title), headers=tuple(making.say(one) for one in headers), rows=tuple(rows[:LISTED]),
        widths=widths, note=" ".join(notes), picture=picture, links=tuple(links[:LISTED]),
    )  # fmt: skip


def _names(stood: Sequence[Stood]) -> dict[str, Bilingual]:
    """Places as the public may read them: never closer than the compound, since a building may be three households."""
    codes = {one.measure.number: "-".join((one.measure.place_code or "").split("-")[:2]) for one in stood}
    known = place_names(codes.values())
    return {number: known.get(code, UNKNOWN) for number, code in codes.items()}


def _period(review: Review, making: Making) -> str:
    last = min(review.quarter.last, review.until.astimezone(making.zone).date())
    words = f"{review.quarter.first} – {last}"
    return words + (making.say(Bilingual("（本季度未完）", " (not over yet)")) if review.running else "")


def _on_time(review: Review, making: Making) -> str:
    found = review.tasks
    return making.say(told(rate(found.on_time, found.finished + found.open_overdue)))


def _number(value: float) -> str:
    return f"{value:,.0f}"


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.0f}"


_NUMBER, _PLACE = Bilingual("编号", "Number"), Bilingual("地点", "Place")
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
_AUDIT = Bilingual(
    "等级的误报、漏报按居住区类型另见“算法审计”（/grades/audit）；预警见“预警准不准”（/model/）。",
    "False alarms and misses of the grades by kind of neighbourhood: /grades/audit; of the warnings: /model/.",
)
_ABOUT_DAYS = Bilingual("每处封闭在本季度的天数，分为时限之内和之外；数字见下表", "Days each closure stood, within and past its clock; figures below")
_ABOUT_TOPICS = Bilingual("按受阻事项统计的反映数；数字见下表", "Reports by what was held up; figures below")
_ABOUT_GRADES = Bilingual("五级评价的人数；数字见下表", "How many gave each of five grades; figures below")
_ABOUT_WEEKS = Bilingual("每周立案和办结的案件数；数字见下表", "Cases opened and closed each week; figures below")
_ABOUT_SHARES = Bilingual("各项比例和95%区间；数字见下表", "Shares with their intervals of 95%; figures below")
_ABOUT_ITEMS = Bilingual("各类人员和物资已有和缺少的比例；数字见下表", "Of each item the share there and missing; figures below")
