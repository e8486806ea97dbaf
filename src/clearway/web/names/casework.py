"""Work on cases: grades, why a clock stands still, evidence, contrary orders, and the events behind them."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.publish.counted_names import GRADES

__all__ = [
    "CASEWORK_EVENTS",
    "CASEWORK_MOVES",
    "CASEWORK_THINGS",
    "CHANNELS",
    "EVIDENCE",
    "GRADES",
    "PAUSES",
    "STANCES",
    "STANDINGS",
]

PAUSES = {
    "reporter": Bilingual("等反映人补充情况", "waiting for the reporter"),
    "weather": Bilingual("恶劣天气", "weather"),
    "rescue": Bilingual("抢险救援占用现场", "a rescue on the spot"),
    "court": Bilingual("进入诉讼或复议", "before a court or in review"),
    "laboratory": Bilingual("等检测或鉴定结果", "waiting for a laboratory"),
}
EVIDENCE = {
    "before": Bilingual("整改前照片", "photo before"),
    "after": Bilingual("整改后照片", "photo after"),
    "visit": Bilingual("现场检查", "visit on the spot"),
    "sensor": Bilingual("计数恢复", "counters count again"),
    "resident": Bilingual("居民确认", "a resident says"),
}
STANCES = {
    "close": Bilingual("要求封闭", "close it"),
    "keep_open": Bilingual("要求畅通", "keep it open"),
}
CASEWORK_EVENTS = {
    "task_withdrawn": Bilingual("工单退回或撤销", "work order returned or withdrawn"),
    "task_reassigned": Bilingual("改派", "work order reassigned"),
    "task_extended": Bilingual("延期", "time extended"),
    "task_paused": Bilingual("挂起计时", "clock paused"),
    "task_resumed": Bilingual("恢复计时", "clock runs again"),
    "task_escalated": Bilingual("升级上报", "brought to the level above"),
    "task_near_limit": Bilingual("到期提醒", "warning before the limit"),
    "case_merged": Bilingual("并单", "merged into another case"),
    "case_unmerged": Bilingual("撤销并单", "merge undone"),
    "position_taken": Bilingual("部门意见", "an office's order about the place"),
    "conflict_settled": Bilingual("裁定冲突要求", "contrary orders settled"),
    "evidence_added": Bilingual("补充证据", "evidence added"),
    "report_taken_out": Bilingual("线索移出案件", "report taken out of the case"),
    "report_answered": Bilingual("答复反映人", "reporter answered"),
    "report_filed_for": Bilingual("工作人员代为登记", "written down by a clerk"),
    "report_added_to": Bilingual("反映人补充", "reporter added something"),
    "report_witnessed": Bilingual("又有人反映同一情况", "one more witness"),
    "report_rated": Bilingual("反映人评价", "rated by the reporter"),
    "shift_handed_over": Bilingual("交接班", "shift handed over"),
    "reprisal_suspected": Bilingual("反映后再次受堵，已报上级", "acted against after a report: brought above"),
}
CASEWORK_MOVES = {
    "rate": Bilingual("评价", "rate"),
    "merge": Bilingual("并单", "merge"),
    "unmerge": Bilingual("撤销并单", "undo the merge"),
    "reassign": Bilingual("改派", "reassign"),
    "hold_task": Bilingual("承办这类工单", "hold this kind of work order"),
    "extend_task": Bilingual("延期", "give more time"),
    "pause": Bilingual("挂起计时", "pause the clock"),
    "resume": Bilingual("恢复计时", "let the clock run"),
    "escalate": Bilingual("升级", "bring to the level above"),
    "ask_part": Bilingual("请部门协办", "ask a department"),
    "finish_part": Bilingual("完成协办", "finish the part"),
    "take_position": Bilingual("提出部门意见", "say what is ordered"),
    "settle_conflict": Bilingual("裁定冲突要求", "settle contrary orders"),
    "answer_report": Bilingual("答复反映人", "answer the reporter"),
    "add_to_report": Bilingual("补充情况", "add to the report"),
    "witness": Bilingual("一起反映", "join"),
    "join_report": Bilingual("并入案件", "join to a case"),
    "take_out": Bilingual("移出案件", "take out of the case"),
    "confirm_open": Bilingual("确认是否畅通", "say whether it is open"),
    "bring_back": Bilingual("提交现场检查", "bring back a visit"),
    "open_contact": Bilingual("查看联系方式", "open the contact"),
    "file_for": Bilingual("代为登记", "file for a caller"),
    "hand_over": Bilingual("交接班", "hand over"),
}
CASEWORK_THINGS = {
    "task": Bilingual("工单", "work order"),
    "merge": Bilingual("并单记录", "merge"),
}
#: How reports come; a channel of another system keeps the name it has there.
CHANNELS = {
    "web": Bilingual("网页", "the website"),
    "phone": Bilingual("来电", "a call"),
    "desk": Bilingual("来访", "a walk-in"),
    "hotline": Bilingual("12345热线", "the 12345 hotline"),
    "api": Bilingual("接口", "the interface"),
    "open311": Bilingual("Open311", "Open311"),
    "12345": Bilingual("12345热线", "the 12345 hotline"),
    "app": Bilingual("手机应用", "an app"),
    "wechat": Bilingual("微信", "WeChat"),
    "letter": Bilingual("来信", "a letter"),
    "sms": Bilingual("短信", "a text message"),
    "post": Bilingual("公开发帖", "a public post"),
}
#: Where a work order or report stands, in refusals.
STANDINGS = {
    "finished": Bilingual("已办结", "finished"),
    "extended": Bilingual("已延期", "extended"),
    "overdue": Bilingual("已逾期", "overdue"),
    "paused": Bilingual("已挂起", "paused"),
    "running": Bilingual("计时中", "running"),
    "too_late": Bilingual("已过可以重办的期限", "past the days in which it may be reopened"),
    "no_conflict": Bilingual("没有冲突的要求", "without contrary orders"),
    "elsewhere": Bilingual("另一地点或另一时间", "of another place or time"),
}
