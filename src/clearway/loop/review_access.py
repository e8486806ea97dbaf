"""Who lost access by road, as the road engine told when each closure was warned of; summed by what could be reached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from clearway.core.evidence import AccessLoss
from clearway.core.words import Bilingual
from clearway.evaluate.review.standing import Stood
from clearway.loop.document_fields import Making
from clearway.loop.review_section import number, section
from clearway.publish.charts import Bar, bars
from clearway.publish.documents.paper import Section
from clearway.record.models import CaseRow, WarningRow
from clearway.record.plain import from_plain

FACILITIES = {
    "hospital": Bilingual("医院", "hospitals"),
    "clinic": Bilingual("诊所", "clinics"),
    "pharmacy": Bilingual("药店", "pharmacies"),
    "market": Bilingual("菜市场", "markets"),
    "school": Bilingual("学校", "schools"),
    "ambulance": Bilingual("救护车到达", "ambulances coming"),
    "fire": Bilingual("消防车到达", "fire engines coming"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Of one kind of facility: people cut off and people who must go round, summed over closures, and the added
    person-hours of one trip each."""

    kind: str
    cut_off: float
    delayed: float
    person_hours: float


def access_lost(stood: Sequence[Stood]) -> tuple[int, tuple[Lost, ...]]:
    """How many closures the road engine knew, and what they took, by kind."""
    numbers = [one.measure.number for one in stood]
    warned = dict(CaseRow.objects.filter(closure__in=numbers, warning__isnull=False).values_list("warning", "closure"))
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    known = 0
    for raw in WarningRow.objects.filter(number__in=warned).values_list("access", flat=True):
        known += bool(raw)
        for one in from_plain(tuple[AccessLoss, ...], raw):
            for at, value in enumerate((one.people_cut_off, one.people_delayed, one.added_person_minutes / 60)):
                sums[one.kind][at] += value
    order = [*FACILITIES, *(kind for kind in sorted(sums) if kind not in FACILITIES)]
    return known, tuple(
        Lost(kind=kind, cut_off=sums[kind][0], delayed=sums[kind][1], person_hours=sums[kind][2])
        for kind in order
        if kind in sums
    )


def lost_access(stood: Sequence[Stood], making: Making) -> Section:
    """The section: chart and table by kind."""
    known, found = access_lost(stood)
    rows = [
        (_named(one.kind, making), number(one.cut_off), number(one.delayed), number(one.person_hours)) for one in found
    ]
    drawn = [
        Bar(label=_named(one.kind, making), parts=(one.delayed, one.cut_off), told=number(one.delayed + one.cut_off))
        for one in found
    ]
    title = Bilingual("谁去不了、谁要绕路", "Who lost access by road")
    delayed, cut = Bilingual("要绕路的人", "people who must go round"), Bilingual("完全去不了的人", "people cut off")
    headers = (
        Bilingual("去往", "To reach"),
        cut,
        delayed,
        Bilingual("每人一趟共多花（小时）", "Hours added, one trip each"),
    )
    note = Bilingual(
        f"{len(stood)} 处封闭中有 {known} 处算得出（路网在预警当时推算）；同一个人被两处封闭影响的会算两次，其余未知。",
        f"Known of {known} of {len(stood)} closures (reckoned on the roads when warned of); whoever two closures hit "
        "counts twice; the others are unknown.",
    )
    return section(
        title, headers, rows, making, (4, 3, 3, 4), note=note,
        picture=bars(making.say(title), making.say(_ABOUT), drawn, [making.say(delayed), making.say(cut)]),
    )  # fmt: skip


def _named(kind: str, making: Making) -> str:
    return making.say(FACILITIES.get(kind, Bilingual(kind, kind)))


_ABOUT = Bilingual(
    "按去往的设施统计受影响的人数；数字见下表", "People affected by what they want to reach; figures below"
)
