"""What feeds and pages say of a measure: its title, and what became of it."""

from __future__ import annotations

from datetime import datetime, tzinfo
from enum import StrEnum

from clearway.core.measures import Measure
from clearway.core.words import Bilingual
from clearway.publish.names import BARRIERS, KINDS, LEVELS
from clearway.publish.published import ChangeKind

CHANGES = {
    ChangeKind.ANNOUNCED: Bilingual("公布", "Announced"),
    ChangeKind.FOUND: Bilingual("发现未登记封堵", "Unregistered closure found"),
    ChangeKind.ADJUSTED: Bilingual("放宽", "Made lighter"),
    ChangeKind.CONFIRMED: Bilingual("经审查确认", "Confirmed on review"),
    ChangeKind.CORRECTED: Bilingual("更正", "Corrected"),
    ChangeKind.EXTENDED: Bilingual("延期", "Extended"),
    ChangeKind.ENDED: Bilingual("到期，已开放", "Ended, open again"),
    ChangeKind.LIFTED: Bilingual("已解除，恢复通行", "Lifted, open again"),
}


def title_of(measure: Measure) -> Bilingual:
    """What it is, in a few words."""
    if not measure.registered:
        barrier = _named(BARRIERS, measure.barrier) if measure.barrier else Bilingual("封堵", "way closed")
        return Bilingual(f"未登记封堵：{barrier.zh}", f"Unregistered closure: {barrier.en}")
    kind = _named(KINDS, measure.kind)
    if measure.level is None:
        return Bilingual(kind.zh, kind.en.capitalize())
    level = _named(LEVELS, measure.level)
    return Bilingual(f"{kind.zh}（{level.zh}）", f"{kind.en.capitalize()} ({level.en})")


def said_moment(moment: datetime, zone: tzinfo) -> str:
    """Day and minute in ``zone``, with its offset: ``2026-11-23 09:00 +08:00``."""
    local = moment.astimezone(zone).isoformat(sep=" ", timespec="minutes")
    return f"{local[:16]} {local[16:]}"


def _named(table: dict[str, Bilingual], term: StrEnum) -> Bilingual:
    return table.get(term.value) or Bilingual(term.value, term.value.replace("_", " "))
