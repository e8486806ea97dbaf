"""What goods, money and courses are called."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.publish.counted_names import ITEMS, PAYERS

__all__ = [
    "DISPATCH_STATES",
    "ENTRIES",
    "FUND_FORMS",
    "GIFT_STATES",
    "ITEMS",
    "PAYERS",
    "RESOURCE_ACTS",
    "RESOURCE_EVENTS",
    "RESOURCE_THINGS",
]

DISPATCH_STATES = {
    "ordered": Bilingual("已下单", "ordered"),
    "sent": Bilingual("在途", "on its way"),
    "received": Bilingual("已签收", "signed for"),
    "cancelled": Bilingual("已撤销", "called off"),
}
GIFT_STATES = {
    "offered": Bilingual("待分配", "to be allotted"),
    "allotted": Bilingual("已分配", "allotted"),
    "received": Bilingual("已签收", "signed for"),
    "declined": Bilingual("已谢绝", "declined with thanks"),
}
FUND_FORMS = {
    "revolving": Bilingual("周转金", "revolving fund"),
    "budget": Bilingual("年度预算", "budget line"),
    "transfer": Bilingual("专项转移支付", "earmarked transfer"),
    "risk": Bilingual("风险基金", "risk fund"),
}
ENTRIES = {
    "paid_in": Bilingual("拨入", "paid in"),
    "allotted": Bilingual("分配", "allotted"),
    "spent": Bilingual("支出", "spent"),
    "returned": Bilingual("收回", "given back"),
}
RESOURCE_ACTS = {
    "count_stock": Bilingual("盘点", "count stock"),
    "order_dispatch": Bilingual("调拨", "order a dispatch"),
    "send_dispatch": Bilingual("发出", "send"),
    "receive_dispatch": Bilingual("签收", "sign for"),
    "cancel_dispatch": Bilingual("撤销调拨", "call off a dispatch"),
    "issue_stock": Bilingual("领用", "issue"),
    "record_time": Bilingual("登记志愿时长", "record volunteers' hours"),
    "enter_gift": Bilingual("登记捐赠", "enter a gift"),
    "allot_gift": Bilingual("分配捐赠", "allot a gift"),
    "receive_gift": Bilingual("签收捐赠", "sign for a gift"),
    "decline_gift": Bilingual("谢绝捐赠", "decline a gift"),
    "open_fund": Bilingual("设立资金", "open a fund"),
    "move_fund": Bilingual("记账", "write a line of a fund"),
    "take_course": Bilingual("参加培训", "take a course"),
}
RESOURCE_THINGS = {
    "dispatch": Bilingual("调拨单", "dispatch"),
    "gift": Bilingual("捐赠", "gift"),
    "fund": Bilingual("资金", "fund"),
}
RESOURCE_EVENTS = {
    "stock_counted": Bilingual("盘点", "stock counted"),
    "stock_issued": Bilingual("领用", "stock issued"),
    "dispatch_ordered": Bilingual("下调拨单", "dispatch ordered"),
    "dispatch_sent": Bilingual("物资发出", "dispatch sent"),
    "dispatch_received": Bilingual("物资签收", "dispatch signed for"),
    "dispatch_cancelled": Bilingual("撤销调拨", "dispatch called off"),
    "gift_offered": Bilingual("登记捐赠", "gift offered"),
    "gift_allotted": Bilingual("分配捐赠", "gift allotted"),
    "gift_received": Bilingual("签收捐赠", "gift signed for"),
    "gift_declined": Bilingual("谢绝捐赠", "gift declined"),
    "time_given": Bilingual("志愿时长", "volunteers' hours"),
    "fund_opened": Bilingual("设立资金", "fund opened"),
    "fund_moved": Bilingual("资金记账", "line of a fund"),
    "course_finished": Bilingual("完成培训", "course finished"),
}
