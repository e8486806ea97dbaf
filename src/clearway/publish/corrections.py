"""What a register told otherwise, in sentences: ``Ends: 2022-11-05 00:00 +08:00 → 2022-11-03 00:00 +08:00``."""

from __future__ import annotations

from datetime import datetime, tzinfo

from clearway.core.words import Bilingual
from clearway.publish.names import BARRIERS, IMPOSED_BY, KINDS, LEVELS
from clearway.publish.published import Corrected
from clearway.publish.wording import said_moment

_NOT_STATED = Bilingual("未说明", "not stated")
#: Columns in the order they are told.
_COLUMNS = {
    "starts_at": Bilingual("起", "begins"),
    "ends_at": Bilingual("止", "ends"),
    "level": Bilingual("风险等级", "risk level"),
    "kind": Bilingual("措施类型", "kind of measure"),
    "place_code": Bilingual("地点代码", "place code"),
    "place_text": Bilingual("地点", "place"),
    "barrier": Bilingual("障碍类型", "kind of barrier"),
    "imposed_by": Bilingual("设置者类别", "kind of actor who put it up"),
    "scope": Bilingual("范围", "scope"),
    "reason": Bilingual("理由", "reason"),
    "deciding_organ": Bilingual("决定机关", "deciding organ"),
    "legal_basis": Bilingual("法律依据", "legal basis"),
    "public_notice_id": Bilingual("公告编号", "public notice"),
    "filed_with": Bilingual("备案机关", "filed with"),
}
_NAMES = {"level": LEVELS, "kind": KINDS, "barrier": BARRIERS, "imposed_by": IMPOSED_BY}
_MOMENTS = ("starts_at", "ends_at")
TOLD = tuple(_COLUMNS)


def corrections(corrected: tuple[Corrected, ...], zone: tzinfo) -> Bilingual:
    """All of them in one line, in the order of ``TOLD``; columns nobody publishes are left out."""
    by_column = {one.column: one for one in corrected}
    told = [_said(by_column[column], zone) for column in TOLD if column in by_column]
    return Bilingual("；".join(one.zh for one in told), "; ".join(one.en for one in told))


def _said(one: Corrected, zone: tzinfo) -> Bilingual:
    name, was, now = _COLUMNS[one.column], _value(one.column, one.was, zone), _value(one.column, one.now, zone)
    return Bilingual(f"{name.zh} {was.zh} → {now.zh}", f"{name.en} {was.en} → {now.en}")


def _value(column: str, text: str, zone: tzinfo) -> Bilingual:
    if not text:
        return _NOT_STATED
    if column in _MOMENTS:
        text = said_moment(datetime.fromisoformat(text), zone)
    return _NAMES.get(column, {}).get(text) or Bilingual(text, text)
