"""Names of findings, answers and kinds of measure as documents and pages print them, and what every notice says."""

from __future__ import annotations

from clearway.core.words import Bilingual

VERDICTS = {
    "pass": Bilingual("符合", "holds"),
    "fail": Bilingual("不符合", "fails"),
    "unknown": Bilingual("待核实", "not known"),
}
CHECKS = {
    "registered": Bilingual("登记", "registration"),
    "authority": Bilingual("决定权限", "power to decide"),
    "negative_list": Bilingual("负面清单", "negative list"),
    "term": Bilingual("默认期限", "usual term"),
    "ceiling": Bilingual("期限上限", "longest term"),
    "notice": Bilingual("提前公告", "notice ahead"),
    "notice_content": Bilingual("公告内容", "content of the notice"),
    "least_restrictive": Bilingual("最小限制", "least restrictive"),
    "basis": Bilingual("法律依据", "legal basis"),
    "exits": Bilingual("安全出口", "exits"),
    "guarantees": Bilingual("保障事项", "what must be assured"),
}
KINDS = {
    "close_place": Bilingual("封闭可能造成传染病扩散的场所", "closing a place that may spread the disease"),
    "quarantine_area": Bilingual(
        "对区域出入人员、物资和交通工具实施卫生检疫", "quarantine of who and what enters and leaves an area"
    ),
    "seal_area": Bilingual("疫区封锁", "sealing off an epidemic area"),
    "quarantine_traffic": Bilingual("交通卫生检疫", "quarantine of traffic"),
}
OFFICES = {
    "assessment": Bilingual("县卫生健康局", "County health office"),
    "review_opinion": Bilingual("合法性审查（法律顾问）", "Legality review (legal advisers)"),
    "decision": Bilingual("作出决定的人民政府", "The deciding government"),
}
OPENING = Bilingual(
    "为防止传染病扩散，经评估、审查并由有权机关决定，采取以下措施。措施到期自行终止；条件消失的，及时解除。",
    "To keep an infectious disease from spreading, and after assessment, review and decision, the following is done. "
    "It ends by itself with its term, and is lifted earlier when its reason is gone.",
)
RIGHTS = Bilingual(
    "不服本措施的，可向县级以上人民政府或者其有关部门申诉（传染病防治法第74条），扫码一步办理。"
    "任何时候不得阻碍急救、消防车辆和就医。",
    "Anybody may appeal to the county government or above, or its department (Infectious Diseases Law art. 74), in one "
    "step by the code. Ambulances, fire engines and people seeking care may not be held up at any time.",
)
