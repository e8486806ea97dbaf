"""Why a pass, a revocation or a count is refused."""

from __future__ import annotations

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual


class NoGateOnTheWay(Refusal):
    """No controlled gate lies on the way: nobody may ask for a pass there."""

    code = "no_gate_on_the_way"
    template = Bilingual(
        "这条路上没有需要通行证的出入口，可以直接通行；有人阻拦请拨打值班电话或“我要反映”",
        "no gate on this way may ask for a pass: simply go; if somebody stops you, call the duty phone or report it",
    )


class TooManyGates(Refusal):
    """More gates than one pass can name."""

    code = "too_many_gates"
    template = Bilingual(
        "经过 {count} 个出入口，一张通行证最多 {most} 个", "{count} gates: one pass names at most {most}"
    )
    try_again = True


class PassTooLong(Refusal):
    """The term asked for is longer than the rule allows."""

    code = "pass_too_long"
    template = Bilingual("期限 {hours} 小时超过上限 {most} 小时", "{hours} hours are longer than the {most} allowed")
    try_again = True


class PassOver(Refusal):
    """The term lies in the past, or ends before it starts."""

    code = "pass_over"
    template = Bilingual("起止时间不对：结束须晚于开始和现在", "the term must end after it starts, and after now")
    try_again = True


class OnceOneGate(Refusal):
    """A pass for one use can be checked without a network at one gate only."""

    code = "once_one_gate"
    template = Bilingual(
        "限次使用的通行证只能用于一个出入口（离线无法核对其他出入口）",
        "a pass for a limited number of uses names one gate (others cannot know of it offline)",
    )
    try_again = True


class SecondPersonNeeded(Refusal):
    """The one who proposed a revocation cannot confirm it."""

    code = "second_person"
    template = Bilingual(
        "撤销须由另一人确认：{name} 已经签过", "another person must confirm a revocation: {name} has signed already"
    )


class NotThatReason(Refusal):
    """The reason is not on the closed list, or is the holder's alone."""

    code = "not_that_reason"
    template = Bilingual("“{reason}”不是可以撤销通行证的理由", "{reason!r} is no reason to revoke a pass")


class PassNotLive(Refusal):
    """The pass is not one that could be revoked, approved or printed now."""

    code = "pass_not_live"
    template = Bilingual("通行证 {number} 目前为 {standing}", "pass {number} is {standing}")


class NotAGateCount(Refusal):
    """What a gate sent is more, or other, than hourly counts."""

    code = "not_a_gate_count"
    template = Bilingual("计数不符合格式：{zh}", "not hourly counts: {en}")
