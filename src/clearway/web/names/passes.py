"""Words of passes: purposes, states, reasons, events."""

from __future__ import annotations

from clearway.core.words import Bilingual

PURPOSES = {
    "medical": Bilingual("就医", "medical care"),
    "medicine": Bilingual("购药、送药", "medicine"),
    "school": Bilingual("上学、考试", "school or exam"),
    "supplies": Bilingual("物资保供", "supplies"),
    "care": Bilingual("照料家人", "care of a dependant"),
    "work": Bilingual("必要工作", "essential work"),
    "other": Bilingual("其他", "other"),
}
#: Purposes by the number counts carry.
PURPOSE_NUMBERS = {str(number): name for number, name in enumerate(PURPOSES.values(), start=1)} | {
    "0": Bilingual("未读证", "no pass read"),
    "emergency": Bilingual("紧急放行", "emergencies"),
}
PASS_STATES = {
    "asked": Bilingual("待审批", "waiting"),
    "issued": Bilingual("有效", "valid"),
    "declined": Bilingual("未签发", "not issued"),
    "revoked": Bilingual("已撤销", "revoked"),
    "expired": Bilingual("已过期", "expired"),
    "answered": Bilingual("已答复", "answered"),
}
ASKED_BY = {
    "resident": Bilingual("本人", "the resident"),
    "relative": Bilingual("亲属", "a relative"),
    "community": Bilingual("社区工作人员", "a community worker"),
    "hotline": Bilingual("热线", "the hotline"),
}
REVOCATION_REASONS = {
    "holder_asked": Bilingual("持有人要求", "the holder asked"),
    "lost": Bilingual("遗失", "lost"),
    "issued_in_error": Bilingual("签发有误", "issued in error"),
    "purpose_ended": Bilingual("事由已结束", "the purpose has ended"),
    "passed_on": Bilingual("转给他人使用", "passed on to somebody else"),
    "key_compromised": Bilingual("签发密钥泄露", "the signing key was compromised"),
}
REVOCATION_STATES = {
    "proposed": Bilingual("待第二人确认", "waits for a second person"),
    "held": Bilingual("超过上限，待县里签字", "over the limit, waits for the county"),
    "done": Bilingual("已撤销", "revoked"),
    "refused": Bilingual("不予撤销", "not revoked"),
}
PASS_EVENTS = {
    "gate_listed": Bilingual("出入口编号", "gate numbered"),
    "pass_asked": Bilingual("申请通行证", "pass asked for"),
    "pass_issued": Bilingual("签发通行证", "pass issued"),
    "passes_issued": Bilingual("批量签发", "passes issued"),
    "pass_declined": Bilingual("不予签发", "pass not issued"),
    "revocation_proposed": Bilingual("提出撤销", "revocation proposed"),
    "revocation_held": Bilingual("撤销暂缓", "revocation held"),
    "revocation_refused": Bilingual("不予撤销", "revocation refused"),
    "pass_revoked": Bilingual("撤销通行证", "pass revoked"),
    "pass_appeal_made": Bilingual("通行证申诉", "appeal about a pass"),
    "pass_appeal_decided": Bilingual("答复通行证申诉", "appeal about a pass answered"),
    "gate_counted": Bilingual("出入口计数", "gate counted"),
    "passes_forgotten": Bilingual("删除签发记录", "issuing records deleted"),
}
PASS_ACTS = {
    "approve_pass": Bilingual("签发通行证", "issue a pass"),
    "decline_pass": Bilingual("不予签发", "decline a pass"),
    "ask_as_office": Bilingual("以单位名义申请", "ask as an office"),
    "revoke_pass": Bilingual("撤销通行证", "revoke a pass"),
    "release_revocation": Bilingual("签署暂缓的撤销", "sign a held revocation"),
}
PASS_THINGS = {
    "pass": Bilingual("通行证", "pass"),
    "gate": Bilingual("出入口", "gate"),
    "revocation": Bilingual("撤销", "revocation"),
    "deletion report": Bilingual("删除报告", "deletion report"),
}
