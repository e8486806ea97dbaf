"""Why an act in a vote, a hearing or a roll cannot be done."""

from __future__ import annotations

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual


class RollClosedAlready(Refusal):
    """A confirmed roll never changes."""

    code = "roll_closed"
    template = Bilingual("名册 {number} 已经确认，不能再改", "roll {number} is confirmed: it cannot be changed")


class RollNotClosed(Refusal):
    """A vote needs a roll somebody confirmed."""

    code = "roll_not_closed"
    template = Bilingual(
        "名册 {number} 尚未经乡镇（街道）确认，或与本次表决的范围、主体不符",
        "roll {number} is not confirmed by the township, or is of another place or body",
    )


class TooFewVoters(Refusal):
    """Below five a secret vote cannot be secret."""

    code = "too_few_voters"
    template = Bilingual(
        "有资格的只有 {found} 人，少于 {fewest} 人无法保密：请当面开会",
        "only {found} may vote; below {fewest} it cannot be secret: hold a meeting",
    )


class OptionsMissing(Refusal):
    """Time slots instead of full closure, and no closure, stand beside every closure put to the vote."""

    code = "options_missing"
    template = Bilingual(
        "选项须包括：不封闭、分时段管控、全封闭（缺 {missing}）",
        "the options must include no closure, time slots and full closure (missing: {missing})",
    )
    try_again = True


class NotOpen(Refusal):
    """The vote does not take ballots now."""

    code = "vote_not_open"
    template = Bilingual(
        "表决 {number} 现在不接受投票：{opens} 开始，{closes} 截止",
        "vote {number} takes no ballots now: from {opens} until {closes}",
    )


class NotOver(Refusal):
    """Nothing is counted before the close."""

    code = "vote_not_over"
    template = Bilingual("表决 {number} 于 {closes} 截止后才计票", "vote {number} is counted after it closes, {closes}")
    try_again = True


class UnknownCode(Refusal):
    """No such voting code."""

    code = "unknown_code"
    template = Bilingual(
        "没有这个投票码：请核对纸条上的字母和数字",
        "no such voting code: check the letters and figures on your slip",
    )
    try_again = True


class UnknownSheet(Refusal):
    """No such paper ballot, or it was counted."""

    code = "unknown_sheet"
    template = Bilingual("没有这张选票，或者已经计入", "no such paper ballot, or it was counted already")
    try_again = True


class TurnUsed(Refusal):
    """One person, one ballot, on one channel."""

    code = "turn_used"
    template = Bilingual(
        "这一户（人）已经以{channel_zh}方式投票，不能再投", "this turn was used already ({channel_en}): one ballot each"
    )


class NoSuchOption(Refusal):
    """The ballot names an option that is not on it."""

    code = "no_such_option"
    template = Bilingual("请在选项中选一项", "choose one of the options")
    try_again = True


class SameOfficer(Refusal):
    """Two officers read every paper ballot."""

    code = "same_officer"
    template = Bilingual("同一张选票须由两名工作人员分别录入", "two officers must read a paper ballot, each alone")


class ReadingsDiffer(Refusal):
    """The two officers read different choices: the sheet is read again."""

    code = "readings_differ"
    template = Bilingual(
        "两次录入不一致：请两人共同核对原件后重新录入",
        "the two readings differ: look at the sheet together, then enter it again",
    )
    try_again = True


class MoreSheetsThanTakers(Refusal):
    """More paper in the box than people who took paper."""

    code = "more_sheets_than_takers"
    template = Bilingual(
        "{size} 类纸质选票已多于领取人数：先登记领取",
        "more {size} sheets than people who took one: record the taker first",
    )


class Barriers(Refusal):
    """A community compact may not hold barriers."""

    code = "compact_barriers"
    template = Bilingual(
        "公约不得设障：“{clause}”。社区、物业和个人无权封闭通道",
        "a compact may hold no barrier: {clause!r}. No committee, firm or person may close a way",
    )


class Conflict(Refusal):
    """An expert with an interest in the question gives no opinion on it."""

    code = "conflict_of_interest"
    template = Bilingual("专家 {expert} 与本问题有利益关系，须回避", "expert {expert} has an interest in this question")


class NotDeclared(Refusal):
    """Interests come first."""

    code = "interest_not_declared"
    template = Bilingual("请先申明利益关系，再署名", "declare your interests first, then sign")
    try_again = True
