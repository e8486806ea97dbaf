"""Kinds of event, as a history shows them."""

from __future__ import annotations

from clearway.core.words import Bilingual

EVENTS = {
    "feed_loaded": Bilingual("数据载入", "feed loaded"),
    "report_taken": Bilingual("线索登记", "report taken"),
    "report_joined": Bilingual("线索并入案件", "report joined to the case"),
    "warning_raised": Bilingual("系统预警", "warning raised"),
    "warning_updated": Bilingual("预警更新", "warning updated"),
    "warning_checked": Bilingual("现场核查结论", "checked on the spot"),
    "warning_dismissed": Bilingual("预警解除", "warning set aside"),
    "case_opened": Bilingual("案件受理", "case opened"),
    "case_moved": Bilingual("案件流转", "case moved"),
    "task_opened": Bilingual("下达任务", "task given"),
    "task_finished": Bilingual("任务完成", "task done"),
    "measure_registered": Bilingual("措施登记", "measure registered"),
    "closure_found": Bilingual("发现未登记封堵", "unregistered closure found"),
    "measure_lifted": Bilingual("封堵解除", "closure lifted"),
    "order_issued": Bilingual("责令整改", "rectification ordered"),
    "measure_proposed": Bilingual("提出措施", "measure proposed"),
    "proposal_revised": Bilingual("修改后重新提出", "proposal revised"),
    "step_taken": Bilingual("办理审批步骤", "step of the approval chain taken"),
    "measure_confirmed": Bilingual("事后审查通过", "confirmed after the fact"),
    "measure_reviewed": Bilingual("每日复核", "daily review"),
    "measure_adjusted": Bilingual("措施减轻", "measure made lighter"),
    "extension_decided": Bilingual("决定延长（待备案）", "extension decided, to be filed"),
    "extension_filed": Bilingual("延长已备案", "extension filed"),
    "appeal_made": Bilingual("收到申诉", "appeal received"),
    "appeal_decided": Bilingual("申诉答复", "appeal answered"),
    "policy_issued": Bilingual("政策发布", "policy issued"),
    "policy_read": Bilingual("政策签收", "policy read"),
    "sensor_silent": Bilingual("计数设备无声", "counter fell silent"),
    "sensor_spoke": Bilingual("计数设备恢复", "counter reports again"),
    "lexicon_word_added": Bilingual("词表加词", "word added to the list"),
    "lexicon_word_removed": Bilingual("词表去词", "word taken off the list"),
    "report_corrected": Bilingual("线索改判", "reading of a report corrected"),
    "correction_withdrawn": Bilingual("撤销改判", "correction withdrawn"),
    "account_opened": Bilingual("开立账户", "account opened"),
    "texts_forgotten": Bilingual("到期删除文本", "texts forgotten"),
}
