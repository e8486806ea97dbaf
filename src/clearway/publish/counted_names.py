"""What is counted, as pages and reviews call it: topics of reports, grades of reporters, goods, who pays."""

from __future__ import annotations

from clearway.core.words import Bilingual

TOPICS = {
    "medical": Bilingual("就医受阻", "access to medical care"),
    "medicine": Bilingual("买药受阻", "access to medicine"),
    "fire_lane": Bilingual("消防通道被堵", "fire lane blocked"),
    "school": Bilingual("上学受阻", "way to school"),
    "food": Bilingual("买菜购物受阻", "food and shopping"),
    "farm_freight": Bilingual("农事货运受阻", "farm work and freight"),
    "code_scan": Bilingual("扫码通行", "code scanning"),
    "certificate": Bilingual("要求开证明", "certificates demanded"),
    "undertaking": Bilingual("要求签承诺书", "undertakings demanded"),
    "vehicle_ban": Bilingual("限制车辆", "vehicle bans"),
    "other": Bilingual("其他", "other"),
}
GRADES = {
    "very_satisfied": Bilingual("非常满意", "very satisfied"),
    "satisfied": Bilingual("满意", "satisfied"),
    "fair": Bilingual("基本满意", "fair"),
    "dissatisfied": Bilingual("不满意", "dissatisfied"),
    "very_dissatisfied": Bilingual("非常不满意", "very dissatisfied"),
}
ITEMS = {
    "epidemiologist": Bilingual("流行病学专业人员", "epidemiology staff"),
    "liaison": Bilingual("防疫联络员", "liaisons"),
    "barrier_set": Bilingual("隔离墩（套）", "barrier sets"),
    "emergency_light": Bilingual("应急照明（套）", "emergency lights"),
    "test_device": Bilingual("核酸检测设备（台）", "test devices"),
    "protective_kit": Bilingual("防护物资（人·天）", "protective kits (worker-days)"),
    "worker": Bilingual("基层工作人员", "workers"),
}
PAYERS = {
    "central": Bilingual("中央", "central government"),
    "province": Bilingual("省级", "province"),
    "city": Bilingual("市级", "city"),
    "county": Bilingual("县级", "county"),
    "owners": Bilingual("物业或业主", "property owners"),
    "donor": Bilingual("社会捐赠", "donors"),
}
