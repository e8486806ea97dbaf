"""A text message with a report number gets how the report stands; from the number that was left, it may rate too.

Whoever knows a number learns the state and the clock, never a word of the report, its place or who acted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.cases import CaseState
from clearway.core.casework import Grade
from clearway.core.people import Actor, Role
from clearway.core.refusals import Refusal
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual, Language
from clearway.loop import follow_report
from clearway.loop.follow_report import Follower
from clearway.record.contacts import open_contact
from clearway.record.models import CaseRow, ContactRow, ReplyRow, ReportRow
from clearway.respond.deadlines import FIRST_ANSWER, due

_NUMBER = re.compile(r"R\s*(\d{8})\s*-?\s*(\d{4,})", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]{3,}")
#: What people write for a grade; the longer words first, since "满意" stands in all of them.
_GRADES = (
    (re.compile(r"非常不满意|很不满意|very dissatisfied|评价?\s*1\b", re.IGNORECASE), Grade.VERY_DISSATISFIED),
    (re.compile(r"不满意|dissatisfied|评价?\s*2\b", re.IGNORECASE), Grade.DISSATISFIED),
    (re.compile(r"基本满意|fair|评价?\s*3\b", re.IGNORECASE), Grade.FAIR),
    (re.compile(r"非常满意|很满意|very satisfied|评价?\s*5\b", re.IGNORECASE), Grade.VERY_SATISFIED),
    (re.compile(r"满意|satisfied|评价?\s*4\b", re.IGNORECASE), Grade.SATISFIED),
)
HOW = Bilingual(
    "请发送您的线索编号，例如 R20261123-0001。有人生病、受伤或起火，请拨打120或119。",
    "Send the number of your report, for example R20261123-0001. If somebody is ill or there is a fire: 120 or 119.",
)
NONE = Bilingual("没有找到这个编号，请核对。", "There is no report with this number; please check it.")
RATED = Bilingual("已记录您的评价，谢谢。", "Your grade is noted, thank you.")
_STATES = {
    CaseState.ACCEPTED: Bilingual("已受理，正在现场核查", "accepted: somebody goes and looks"),
    CaseState.FILED: Bilingual("已核实立案", "confirmed"),
    CaseState.DISPATCHED: Bilingual("已责令整改", "ordered cleared"),
    CaseState.IN_HANDLING: Bilingual("正在处置", "being cleared"),
    CaseState.SUPERVISED: Bilingual("上级督办中", "under supervision"),
    CaseState.REPLIED: Bilingual("已报告清除，等待复核", "said to be cleared, to be checked"),
    CaseState.VERIFIED: Bilingual("复核通过，道路已通", "checked: the way is open"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbound:
    """A message as a gateway hands it on. ``sender`` is compared and forgotten."""

    text: str
    sender: str = ""


def answer_message(message: Inbound, *, at: datetime, zone: ZoneInfo, rulebook: Rulebook, region: str) -> str:
    """The text to send back, in the language of the message."""
    text = unicodedata.normalize("NFKC", message.text)
    found = _NUMBER.search(text)
    rest = _NUMBER.sub("", text)
    language: Language = "en" if _LETTERS.search(rest) else "zh"
    if found is None:
        return HOW.say(language)
    row = ReportRow.objects.filter(number=f"R{found.group(1)}-{found.group(2)}").first()
    if row is None:
        return NONE.say(language)
    grade = next((grade for words, grade in _GRADES if words.search(rest)), None)
    if grade is not None and _is_reporter(row.number, message.sender):
        by = Actor(name="resident", role=Role.RESIDENT, region=region)
        return _rated(grade, rest, Follower(report=row.number, at=at, rulebook=rulebook, zone=zone, by=by), language)
    return _status(row, at, zone, rulebook).say(language)


def _rated(grade: Grade, note: str, who: Follower, language: Language) -> str:
    try:
        follow_report.grade(grade, note, who)
    except Refusal as refusal:
        return refusal.say(language)
    return RATED.say(language)


def _is_reporter(report: str, sender: str) -> bool:
    row = ContactRow.objects.filter(report=report).first()
    if row is None or not row.sealed or not sender.strip():
        return False
    return _digits(open_contact(row.sealed).address) == _digits(sender)


def _digits(text: str) -> str:
    """The last eleven digits: a country's prefix is written or not."""
    return "".join(sign for sign in text if sign.isdigit())[-11:]


def _status(row: ReportRow, at: datetime, zone: ZoneInfo, rulebook: Rulebook) -> Bilingual:
    case = CaseRow.objects.filter(number=row.case).first() if row.case else None
    if case is None:
        return _waiting(row, zone, rulebook)
    said = _STATES.get(CaseState(case.state)) or _ended(case)
    return Bilingual(f"{row.number}：{said.zh}。", f"{row.number}: {said.en}.")


def _ended(case: CaseRow) -> Bilingual:
    if case.merged_into:
        return Bilingual("已与同一地点的案件合并办理", "handled together with another case of this place")
    return Bilingual("已办结，可以评价；没解决可以要求重办", "closed; you may rate it, or have it opened again")


def _waiting(row: ReportRow, zone: ZoneInfo, rulebook: Rulebook) -> Bilingual:
    if ReplyRow.objects.filter(report=row.number).exists():
        return Bilingual(f"{row.number}：已答复。", f"{row.number}: answered.")
    local = due(FIRST_ANSWER, row.at.astimezone(zone), rulebook)
    return Bilingual(
        f"{row.number}：已登记，最迟 {local:%m月%d日%H:%M} 答复。",
        f"{row.number}: registered, to be answered by {local:%Y-%m-%d %H:%M}.",
    )
