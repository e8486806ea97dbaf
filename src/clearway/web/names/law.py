"""Steps, findings, organs and needs in the life of a measure."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.respond.measures.chain import STEP_ACTS

STEPS = {act.step.value: act.title for act in STEP_ACTS}
OUTCOMES = {
    "passed": Bilingual("通过", "passed"),
    "returned": Bilingual("退回", "returned"),
    "refused": Bilingual("否决", "refused"),
}
PROPOSAL_STATES = {
    "open": Bilingual("办理中", "under way"),
    "returned": Bilingual("已退回", "returned"),
    "refused": Bilingual("已否决", "refused"),
    "enacted": Bilingual("已公告", "noticed"),
}
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
    "guarantees": Bilingual("保障事项", "what must be assured"),
}
DISEASES = {
    "a": Bilingual("甲类", "class A"),
    "b_as_a": Bilingual("乙类甲管", "class B managed as A"),
    "b": Bilingual("乙类", "class B"),
    "c": Bilingual("丙类", "class C"),
}
NEEDS = {
    "supplies": Bilingual("生活物资供应", "supplies of daily goods"),
    "medical_access": Bilingual("就医通道", "access to care"),
    "vulnerable_groups": Bilingual("重点人群照护", "care for vulnerable groups"),
    "help_numbers": Bilingual("求助热线", "help lines"),
    "accessible_information": Bilingual("无障碍信息", "information everybody can use"),
}
ADVICE = {
    "keep": Bilingual("保持", "keep"),
    "adjust": Bilingual("减轻", "make lighter"),
    "lift": Bilingual("解除", "lift"),
}
