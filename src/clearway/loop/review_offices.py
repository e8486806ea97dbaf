"""The part of a review about offices: complaints, casework, our own figures, money, people and materials."""

from __future__ import annotations

from clearway.core.casework import Grade
from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import rate
from clearway.evaluate.audit.overrides import MonthOfOverrides
from clearway.evaluate.review.standing import over_closure
from clearway.loop.document_fields import Making
from clearway.loop.review_quarter import Review
from clearway.loop.review_section import number, section
from clearway.loop.review_words import UNKNOWN, as_rate, told
from clearway.publish.charts import Bar, Column, Dot, bars, columns, shares
from clearway.publish.counted_names import GRADES, ITEMS, PAYERS
from clearway.publish.documents.paper import Section
from clearway.record.reading.naming import place_name


def complaints(review: Review, making: Making) -> Section:
    """Reports, their cases and the grades given."""
    found = review.complaints
    rows = [
        (making.say(Bilingual("收到反映", "reports")), number(found.reports)),
        (making.say(Bilingual("成为案件", "became part of a case")), number(found.cases)),
        (making.say(Bilingual("其中已办结", "of them closed")), making.say(told(rate(found.closed, found.cases)))),
        (
            making.say(Bilingual("满意（非常满意和满意）", "content (the two upper grades)")),
            making.say(told(found.satisfied)),
        ),
        *((making.say(GRADES[grade]), number(found.grades.get(grade, 0))) for grade in Grade if found.grades),
    ]
    drawn = [
        Bar(label=making.say(GRADES[grade]), parts=(float(count),), told=str(count))
        for grade in Grade
        if (count := found.grades.get(grade, 0)) or found.grades
    ]
    title = Bilingual("投诉办结与满意", "Complaints closed, and satisfied")
    note = (
        None if found.grades else Bilingual("本季度没有人评价：满意率未知。", "Nobody rated in this quarter: unknown.")
    )
    return section(
        title,
        (Bilingual("事项", "What"), Bilingual("数量", "Number")),
        rows,
        making,
        (5, 3),
        note=note,
        picture=bars(making.say(title), making.say(_ABOUT_GRADES), drawn, ("",)),
    )


def work(review: Review, making: Making) -> Section:
    """Cases by week and work orders on time."""
    title = Bilingual("案件：每周立案与办结", "Cases opened and closed, by week")
    rows = [(f"{week:%m-%d}", str(opened), str(closed)) for week, opened, closed in review.weeks]
    names = (Bilingual("立案", "opened"), Bilingual("办结", "closed"))
    drawn = [Column(label=f"{week:%m-%d}", values=(opened, closed)) for week, opened, closed in review.weeks]
    tasks = review.tasks
    note = Bilingual(
        f"工单按时办结率 {on_time(review, making)} = 按时办结 {tasks.on_time} ÷"
        f"（办结 {tasks.finished} + 超期未结 {tasks.open_overdue}）。",
        f"Work orders on time: {on_time(review, making)} = {tasks.on_time} on time ÷ ({tasks.finished} closed + "
        f"{tasks.open_overdue} open and overdue).",
    )
    return section(
        title,
        (Bilingual("周一", "Week from"), *names),
        rows,
        making,
        (2, 1, 1),
        note=note,
        picture=columns(making.say(title), making.say(_ABOUT_WEEKS), drawn, [making.say(one) for one in names])
        if drawn
        else "",
    )


def right(review: Review, making: Making) -> Section:
    """Shares of ours with their intervals."""
    tasks = review.tasks
    found = (
        (Bilingual("预警准确率", "warning accuracy"), as_rate(review.model.accuracy)),
        (Bilingual("24 小时内干预", "early intervention"), as_rate(review.model.early)),
        (Bilingual("按时办结率", "work orders on time"), rate(tasks.on_time, tasks.finished + tasks.open_overdue)),
        (Bilingual("投诉满意率", "reporters content"), review.complaints.satisfied),
        (Bilingual("无权或超期的封闭", "closures without right"), over_closure(review.stood)),
        *((_raised(one), one.raised_share) for one in review.overrides),
    )
    drawn = [
        Dot(
            label=making.say(name),
            value=one.value,
            low=one.low,
            high=one.high,
            told=making.say(UNKNOWN) if one.value is None else f"{one.value:.0%}",
        )
        for name, one in found
    ]
    title = Bilingual("我们准不准", "Were we right")
    rows = [(making.say(name), making.say(told(one))) for name, one in found]
    return section(
        title,
        (Bilingual("比例", "Share"), Bilingual("数值 [95% 区间] 样本数", "value [95% interval] n")),
        rows,
        making,
        (4, 4),
        note=_with_alarms(review),
        picture=shares(making.say(title), making.say(_ABOUT_SHARES), drawn),
    )


def _raised(one: MonthOfOverrides) -> Bilingual:
    """A county's month of raises by hand; an alarm is named."""
    name = place_name(one.county)
    zh, en = ("（超过一成：报警）", " (above a tenth: alarm)") if one.alarm else ("", "")
    return Bilingual(f"{name.zh} {one.month} 人工上调{zh}", f"grades raised by hand, {name.en} {one.month}{en}")


def _with_alarms(review: Review) -> Bilingual:
    """Where the audit stands, after the alarms of the quarter."""
    loud = [one for one in review.overrides if one.alarm]
    if not loud:
        return _AUDIT
    zh = "；".join(f"{place_name(one.county).zh} {one.month} 上调 {one.raised}/{one.grades}" for one in loud)
    en = "; ".join(f"{place_name(one.county).en} {one.month} {one.raised} of {one.grades}" for one in loud)
    return Bilingual(
        f"报警：人工上调超过一成（{zh}）。{_AUDIT.zh}", f"Alarm: above a tenth raised by hand ({en}). {_AUDIT.en}"
    )


def money(review: Review, making: Making) -> Section:
    """Funds and what they did."""
    rows = [
        (
            one.fund.title,
            str(one.fund.year),
            _yuan(one.fund.planned),
            _yuan(one.balance.spent),
            _yuan(one.balance.left),
            "; ".join(f"{making.say(PAYERS[payer])} {share:.0%}" for payer, share in one.shares.items() if share)
            or "—",
        )
        for one in review.funds
    ]
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
    headers = (
        Bilingual("资金", "Fund"),
        Bilingual("年度", "Year"),
        Bilingual("计划（元）", "Planned (yuan)"),
        Bilingual("支出", "Spent"),
        Bilingual("结余", "Left"),
        Bilingual("谁出的钱", "Who bore it"),
    )
    return section(Bilingual("资金", "Money"), headers, rows, making, (4, 2, 3, 3, 3, 3), note=note)


def resources(review: Review, making: Making) -> Section:
    """What the standards ask and what is there."""
    found = review.resources
    rows = [
        (making.say(ITEMS[one.item]), f"{one.needed:,}", f"{one.held:,}", f"{one.missing:,}", str(one.uncounted))
        for one in found
    ]
    drawn = [
        Bar(
            label=making.say(ITEMS[one.item]),
            parts=(1 - one.missing / one.needed, one.missing / one.needed),
            told=f"{1 - one.missing / one.needed:.0%}",
        )
        for one in found
        if one.needed
    ]
    headers = (
        Bilingual("人员、物资", "Item"),
        Bilingual("应有", "Asked"),
        Bilingual("现有", "Held"),
        Bilingual("缺", "Missing"),
        Bilingual("未盘点的地方", "Places not counted"),
    )
    title, legend = (
        Bilingual("人员与物资", "People and materials"),
        (Bilingual("已有", "there"), Bilingual("缺", "missing")),
    )
    return section(
        title,
        headers,
        rows,
        making,
        (4, 2, 2, 2, 3),
        picture=bars(making.say(title), making.say(_ABOUT_ITEMS), drawn, [making.say(one) for one in legend])
        if drawn
        else "",
    )


def on_time(review: Review, making: Making) -> str:
    """Work orders on time, open overdue ones counted against the office."""
    found = review.tasks
    return making.say(told(rate(found.on_time, found.finished + found.open_overdue)))


def _yuan(fen: int) -> str:
    return f"{fen / 100:,.0f}"


_AUDIT = Bilingual(
    "等级的误报、漏报按居住区类型另见“算法审计”（/grades/audit）；预警见“预警准不准”（/model/）。",
    "False alarms and misses of the grades by kind of neighbourhood: /grades/audit; of the warnings: /model/.",
)
_ABOUT_GRADES = Bilingual("五级评价的人数；数字见下表", "How many gave each of five grades; figures below")
_ABOUT_WEEKS = Bilingual("每周立案和办结的案件数；数字见下表", "Cases opened and closed each week; figures below")
_ABOUT_SHARES = Bilingual("各项比例和95%区间；数字见下表", "Shares with their intervals of 95%; figures below")
_ABOUT_ITEMS = Bilingual(
    "各类人员和物资已有和缺少的比例；数字见下表", "Of each item the share there and missing; figures below"
)
