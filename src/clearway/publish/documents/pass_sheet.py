"""The sheet of a pass: two codes and, large, what a person reads when no camera can; the picture for a phone.

Two copies because a crease through a code is the damage it bears least: the other half is then still whole.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import typst

from clearway.core.words import Bilingual
from clearway.passes.claims import Pass, Purpose, short_code
from clearway.passes.qr import draw_svg
from clearway.publish.documents.pdf import chinese_fonts

_TEMPLATE = Path(__file__).with_name("pass_sheet.typ")
_FALLBACK = "Libertinus Serif"
#: Pixels an inch of the phone's picture: 90 mm become 1,080 pixels.
_PHONE_PPI = 304.8
_GROUP = 5
#: Size of the sheet's words in points, by how long the line of gates is: sixteen gates must fit beside the code.
_SIZES = ((40, 17), (90, 15), (160, 13), (220, 11))
_SMALLEST = 9

PURPOSES = {
    Purpose.MEDICAL: Bilingual("就医", "Medical care"),
    Purpose.MEDICINE: Bilingual("取药送药", "Medicine"),
    Purpose.SCHOOL: Bilingual("上学考试", "School or exam"),
    Purpose.SUPPLIES: Bilingual("物资保供", "Supplies"),
    Purpose.CARE: Bilingual("照料家人", "Care of a dependant"),
    Purpose.WORK: Bilingual("必要工作", "Essential work"),
    Purpose.OTHER: Bilingual("其他", "Other"),
}
_WORDS = {
    "title": Bilingual("电子通行证", "Pass"),
    "purpose": Bilingual("事由", "Purpose"),
    "name": Bilingual("姓名", "Name"),
    "gates": Bilingual("大门", "Gates"),
    "since": Bilingual("起", "From"),
    "until": Bilingual("有效期至", "Valid until"),
    "companions": Bilingual("随行", "Companions"),
    "uses": Bilingual("可用次数", "Uses"),
    "phone": Bilingual("值班电话", "Duty phone"),
    "code": Bilingual("短码", "Short code"),
    "emergency": Bilingual(
        "紧急情况无需通行证：急救、消防和临产、急症人员应立即放行。",
        "No pass is needed in an emergency: ambulances, fire engines and people in acute need go through at once.",
    ),
    "fold": Bilingual(
        "上下两个码相同，任一可用。折叠时请勿折过二维码。",
        "Both codes are the same; either will do. Do not fold across a code.",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PassSheet:
    """What the sheet of one pass says. ``gates`` are names (or numbers) as people know them; times in ``zone``."""

    claims: Pass
    text: str
    gates: tuple[str, ...]
    duty_phone: str
    zone: ZoneInfo


def sheet_pdf(sheet: PassSheet) -> bytes:
    """A4, Chinese and English, two codes of 60 mm.

    Raises:
        CannotIssue: the code would be above version 13.
    """
    return _set(sheet, "sheet", "pdf")


def phone_png(sheet: PassSheet) -> bytes:
    """The picture for a phone, 1,080 pixels wide: the code, and the same words.

    Raises:
        CannotIssue: the code would be above version 13.
    """
    return _set(sheet, "phone", "png")


def _set(sheet: PassSheet, kind: str, form: Literal["pdf", "png"]) -> bytes:
    data = {
        "kind": kind,
        "qr": draw_svg(sheet.text),
        "rows": [[name.zh, name.en, zh, en] for name, zh, en in _rows(sheet)],
        "words": {name: [words.zh, words.en] for name, words in _WORDS.items()},
        "size": _size(sheet),
        "phone": sheet.duty_phone,
        "code": " ".join(_grouped(short_code(sheet.claims.cti))),
        "fonts": [*chinese_fonts(), _FALLBACK],
    }
    inputs = {"data": json.dumps(data)}
    return typst.compile(_TEMPLATE.read_bytes(), format=form, ppi=_PHONE_PPI, sys_inputs=inputs)


def _size(sheet: PassSheet) -> int:
    length = sum(len(gate) + 1 for gate in sheet.gates)
    return next((size for most, size in _SIZES if length <= most), _SMALLEST)


def _rows(sheet: PassSheet) -> list[tuple[Bilingual, str, str]]:
    claims = sheet.claims
    purpose = PURPOSES[claims.purpose]
    rows = [(_WORDS["purpose"], purpose.zh, purpose.en)]
    if claims.name:
        rows.append((_WORDS["name"], claims.name, ""))
    rows.append((_WORDS["gates"], "、".join(sheet.gates), ""))
    rows += [(_WORDS[word], *_moment(at, sheet.zone)) for word, at in (("since", claims.nbf), ("until", claims.exp))]
    counts = (("companions", claims.companions), ("uses", claims.uses))
    return rows + [(_WORDS[word], str(count), "") for word, count in counts if count is not None]


def _moment(seconds: int, zone: ZoneInfo) -> tuple[str, str]:
    at = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}", f"{at:%Y-%m-%d %H:%M}"


def _grouped(code: str) -> tuple[str, str]:
    return code[:_GROUP], code[_GROUP:]
