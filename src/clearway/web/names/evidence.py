"""Where evidence comes from, the three answers of the flow engine, and what set a warning off."""

from __future__ import annotations

from clearway.core.words import Bilingual

SOURCES = {
    "flow": Bilingual("通行计数", "counts of passers-by"),
    "complaints": Bilingual("群众反映", "complaints"),
    "listing": Bilingual("官方公布", "official listing"),
    "report": Bilingual("居民报告", "resident's report"),
    "field_check": Bilingual("现场核查", "check on the spot"),
}
FLOW_STATES = {
    "confirmed": Bilingual("计数已证实", "confirmed by counts"),
    "silent": Bilingual("设备无数据", "the counter is silent"),
    "undecided": Bilingual("尚不能判断", "undecided"),
}
SILENCES = {
    "no_report": Bilingual("没有上报", "no report"),
    "zeros": Bilingual("一直报零，不可信", "zeros that cannot be believed"),
}
TRIGGERS = {
    "flow_drop": Bilingual("通行量骤降", "flow dropped"),
    "complaint_run": Bilingual("投诉连续", "run of complaints"),
    "three_days": Bilingual("连续三天反映就医受阻", "three days running: medical access blocked"),
    "complaint_burst": Bilingual("投诉突增", "burst of complaints"),
    "lagging": Bilingual("措施滞后未解除", "measure left standing"),
    "repeated_offender": Bilingual("屡次设障", "blocked again and again"),
    "rising_anger": Bilingual("群众不满快速上升", "anger rising fast"),
}
