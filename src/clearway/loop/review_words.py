"""Words and small formats the review, the goals and the claims share."""

from __future__ import annotations

from clearway.core.casework import Grade
from clearway.core.funds import Payer
from clearway.core.resources import Item
from clearway.core.words import Bilingual
from clearway.evaluate.audit.groups import Rate
from clearway.evaluate.verdict import Verdict
from clearway.warn.learning.intervals import Share

NONE = Bilingual("没有。", "None.")
UNKNOWN = Bilingual("未知", "unknown")
VERDICTS = {
    Verdict.KEEP: Bilingual("维持", "keep"),
    Verdict.ADJUST: Bilingual("调整", "adjust"),
    Verdict.EXIT: Bilingual("退出", "exit"),
}
GRADES = {
    Grade.VERY_SATISFIED: Bilingual("非常满意", "very satisfied"),
    Grade.SATISFIED: Bilingual("满意", "satisfied"),
    Grade.FAIR: Bilingual("基本满意", "fair"),
    Grade.DISSATISFIED: Bilingual("不满意", "dissatisfied"),
    Grade.VERY_DISSATISFIED: Bilingual("非常不满意", "very dissatisfied"),
}
TOPICS = {
    "medical": Bilingual("就医、急救受阻", "medical care, ambulances"),
    "fire_lane": Bilingual("消防通道受阻", "fire lanes"),
    "medicine": Bilingual("取药受阻", "medicine"),
    "school": Bilingual("上学受阻", "school"),
    "food": Bilingual("买菜、生活物资", "food and supplies"),
    "farm_freight": Bilingual("农资、农产品运输", "farm freight"),
    "code_scan": Bilingual("扫码", "code scanning"),
    "certificate": Bilingual("要证明", "certificates asked for"),
    "undertaking": Bilingual("要签承诺书", "undertakings asked for"),
    "vehicle_ban": Bilingual("外地车限行", "vehicle bans"),
    "other": Bilingual("其他", "other"),
}
ITEMS = {
    Item.EPIDEMIOLOGIST: Bilingual("流行病学专业人员", "epidemiology staff"),
    Item.LIAISON: Bilingual("防疫联络员", "liaisons"),
    Item.BARRIER_SET: Bilingual("隔离墩（套）", "barrier sets"),
    Item.EMERGENCY_LIGHT: Bilingual("应急照明（套）", "emergency lights"),
    Item.TEST_DEVICE: Bilingual("检测设备（台）", "test devices"),
    Item.PROTECTIVE_KIT: Bilingual("防护物资（人·天）", "protective kits (worker-days)"),
    Item.WORKER: Bilingual("基层工作人员", "workers"),
}

PAYERS = {
    Payer.CENTRAL: Bilingual("中央", "central government"),
    Payer.PROVINCE: Bilingual("省级", "province"),
    Payer.CITY: Bilingual("市级", "city"),
    Payer.COUNTY: Bilingual("县级", "county"),
    Payer.OWNERS: Bilingual("物业或业主", "property owners"),
    Payer.DONOR: Bilingual("社会捐赠", "donors"),
}


def as_rate(share: Share) -> Rate:
    """A share of the warning engine with its own interval (Jeffreys), as the other figures are kept."""
    if share.whole == 0:
        return Rate(value=None, low=0.0, high=1.0, n=0)
    return Rate(value=share.part / share.whole, low=share.low, high=share.high, n=share.whole)


def told(found: Rate | None) -> Bilingual:
    """A share with its interval and n; unknown stays unknown and is never nought."""
    if found is None or found.value is None:
        return UNKNOWN
    words = f"{found.value:.0%} [{_percent(found.low)}, {_percent(found.high)}] n={found.n:,}"
    return Bilingual(words, words)


def _percent(share: float) -> str:
    return "−∞" if share == float("-inf") else f"{share:.0%}"
