"""What callers say, in several voices. All invented; no name, number or address of anybody."""

from __future__ import annotations

from clearway.core.barriers import Barrier, Topic

#: How a voice puts where (``place``), where it lives (``home``), what stands there, and what that keeps it from.
VOICES = (
    "来电人反映{place}{barrier}，{need}，请相关部门核实处理。",
    "市民来电称，{place}{barrier}，导致{need}，要求尽快恢复通行。",
    "{place}{barrier}，{need}，希望尽快解决。",
    "你好，{place}{barrier}，{need}，请问这是谁批准的？",
    "还有没有人管！{place}{barrier}！{need}！",
    "俺是{home}这儿嘞，{place}{barrier}，{need}，恁赶紧派人来看看中不中？",
    "我都七十多了，住{home}，{place}{barrier}，{need}，麻烦你们管一管。",
    "{place} {barrier} {need} 求帮忙转给领导",
    "我是{home}的居民，这几天{place}{barrier}，{need}。",
    "投诉！{place}{barrier}，没有任何公告，{need}。",
)

STANDING: dict[Barrier, tuple[str, ...]] = {
    Barrier.CHAINED_GATE: ("大门被铁链锁了", "门口拿铁链子拴住了", "大门上了锁，谁也不给开"),
    Barrier.LOCKED_UNIT_DOOR: ("单元门被锁住了", "楼下单元门从外面锁上了"),
    Barrier.WELDED: ("铁门被焊死了", "侧门让人用电焊焊住了", "大门焊上铁条封死了"),
    Barrier.FENCE: ("用蓝色围挡围起来了", "路口拉起铁皮围挡", "被围栏围住不让走"),
    Barrier.CONCRETE_BLOCK: ("路上摆了水泥墩", "被水泥块挡死了", "路口放了几个大水泥墩子"),
    Barrier.SOIL_MOUND: ("拉了几车土把路堵了", "路被土堆堵死", "村口堆了一人高的土"),
    Barrier.PILED_GOODS: ("路口堆满杂物过不去", "被人堆的木头和货架挡住了", "通道里堆放杂物堵得严严实实"),
    Barrier.GUARD_ONLY: ("有人守着门不让进出", "门口站着人把守，不放行"),
    Barrier.FORM: ("进出都要填表登记才放行", "不填表就不让进"),
    Barrier.UNDERTAKING: ("不签承诺书就不让出门", "要写保证书按手印才放行", "逼着签责任自负的承诺书"),
    Barrier.CODE_SCAN: ("不扫码不让进", "非得用手机扫码才能进出，没有智能手机的进不了门"),
    Barrier.FACE_SCAN: ("要刷脸才能进，老人识别不上就进不去", "装了人脸识别，没录入的住户进不了门"),
    Barrier.CERTIFICATE: ("要开证明盖章才让进", "没有社区开的证明不给进出", "要看核酸报告和通行证才放行"),
    Barrier.VEHICLE_BAN: ("外地牌照的车一律不让进村", "卡点不让车辆通行，私家车全部劝返", "拦着车不让进，本村的也不行"),
}

NEEDS: dict[Topic, tuple[str, ...]] = {
    Topic.MEDICAL: (
        "老人要去县医院透析出不去",
        "救护车进不来，病人只能抬出去",
        "孕妇快生了没法去医院",
        "家里老人胸口疼，送医绕了快一个小时",
        "孩子发高烧，急着看病出不了门",
        "做完手术要复查，去不了医院",
        "化疗的日子到了，人出不去",
    ),
    Topic.MEDICINE: (
        "高血压的药吃完了买不到",
        "老人的胰岛素断了，药店去不了",
        "送药的也进不来",
        "想去药店买退烧药都过不去",
    ),
    Topic.FIRE_LANE: (
        "消防车根本进不来，着火了怎么办",
        "消防通道被占，存在重大安全隐患",
        "这是消防通道，出了事谁负责",
        "楼里住着三百多户，逃生通道不通",
    ),
    Topic.SCHOOL: ("孩子上学要绕很远", "接送孩子过不去，天天迟到", "学生放学进不了家门"),
    Topic.FOOD: ("买菜都出不去", "家里没有米面了，送菜的进不来", "去不了菜市场，吃饭成问题"),
    Topic.FARM_FREIGHT: (
        "地里的白菜拉不出去，眼看要烂",
        "收割机进不来，庄稼收不了",
        "拉饲料的货车进不了村，猪快断料了",
        "合作社的货运不出去",
    ),
    Topic.CODE_SCAN: ("我妈用的老年机扫不了", "手机没电了在门口站了一个钟头", "老年人不会弄这个"),
    Topic.CERTIFICATE: ("跑了三趟也没人给盖章", "回自己家还要证明", "上夜班来不及开证明"),
    Topic.UNDERTAKING: ("不签就把人堵在门口", "凭什么责任都让我们自己担", "老人不识字也要按手印"),
    Topic.VEHICLE_BAN: ("车停在两里外走回来的", "我天天开车上班，现在没法回家", "送货的车全被劝返"),
    Topic.OTHER: ("出行很不方便", "上下班要绕一大圈", "回不了家"),
}

ENGLISH: dict[Topic, tuple[str, ...]] = {
    Topic.MEDICAL: (
        "The gate at {place} has been chained for days and the ambulance could not get in.",
        "I live in {home}. The way out is blocked and I cannot get to the hospital for dialysis.",
    ),
    Topic.OTHER: ("They put a fence across the road at {place} and nobody can pass. Who decided this?",),
    Topic.CODE_SCAN: ("The guard at {place} asks my mother to scan a QR code. She has no smartphone.",),
    Topic.CERTIFICATE: ("{place} asks for a stamped certificate before they let us in to our own home.",),
}

CLEARED = (
    "之前反映的{place}的事，现在已经放开了，谢谢。",
    "{place}的路障拆了，车能过了，给你们点赞。",
    "回访：{place}大门已经打开，正常进出。",
    "{place}那边已经通了，不用再派人来了。",
    "{place}的围挡今天撤了，可以走了。",
)

DENIALS = (
    "网上说{place}被封了，那是谣言，没有堵，大家正常进出。",
    "我刚从{place}过来，没有锁门，不要信群里的话。",
    "{place}并没有封路，是修水管临时围了半边，人和车都能过。",
)

#: One-off matters that sound like the real thing; each is over within the hour.
ISOLATED: dict[Topic, tuple[str, ...]] = {
    Topic.MEDICAL: (
        "{place}门口乱停车，救护车等了十分钟才进来，希望加强管理。",
        "去县医院看病挂不上号，{place}的老人能不能照顾一下？",
        "咨询一下，{place}附近哪家医院能做透析？",
    ),
    Topic.MEDICINE: ("{place}旁边的药店晚上不开门，买药不方便。", "{place}附近药店退烧药缺货，什么时候到？"),
    Topic.FIRE_LANE: ("{place}消防通道上停了几辆车，物业不管。", "{place}楼道里堆纸箱，有消防隐患。"),
    Topic.SCHOOL: ("{place}门口放学时堵车，孩子过马路危险。", "咨询{place}的孩子划片上哪个小学？"),
    Topic.FOOD: ("{place}旁边的菜市场菜价涨得厉害。", "{place}的团购菜送来是烂的，要求退款。"),
    Topic.FARM_FREIGHT: ("{place}的生产路坑太多，拖拉机不好走。", "{place}收粮的压价，有没有人管？"),
    Topic.CODE_SCAN: ("健康码一直弹窗，人在{place}，怎么申诉？",),
    Topic.CERTIFICATE: ("我住{place}，居住证去哪里补办？",),
    Topic.VEHICLE_BAN: ("{place}路口新装了限高杆，货车要从哪里走？",),
}

NOISE = (
    "{place}楼下半夜还在跳广场舞，吵得睡不着。",
    "{place}旁边工地夜里施工，噪音太大。",
    "{place}暖气不热，家里只有十四度。",
    "{place}停水一天了，什么时候来水？",
    "{place}的路灯坏了好几盏，晚上太黑。",
    "{place}垃圾桶满了没人清，味道很大。",
    "{place}有流浪狗追人，老人小孩害怕。",
    "{place}物业费涨价没有通知业主。",
    "{place}电梯三天两头坏，修了又坏。",
    "{place}下水道往上返水，臭得很。",
    "{place}楼上漏水，物业推来推去。",
    "{place}有人烧秸秆，烟大得睁不开眼。",
    "{place}井盖破了一块，骑车差点摔倒。",
    "我在{place}附近的工地干活，工资拖了两个月。",
    "{place}公交车等了四十分钟不来。",
    "{place}烧烤摊油烟直往屋里灌。",
    "{place}地下车库车位被占，谁来管？",
    "{place}宽带断了两天，客服说派单了没人来。",
    "请问{place}老年人的高龄补贴怎么申请？",
    "{place}有人高空扔东西，太危险了。",
    "{place}的健身器材松了，建议检修。",
    "{place}装修从早上六点开始敲墙，严重扰民。",
    "{place}的充电桩坏了一半。",
    "买了{place}的房子，房产证一直办不下来。",
    "{place}网上买的东西有质量问题，商家不退款。",
    "{place}树枝长到电线上了，请修剪。",
    "{place}养鸡场气味大，夏天没法开窗。",
    "感谢{place}的志愿者，帮我妈搬煤气罐，给他们送锦旗。",
    "咨询医保缴费，{place}的社区说不归他们管。",
    "{place}的自来水发黄，能不能化验一下？",
    "The music near {place} is too loud at night.",
    "Street lights near {place} have been off all week.",
)

CATEGORY: dict[Topic, str] = {
    Topic.MEDICAL: "卫生健康",
    Topic.MEDICINE: "卫生健康",
    Topic.FIRE_LANE: "消防安全",
    Topic.SCHOOL: "教育",
    Topic.FOOD: "市场监管",
    Topic.FARM_FREIGHT: "农业农村",
    Topic.CODE_SCAN: "疫情防控",
    Topic.CERTIFICATE: "疫情防控",
    Topic.UNDERTAKING: "疫情防控",
    Topic.VEHICLE_BAN: "交通出行",
    Topic.OTHER: "城市管理",
}
