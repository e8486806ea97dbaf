"""What offices are called in pages and documents."""

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
    "transport": Bilingual("交通运输局", "transport department"),
    "police": Bilingual("公安局", "police"),
    "civil_affairs": Bilingual("民政局", "civil affairs department"),
    "commerce": Bilingual("商务局", "commerce department"),
    "education": Bilingual("教育局", "education department"),
    "supervisor": Bilingual("社会监督员", "social supervisor"),
    "evaluator": Bilingual("第三方评估机构", "third-party evaluator"),
    "helper": Bilingual("志愿者（商户）", "volunteer or shop"),
    "machine": Bilingual("系统", "the system"),
}
