"""What barriers, those who put them up, kinds of measure and its standing are called, in both languages."""

from __future__ import annotations

from clearway.core.words import Bilingual

BARRIERS = {
    "chained_gate": Bilingual("铁链锁门", "gate chained shut"),
    "locked_unit_door": Bilingual("锁闭单元门", "unit door locked"),
    "welded": Bilingual("焊封", "welded shut"),
    "fence": Bilingual("围挡", "fence"),
    "concrete_block": Bilingual("水泥墩", "concrete block"),
    "soil_mound": Bilingual("土堆", "mound of soil"),
    "piled_goods": Bilingual("堆放杂物", "goods piled up"),
    "guard_only": Bilingual("专人值守", "guarded, nobody passes"),
    "form": Bilingual("要求填表", "form to fill in"),
    "undertaking": Bilingual("要求签承诺书", "undertaking to sign"),
    "code_scan": Bilingual("扫码通行", "code to scan"),
    "face_scan": Bilingual("人脸识别", "face scan"),
    "certificate": Bilingual("要求开证明", "certificate demanded"),
    "vehicle_ban": Bilingual("限制车辆", "vehicles banned"),
}
IMPOSED_BY = {
    "government": Bilingual("政府", "government"),
    "committee": Bilingual("村（居）委会", "village or residents' committee"),
    "property": Bilingual("物业", "property manager"),
    "private": Bilingual("个人", "private person"),
    "unknown": Bilingual("不明", "unknown"),
}
KINDS = {
    "close_place": Bilingual("关闭场所", "place closed"),
    "quarantine_area": Bilingual("疫区管控", "epidemic area"),
    "seal_area": Bilingual("疫区封锁", "area sealed"),
    "quarantine_traffic": Bilingual("交通卫生检疫", "traffic quarantine"),
    "listing": Bilingual("风险区公布", "official risk listing"),
    "barrier": Bilingual("设障封堵", "barrier"),
}
LEVELS = {
    "low": Bilingual("低风险", "low risk"),
    "medium": Bilingual("中风险", "medium risk"),
    "high": Bilingual("高风险", "high risk"),
}
STATUSES = {
    "not_yet": Bilingual("尚未生效", "not yet in force"),
    "in_force": Bilingual("生效中", "in force"),
    "ended": Bilingual("期限已满", "term ended"),
    "lifted": Bilingual("已解除", "lifted"),
    "unregistered": Bilingual("未经登记", "not registered"),
}
