"""Inspections, support and opinion: kinds, states, acts and events."""

from __future__ import annotations

from clearway.core.words import Bilingual

FRAMES = {
    "measures": Bilingual("在效措施和发现的封堵", "measures in force and closures found"),
    "gates": Bilingual("大门", "gates"),
    "places": Bilingual("小区和村", "compounds and villages"),
}
DRAWS = {
    "random": Bilingual("随机抽取", "at random"),
    "risk": Bilingual("按风险加权抽取", "weighted by risk"),
}
FINDING_STATES = {
    "open": Bilingual("待整改", "to be put right"),
    "put_right": Bilingual("已整改待复查", "put right, to be looked at again"),
    "cleared": Bilingual("已销号", "cleared"),
}
REGION_LEVELS = {
    "county": Bilingual("县级自查", "county"),
    "city": Bilingual("市级抽查", "city"),
    "province": Bilingual("省级督查", "province"),
}
SUPPORT_NEEDS = {
    "medicine": Bilingual("药品", "medicine"),
    "dialysis": Bilingual("透析、放化疗", "dialysis or regular treatment"),
    "birth": Bilingual("孕产", "a birth"),
    "school": Bilingual("上学、考试", "school or an exam"),
    "food": Bilingual("吃的用的", "food and daily goods"),
    "farm": Bilingual("农事", "farm work"),
    "mind": Bilingual("心理帮助", "somebody to talk to"),
}
SUPPORT_STATES = {
    "waiting": Bilingual("等待对接", "waiting for a helper"),
    "offered": Bilingual("已派单", "offered to a helper"),
    "accepted": Bilingual("办理中", "on the way"),
    "done": Bilingual("已送达，待本人确认", "brought, to be confirmed"),
    "confirmed": Bilingual("本人已确认", "confirmed"),
    "withdrawn": Bilingual("已撤回", "withdrawn"),
}
HELPER_KINDS = {
    "volunteer": Bilingual("志愿者", "volunteer"),
    "shop": Bilingual("商店", "shop"),
    "firm": Bilingual("企业", "firm"),
}
INSPECTION_STANDINGS = {
    "open": Bilingual("待整改", "to be put right"),
    "put_right": Bilingual("已整改待复查", "put right already"),
    "cleared": Bilingual("已销号", "cleared"),
    "looked": Bilingual("已经查过", "looked at already"),
    "ended": Bilingual("已结束", "ended"),
    **SUPPORT_STATES,
}
INSPECTION_ACTS = {
    "draw_sample": Bilingual("抽取督查样本", "draw a sample"),
    "look_at_sample": Bilingual("检查该样本点", "look at this entry"),
    "enter_finding": Bilingual("登记问题", "enter a finding"),
    "put_right": Bilingual("报告整改", "tell that it is put right"),
    "recheck_finding": Bilingual("复查", "look again"),
    "open_campaign": Bilingual("开展专项治理", "open a campaign"),
    "self_check": Bilingual("自查", "check itself"),
    "issue_bulletin": Bilingual("发布通报", "publish a bulletin"),
    "offer_support": Bilingual("派单", "put it into somebody's hands"),
    "accept_support": Bilingual("接单", "take it on"),
    "hand_on_support": Bilingual("转出", "hand it on"),
    "finish_support": Bilingual("办结", "finish it"),
    "confirm_support": Bilingual("确认送达", "confirm"),
    "withdraw_support": Bilingual("撤回求助", "withdraw it"),
    "open_support_contact": Bilingual("查看联系方式", "see the contact"),
    "list_helper": Bilingual("登记帮办人", "list a helper"),
    "own_opinion": Bilingual("转交舆情事项", "pass the item on"),
    "answer_opinion": Bilingual("公开回应", "answer in public"),
}
INSPECTION_THINGS = {
    "inspection": Bilingual("督查", "inspection"),
    "finding": Bilingual("问题", "finding"),
    "campaign": Bilingual("专项治理", "campaign"),
    "bulletin": Bilingual("通报", "bulletin"),
    "support": Bilingual("求助", "request for help"),
    "helper": Bilingual("帮办人", "helper"),
    "opinion": Bilingual("舆情事项", "item of public opinion"),
}
INSPECTION_EVENTS = {
    "inspection_drawn": Bilingual("抽取督查样本", "sample drawn"),
    "target_seen": Bilingual("检查未见问题", "looked at, nothing wrong"),
    "finding_entered": Bilingual("登记问题", "finding entered"),
    "finding_put_right": Bilingual("报告整改", "said to be put right"),
    "finding_rechecked": Bilingual("复查", "looked at again"),
    "campaign_opened": Bilingual("开展专项治理", "campaign opened"),
    "self_checked": Bilingual("报告自查", "office checked itself"),
    "bulletin_issued": Bilingual("发布通报", "bulletin published"),
    "support_asked": Bilingual("求助", "help asked for"),
    "support_offered": Bilingual("派单", "offered to a helper"),
    "support_accepted": Bilingual("接单", "taken on"),
    "support_handed_on": Bilingual("转出", "handed on"),
    "support_done": Bilingual("送达", "brought"),
    "support_confirmed": Bilingual("本人确认", "confirmed by who asked"),
    "support_withdrawn": Bilingual("撤回求助", "withdrawn"),
    "support_contact_opened": Bilingual("查看求助人联系方式", "contact looked up"),
    "helper_listed": Bilingual("登记帮办人", "helper listed"),
    "opinion_rose": Bilingual("舆情升温，立项", "opinion rose: an item"),
    "opinion_passed_on": Bilingual("舆情事项转交", "item passed on"),
    "opinion_answered": Bilingual("公开回应舆情", "answered in public"),
}
