"""Feeds."""

from __future__ import annotations

from clearway.core.words import Bilingual

FEEDS = {
    "roads": Bilingual("路网", "roads"),
    "places": Bilingual("地名与人口", "places"),
    "facilities": Bilingual("公共设施", "facilities"),
    "links": Bilingual("计数点位", "counters"),
    "flow": Bilingual("通行计数", "counts"),
    "complaints": Bilingual("12345投诉", "complaints"),
    "cases": Bilingual("感染病例", "infections"),
    "measures": Bilingual("措施登记", "measures"),
    "calendar": Bilingual("节假日历", "calendar"),
    "stock": Bilingual("人员与物资", "people and materials"),
    "budget": Bilingual("资金预算", "budget"),
    "posts": Bilingual("公开发帖", "public posts"),
    "indicators": Bilingual("单位报来的指标", "readings offices send"),
    "mobility": Bilingual("外来人员", "travellers"),
    "stairs": Bilingual("共用楼道", "shared stairs"),
    "baseline": Bilingual("基线封闭记录", "closures before the ledger"),
}
