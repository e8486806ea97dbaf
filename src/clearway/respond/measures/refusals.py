"""Why a step in the life of a measure cannot be taken."""

from __future__ import annotations

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual


class OnNegativeList(Refusal):
    """It would close a way that may never be closed; no vote, organ or emergency changes that."""

    code = "on_negative_list"
    template = Bilingual(
        "不得封堵：{what_zh}（{article_zh}）。任何批准、表决或紧急情形都不能使其合法",
        "may not be closed: {what_en} ({article_en}). No approval, vote or emergency can allow it",
    )


class MapNotAsked(Refusal):
    """The map could not say whether a protected way is touched; what is not known is no pass."""

    code = "map_not_asked"
    template = Bilingual(
        "尚未在地图上核对负面清单：请画出要封闭的路段或出入口（或先载入该地路网）",
        "the negative list was not checked against the map: draw the ways or gates to be closed, or load its roads",
    )
    try_again = True


class NoPower(Refusal):
    """The organ has not the power for this kind of measure."""

    code = "no_power"
    template = Bilingual("无权决定：{why_zh}（{article_zh}）", "no power to decide: {why_en} ({article_en})")


class TooLong(Refusal):
    """Past the ceiling."""

    code = "too_long"
    template = Bilingual(
        "期限 {days} 天，超过上限 {most} 天（工作方案的政策）",
        "{days} days: over the ceiling of {most} (the plan's policy)",
    )
    try_again = True


class NoTermLeft(Refusal):
    """With the notice ahead nothing of the term is left."""

    code = "no_term_left"
    template = Bilingual(
        "最早可于 {starts} 生效，已不早于结束时间：请改期后重新提出",
        "the earliest start is {starts}, not before its end: propose it with another term",
    )
    try_again = True


class OutOfOrder(Refusal):
    """Another step comes first, or there is none left."""

    code = "out_of_order"
    template = Bilingual(
        "{subject} 的下一步是“{next_zh}”，不能办理“{step_zh}”",
        "the next step of {subject} is {next_en!r}: {step_en!r} cannot be taken",
    )


class StillFails(Refusal):
    """A finding of the legality reading fails: nobody can sign or decide over it."""

    code = "still_fails"
    template = Bilingual("合法性不通过：{why_zh}（{article_zh}）", "not lawful: {why_en} ({article_en})")


class NotStanding(Refusal):
    """The measure is not in force: its term ended, it was lifted, or it has not begun."""

    code = "not_standing"
    template = Bilingual(
        "措施 {number} 不在生效期内（{status}），不能办理",
        "measure {number} is not in force ({status}): it cannot be done",
    )


class NotLighter(Refusal):
    """An adjustment may only make a measure lighter; anything more needs a new proposal."""

    code = "not_lighter"
    template = Bilingual(
        "调整只能减轻限制（{what_zh}）；加重须重新提出",
        "an adjustment can only lighten ({what_en}); anything more is a new proposal",
    )


class NotLonger(Refusal):
    """An extension that does not extend."""

    code = "not_longer"
    template = Bilingual("延长后的结束时间须晚于现在的结束时间", "an extension ends later than the term it extends")
    try_again = True


class Answered(Refusal):
    """The appeal was answered already."""

    code = "answered"
    template = Bilingual("申诉 {number} 已经答复", "appeal {number} was answered already")
