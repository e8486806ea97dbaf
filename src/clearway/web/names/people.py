"""Offices."""

from __future__ import annotations

from clearway.core.words import Bilingual

ROLES = {
    "resident": Bilingual("居民", "resident"),
    "community": Bilingual("村（社区）", "community office"),
    "township": Bilingual("乡镇（街道）", "township office"),
    "county_health": Bilingual("县卫生健康局", "county health office"),
    "county_government": Bilingual("县政府", "county government"),
    "legal_review": Bilingual("合法性审查", "legal review"),
    "inspector": Bilingual("督查员", "inspector"),
    "city": Bilingual("市级", "city office"),
    "province": Bilingual("省级", "provincial office"),
    "hotline": Bilingual("12345热线", "12345 hotline"),
    "machine": Bilingual("系统", "the system"),
}
