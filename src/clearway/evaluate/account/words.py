"""Items of an account as people read them: names, units, where a figure comes from."""

from __future__ import annotations

from collections.abc import Mapping

from clearway.core.costs import CostItem, CostKind, How
from clearway.core.words import Bilingual

_PERSON_HOURS, _PEOPLE = Bilingual("人时", "person-hours"), Bilingual("人", "people")
_TIMES, _HOURS = Bilingual("次", "times"), Bilingual("小时", "hours")

NAMES: Mapping[CostKind, Bilingual] = {
    CostKind.ISOLATED: Bilingual("足不出户", "Held at home"),
    CostKind.RESTRICTED: Bilingual("不出小区", "Held within the compound"),
    CostKind.PAST_RELEASE: Bilingual("其中超过解除时限", "Of them past the release clock"),
    CostKind.CUT_OFF: Bilingual("完全去不了", "Cut off from"),
    CostKind.DELAYED: Bilingual("要绕路去", "Must go round to reach"),
    CostKind.DETOUR: Bilingual("绕路多花的时间", "Time lost going round"),
    CostKind.HELP_CUT_OFF: Bilingual("开不到家门口", "Cannot be reached"),
    CostKind.HELP_DELAYED: Bilingual("到得更晚", "Reached later"),
    CostKind.HELP_WORST: Bilingual("最多晚到", "Longest delay"),
    CostKind.EMERGENCIES: Bilingual("反映就医、急救、消防受阻", "Reports of care, ambulance or fire engine held up"),
    CostKind.COMPLAINTS: Bilingual("投诉", "Complaints"),
    CostKind.CASES: Bilingual("立案", "Cases opened"),
    CostKind.SUPPORT: Bilingual("求助", "Requests for help"),
    CostKind.SUPPORT_UNMET: Bilingual("未满足的求助", "Requests not met"),
    CostKind.SUPPORT_HOURS: Bilingual("求助等待的时间", "Time requests waited"),
    CostKind.PASSES: Bilingual("发出的通行证", "Passes issued"),
    CostKind.PASSES_DECLINED: Bilingual("未批的通行证", "Passes refused"),
    CostKind.WAIT_HOURS: Bilingual("等待通行证的时间", "Time waited for passes"),
    CostKind.TURNED_AWAY: Bilingual("在出入口被拦回", "Turned away at gates"),
    CostKind.SUPPLIES: Bilingual("保供车辆通过", "Supply runs let through"),
    CostKind.CROSSINGS: Bilingual("计数点少了的通行", "Crossings lost at counters"),
    CostKind.SCHOOL_DAYS: Bilingual("耽误的学日", "School days lost"),
    CostKind.BUSINESS_DAYS: Bilingual("停业的营业日", "Business days lost"),
    CostKind.GUARD_HOURS: Bilingual("值守", "Guarding"),
    CostKind.VOLUNTEER_HOURS: Bilingual("志愿服务", "Volunteers' time"),
    CostKind.SPENT: Bilingual("资金账上的支出", "Spent by the funds' ledger"),
}
#: A kind told as a whole, without saying what could not be reached.
_WHOLE: Mapping[CostKind, Bilingual] = {
    CostKind.CUT_OFF: Bilingual("完全去不了某类地方的人", "People cut off"),
    CostKind.DELAYED: Bilingual("要绕路的人", "People who must go round"),
    CostKind.HELP_CUT_OFF: Bilingual("救护车、消防车开不到的人", "People ambulances or fire engines cannot reach"),
    CostKind.HELP_DELAYED: Bilingual("救护车、消防车晚到的人", "People ambulances or fire engines reach later"),
    CostKind.HELP_WORST: Bilingual("救护车、消防车最多晚到", "Longest delay of ambulances and fire engines"),
}
UNITS: Mapping[CostKind, Bilingual] = {
    **dict.fromkeys((CostKind.ISOLATED, CostKind.RESTRICTED, CostKind.PAST_RELEASE, CostKind.DETOUR), _PERSON_HOURS),
    **dict.fromkeys((CostKind.CUT_OFF, CostKind.DELAYED, CostKind.HELP_CUT_OFF, CostKind.HELP_DELAYED), _PEOPLE),
    CostKind.HELP_WORST: Bilingual("分钟", "minutes"),
    **dict.fromkeys((CostKind.EMERGENCIES, CostKind.COMPLAINTS), Bilingual("件", "report(s)")),
    CostKind.SUPPORT: Bilingual("件", "request(s)"),
    CostKind.SUPPORT_UNMET: Bilingual("件", "request(s)"),
    CostKind.CASES: Bilingual("件", "case(s)"),
    **dict.fromkeys((CostKind.PASSES, CostKind.PASSES_DECLINED), Bilingual("张", "pass(es)")),
    **dict.fromkeys((CostKind.SUPPORT_HOURS, CostKind.WAIT_HOURS), _HOURS),
    **dict.fromkeys((CostKind.TURNED_AWAY, CostKind.SUPPLIES, CostKind.CROSSINGS), _TIMES),
    CostKind.SCHOOL_DAYS: Bilingual("学生·天", "pupil-days"),
    CostKind.BUSINESS_DAYS: Bilingual("户·天", "business-days"),
    **dict.fromkeys((CostKind.GUARD_HOURS, CostKind.VOLUNTEER_HOURS), Bilingual("人时", "staff-hours")),
    CostKind.SPENT: Bilingual("元", "yuan"),
}
HOWS: Mapping[How, Bilingual] = {
    How.COUNTED: Bilingual("实数", "counted"),
    How.MODELLED: Bilingual("推算", "modelled"),
    How.UNKNOWN: Bilingual("无人计数", "unknown"),
}
PARTS: Mapping[str, Bilingual] = {
    "hospital": Bilingual("医院", "hospitals"),
    "clinic": Bilingual("诊所", "clinics"),
    "pharmacy": Bilingual("药店", "pharmacies"),
    "market": Bilingual("菜市场", "markets"),
    "school": Bilingual("学校", "schools"),
    "ambulance": Bilingual("救护车", "ambulances"),
    "fire": Bilingual("消防车", "fire engines"),
    "medicine": Bilingual("药品", "medicine"),
    "dialysis": Bilingual("透析", "dialysis"),
    "birth": Bilingual("生产", "giving birth"),
    "food": Bilingual("食品", "food"),
    "farm": Bilingual("农事", "farm work"),
    "mind": Bilingual("心理", "the mind"),
}


def name_of(item: CostItem) -> Bilingual:
    """What an item is called, its part named."""
    name, part = NAMES[item.kind], PARTS.get(item.of)
    if not item.of:
        return whole_name(item.kind)
    if part is None:
        return Bilingual(f"{name.zh}：{item.of}", f"{name.en}: {item.of}")
    return Bilingual(f"{name.zh}：{part.zh}", f"{name.en}: {part.en}")


def whole_name(kind: CostKind) -> Bilingual:
    """What a kind is called where it is told as a whole."""
    return _WHOLE.get(kind, NAMES[kind])
