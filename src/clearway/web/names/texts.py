"""What a text was read as."""

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
NATURES = {
    "physical": Bilingual("实体障碍", "a physical barrier"),
    "soft": Bilingual("软性障碍", "a soft barrier"),
    "none": Bilingual("没有障碍", "no barrier"),
}
TEXT_STATUSES = {
    "standing": Bilingual("仍在", "still there"),
    "cleared": Bilingual("已放开", "opened again"),
}
SPEAKS_FOR = TOPICS | NATURES
