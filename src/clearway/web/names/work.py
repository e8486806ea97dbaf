"""Cases, work orders, checks and moves."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.respond.measures.chain import STEP_ACTS
from clearway.respond.moves import MOVES as TABLE

CASE_STATES = {
    "accepted": Bilingual("受理", "accepted"),
    "filed": Bilingual("立案", "filed"),
    "dispatched": Bilingual("派遣", "dispatched"),
    "in_handling": Bilingual("处置", "in handling"),
    "replied": Bilingual("答复", "replied"),
    "supervised": Bilingual("督办", "supervised"),
    "verified": Bilingual("核查", "verified"),
    "closed": Bilingual("结案", "closed"),
    "revisited": Bilingual("回访", "revisited"),
    "rated": Bilingual("评价", "rated"),
}
TASKS = {
    "verify": Bilingual("现场核查", "check on the spot"),
    "rectify": Bilingual("整改清障", "clear the way"),
    "recheck": Bilingual("整改复查", "check again"),
    "part": Bilingual("部门协办", "a department's part"),
}
OUTCOMES = {
    "unregistered": Bilingual("封堵未经登记", "a closure nobody registered"),
    "beyond_approval": Bilingual("超出批准范围", "beyond what was approved"),
    "past_term": Bilingual("超过期限仍未解除", "left standing past its term"),
    "lawful": Bilingual("依法登记的措施", "a lawful, registered measure"),
    "nothing_found": Bilingual("现场无封堵", "nothing found"),
    "sensor_fault": Bilingual("计数设备故障", "a fault of the counter"),
}
CLAIMS = {
    "inquiry": Bilingual("咨询", "inquiry"),
    "help": Bilingual("求助", "help"),
    "complaint": Bilingual("投诉", "complaint"),
    "tip_off": Bilingual("举报", "tip-off"),
    "suggestion": Bilingual("建议", "suggestion"),
}
MOVES = {
    **{move.name: move.title for move in TABLE},
    "open_check": Bilingual("开展核查", "open a check"),
    "dismiss": Bilingual("搁置预警", "set the warning aside"),
    "edit_words": Bilingual("编辑词表", "edit the word list"),
    "moderate": Bilingual("审读公开文字", "let words be shown"),
    "call_back": Bilingual("回访", "call back"),
    "open_contact": Bilingual("查看联系方式", "open a sealed contact"),
    "forward": Bilingual("转交邻县", "forward to a neighbour"),
    "resend": Bilingual("重发通知", "send notices again"),
    "correct_report": Bilingual("更正线索读法", "correct how a report was read"),
    "read": Bilingual("查看", "read this page"),
    **{act.step.value: act.title for act in STEP_ACTS},
    "revise": Bilingual("修改后重新提出", "bring it back changed"),
    "review": Bilingual("每日复核", "daily review"),
    "adjust": Bilingual("减轻措施", "make the measure lighter"),
    "extend": Bilingual("决定延长", "decide an extension"),
    "file_extension": Bilingual("延长备案", "file the extension"),
    "lift": Bilingual("解除措施", "lift the measure"),
    "answer_appeal": Bilingual("答复申诉", "answer the appeal"),
    "issue_policy": Bilingual("发布政策", "issue a policy"),
    "read_policy": Bilingual("签收政策", "sign for a policy"),
}
THINGS = {
    "case": Bilingual("案件", "case"),
    "warning": Bilingual("预警", "warning"),
    "measure": Bilingual("措施", "measure"),
    "proposal": Bilingual("提案", "proposal"),
    "reference": Bilingual("表决、听证或专家意见", "vote, hearing or expert view"),
    "extension": Bilingual("延长", "extension"),
    "appeal": Bilingual("申诉", "appeal"),
    "policy": Bilingual("政策", "policy"),
    "report": Bilingual("线索", "report"),
    "photo": Bilingual("照片", "photo"),
    "api_key": Bilingual("接口密钥", "interface key"),
    "service": Bilingual("服务类别", "service"),
    "subscription": Bilingual("订阅", "subscription"),
    "notice": Bilingual("通知", "notice"),
    "rule": Bilingual("规则", "rule"),
    "page": Bilingual("页面", "page"),
    "document": Bilingual("文档", "document"),
}
