"""Steps, findings, organs and needs in the life of a measure."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.publish.documents.names import CHECKS, VERDICTS
from clearway.respond.measures.chain import STEP_ACTS

__all__ = ["ADVICE", "CHECKS", "DISEASES", "NEEDS", "OUTCOMES", "PROPOSAL_STATES", "STEPS", "VERDICTS"]

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
