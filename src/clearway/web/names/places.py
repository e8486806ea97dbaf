"""Kinds of place and facility, what people can no longer reach, and how they go there."""

from __future__ import annotations

from clearway.core.words import Bilingual

PLACES = {
    "province": Bilingual("省", "province"),
    "city": Bilingual("市", "city"),
    "county": Bilingual("县（区）", "county"),
    "township": Bilingual("乡镇（街道）", "township"),
    "community": Bilingual("社区", "community"),
    "village": Bilingual("村", "village"),
    "compound": Bilingual("小区", "compound"),
    "building": Bilingual("楼栋", "building"),
    "unit": Bilingual("单元", "unit"),
    "gate": Bilingual("出入口", "gate"),
}
FACILITIES = {
    "hospital": Bilingual("医院", "hospital"),
    "clinic": Bilingual("卫生院（诊所）", "clinic"),
    "pharmacy": Bilingual("药店", "pharmacy"),
    "market": Bilingual("集市（超市）", "market"),
    "school": Bilingual("学校", "school"),
    "fire_station": Bilingual("消防站", "fire station"),
    "fire": Bilingual("消防救援", "fire rescue"),
    "ambulance_station": Bilingual("急救站", "ambulance station"),
    "ambulance": Bilingual("急救", "ambulance"),
    "shop": Bilingual("商铺", "shop"),
    "farm": Bilingual("农场（大棚）", "farm"),
    "firm": Bilingual("企业", "firm"),
}
SERVICES = {
    "medical": Bilingual("看病就医", "medical care"),
    "medicine": Bilingual("买药送药", "medicine"),
    "fire_lane": Bilingual("消防通道", "fire lane"),
    "school": Bilingual("上学", "school"),
    "food": Bilingual("买菜购物", "food"),
    "farm": Bilingual("农事生产", "farm work"),
    "freight": Bilingual("货物运输", "freight"),
    "utility": Bilingual("水电气抢修", "water, power, gas repair"),
}
MODES = {
    "car": Bilingual("驾车", "by car"),
    "foot": Bilingual("步行", "on foot"),
    "bicycle": Bilingual("骑车", "by bicycle"),
    "ambulance": Bilingual("救护车", "by ambulance"),
    "fire": Bilingual("消防车", "by fire engine"),
    "fire_engine": Bilingual("消防车", "by fire engine"),
    "lorry": Bilingual("货车", "by lorry"),
    "freight": Bilingual("货车", "by lorry"),
    "emergency": Bilingual("应急车辆", "emergency vehicle"),
}
WHATIF_ACTS = {
    "close": Bilingual("关闭", "they close"),
    "slow": Bilingual("还能走，但每人要耽搁（软障碍）", "they stay open and hold people up (soft barrier)"),
    "hours": Bilingual("只在一定时段开放", "they are open at certain hours alone"),
    "reopen": Bilingual("眼下关着，重新开放", "they are closed now and reopen"),
}
ZONES = {
    "sealed": Bilingual("封控区", "sealed zone"),
    "controlled": Bilingual("管控区", "controlled zone"),
    "prevention": Bilingual("防范区", "prevention zone"),
}
