"""Had the organ the power? The authority matrix: kind of measure × class of disease × level of government."""

from __future__ import annotations

from typing import Any

from clearway.core.barriers import ImposedBy
from clearway.core.epidemic import DiseaseClass
from clearway.core.measures import MeasureKind
from clearway.core.places import Level, region_level
from clearway.core.words import Bilingual
from clearway.respond.findings import Asked, Finding, Verdict, answer
from clearway.respond.organs import Organ, read_organ

_AREAS = (Level.TOWNSHIP, Level.COUNTY, Level.CITY, Level.PROVINCE)


def authority(asked: Asked) -> Finding:
    """Whether who decided may decide this kind of measure."""
    measure = asked.measure
    if measure.imposed_by.value in (asked.value("closing.barrier_by_others") or ()):
        zh, en = _ACTORS[measure.imposed_by]
        text = Bilingual(f"由{zh}设置：无权决定，只能执行决定", f"put up by {en}: they may only carry out a decision")
        return answer(asked, "authority", Verdict.FAIL, text, "closing.barrier_by_others")
    row = matrix_row(asked)
    if row is None:
        text = Bilingual("权限表没有这一类措施", "the authority matrix has no row for this kind of measure")
        return answer(asked, "authority", Verdict.UNKNOWN, text, "closing.authority")
    verdict, text = _power(asked, row)
    article = Bilingual(row["article"]["zh"], row["article"]["en"])
    return answer(asked, "authority", verdict, text, "closing.authority", article)


_ACTORS = {
    ImposedBy.COMMITTEE: ("村（居）委会", "a committee"),
    ImposedBy.PROPERTY: ("物业", "a property firm"),
    ImposedBy.PRIVATE: ("个人", "a private person"),
}


def matrix_row(asked: Asked) -> dict[str, Any] | None:
    """The row for the kind of measure; closing a whole township or more is an area, not a place."""
    kind, code = asked.measure.kind, asked.measure.place_code
    if kind is MeasureKind.CLOSE_PLACE and code is not None and region_level(code) in _AREAS:
        kind = MeasureKind.QUARANTINE_AREA
    rows: list[dict[str, Any]] = asked.value("closing.authority") or []
    return next((row for row in rows if row["kind"] == kind.value), None)


def _power(asked: Asked, row: dict[str, Any]) -> tuple[Verdict, Bilingual]:
    barred = _disease_bar(asked.disease, row["disease"])
    if barred is not None:
        return barred
    named = asked.measure.deciding_organ
    needed = _needed(asked, row["organ"])
    organ = read_organ(named)
    if needed is None:
        return Verdict.UNKNOWN, Bilingual("决定层级在资料中没有写明", "what was read does not state who decides")
    if needed is Organ.NOBODY:
        return Verdict.UNKNOWN, Bilingual(
            "障碍本身不是措施，须查明它执行的是哪个机关的什么决定",
            "a barrier is no measure by itself: whose decision does it carry out?",
        )
    if organ is None:
        shown = named or "—"
        return Verdict.UNKNOWN, Bilingual(f"看不出决定机关（{shown}）", f"the deciding organ is not clear ({shown})")
    reaches = organ.reaches(needed)
    if reaches and "above" in row and organ.reaches(Organ.STATE_COUNCIL) is not True:
        return Verdict.UNKNOWN, Bilingual(
            "大、中城市或中断干线交通的须由国务院决定，未查明是否属于",
            "large or medium cities and trunk traffic are for the State Council; whether that is so is not known",
        )
    zh, en = _LEVELS[needed]
    text = Bilingual(f"决定机关：{named}；须由{zh}以上决定", f"decided by {named}; takes {en} or above")
    return {True: Verdict.PASS, False: Verdict.FAIL, None: Verdict.UNKNOWN}[reaches], text


_LEVELS = {
    Organ.COUNTY: ("县级人民政府", "a county government"),
    Organ.CITY: ("市级人民政府（上一级政府）", "a city government (one level above)"),
    Organ.PROVINCE: ("省级人民政府", "the provincial government"),
    Organ.STATE_COUNCIL: ("国务院", "the State Council"),
}


def _disease_bar(disease: DiseaseClass | None, classes: list[str]) -> tuple[Verdict, Bilingual] | None:
    """The answer where the class of disease already gives it: it does not allow the measure, or is not known."""
    if "any" in classes or "unstated" in classes or (disease is not None and disease.value in classes):
        return None
    allowed = "、".join(classes), ", ".join(classes)
    if disease is None:
        return Verdict.UNKNOWN, Bilingual(
            f"未写明传染病类别（只限 {allowed[0]} 类）", f"the class of disease is not stated (only for {allowed[1]})"
        )
    return Verdict.FAIL, Bilingual(
        f"{disease.value} 类传染病不得采取此措施（只限 {allowed[0]} 类）",
        f"not for a class {disease.value} disease (only for {allowed[1]})",
    )


def _needed(asked: Asked, organ: str) -> Organ | None:
    """The organ the matrix names; for an area as large as a city, one level above is the province."""
    if organ not in [known.value for known in Organ]:
        return None
    needed = Organ(organ)
    code = asked.measure.place_code
    wide = code is not None and region_level(code) is Level.CITY
    return Organ.PROVINCE if wide and needed is Organ.CITY else needed
