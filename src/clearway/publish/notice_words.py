"""What a notice says of an event: a title for each kind, and the sentence a reporter reads."""

from __future__ import annotations

from clearway.core.words import Bilingual

STATES = {
    "accepted": Bilingual("已受理", "accepted"),
    "filed": Bilingual("已立案", "filed"),
    "dispatched": Bilingual("已派遣", "dispatched"),
    "in_handling": Bilingual("正在处置", "being handled"),
    "replied": Bilingual("已答复", "answered"),
    "supervised": Bilingual("督办中", "under supervision"),
    "verified": Bilingual("已核查", "verified"),
    "closed": Bilingual("已结案", "closed"),
    "revisited": Bilingual("已回访", "called back"),
    "rated": Bilingual("已评价", "rated"),
}
#: Titles of what offices and systems subscribe to; another kind is named as the ledger names it.
TITLES = {
    "case_opened": Bilingual("新案件", "new case"),
    "case_moved": Bilingual("案件流转", "a case moved"),
    "task_opened": Bilingual("新工单", "new work order"),
    "task_finished": Bilingual("工单完成", "work order done"),
    "task_near_limit": Bilingual("工单即将到期", "a work order is near its limit"),
    "task_escalated": Bilingual("工单升级上报", "a work order was brought to the level above"),
    "task_reassigned": Bilingual("工单改派", "a work order was reassigned"),
    "reprisal_suspected": Bilingual("反映后再次受堵", "blocked again after a report"),
    "warning_raised": Bilingual("系统预警", "warning raised"),
    "report_taken": Bilingual("新线索", "new report"),
    "report_joined": Bilingual("线索并案", "report joined to a case"),
    "report_answered": Bilingual("答复反映人", "reporter answered"),
    "report_rated": Bilingual("群众评价", "reporter's rating"),
    "order_issued": Bilingual("责令整改", "rectification ordered"),
    "closure_found": Bilingual("发现未登记封堵", "unregistered closure found"),
    "measure_registered": Bilingual("措施登记", "measure registered"),
    "measure_lifted": Bilingual("封堵解除", "closure lifted"),
}
_FOR_REPORTERS = {
    "report_joined": Bilingual(
        "您反映的 {report} 已转为案件 {about} 办理。", "Your report {report} is now case {about}."
    ),
    "report_answered": Bilingual("您反映的 {report} 有了答复。", "Your report {report} was answered."),
    "case_moved": Bilingual("您反映的 {report}：{state}。", "Your report {report}: {state_en}."),
}
#: Kinds a reporter hears of.
REPORTER_KINDS = frozenset(_FOR_REPORTERS)


def title(kind: str) -> Bilingual:
    """The title of a kind of event."""
    return TITLES.get(kind) or Bilingual(kind, kind.replace("_", " "))


def for_office(kind: str, about: str, state: str) -> Bilingual:
    """One line for an office: what happened to what, and the state reached."""
    named = STATES.get(state)
    zh, en = title(kind).zh, title(kind).en
    return Bilingual(
        f"{about}：{zh}{'，' + named.zh if named else ''}", f"{about}: {en}{', ' + named.en if named else ''}"
    )


def for_reporter(kind: str, report: str, about: str, state: str) -> Bilingual | None:
    """One sentence for whoever told; None where this is nothing to them."""
    sentence = _FOR_REPORTERS.get(kind)
    named = STATES.get(state, Bilingual("有新进展", "there is news"))
    return sentence.fill(report=report, about=about, state=named.zh, state_en=named.en) if sentence else None
