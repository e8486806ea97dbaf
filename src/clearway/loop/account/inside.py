"""Who and what is inside a measure's place: people, pupils, lessons, businesses."""

from __future__ import annotations

from clearway.core.facilities import REGISTERED, FacilityKind
from clearway.core.places import covers
from clearway.core.words import Bilingual
from clearway.evaluate.account.span import lesson_days
from clearway.evaluate.account.terms import Fact
from clearway.loop.account.scene import Scene, Subject
from clearway.loop.measure_costs import Rules

BUSINESSES = frozenset({FacilityKind.MARKET, FacilityKind.PHARMACY, *REGISTERED})
_REGISTER = Bilingual("地点登记的人口", "residents by the register of places")
_NO_PEOPLE = Bilingual("地点登记里没有人口", "the register of places has no residents for it")
_FACILITIES, _CALENDAR = Bilingual("设施登记", "the register of facilities"), Bilingual("校历和节假日", "the calendar")
_NO_SCHOOLS = Bilingual("没有载入学校登记", "no register of schools is loaded")
_ELSEWHERE = Bilingual(
    "里面没有学校；住在里面、在别处上学的学生人数没有登记",
    "no school is inside; how many pupils live there and learn elsewhere is on no register",
)
_NO_PUPILS = Bilingual("里面有学校，学生人数没有登记", "a school is inside, the number of its pupils is on no register")
_NO_BUSINESS = Bilingual("没有载入商户登记", "no register of businesses is loaded")
_WEEKDAYS = Bilingual("没有载入校历，按周一至周五算", "no calendar is loaded: Mondays to Fridays")


def people_in(scope: tuple[str, ...], scene: Scene) -> Fact:
    """Who lives in these places."""
    known = [place.population for code in scope if (place := scene.places.get(code)) and place.population is not None]
    if not known:
        return Fact(value=None, source=_NO_PEOPLE)
    return Fact(value=float(sum(known)), source=scene.dated(_REGISTER, "places"), at_least=len(known) < len(scope))


def pupils_in(scope: tuple[str, ...], scene: Scene) -> Fact:
    """Pupils of the schools inside; those who live there and learn elsewhere are on no register, so it is a least."""
    schools = [(one, code) for one, code in scene.facilities if one.kind is FacilityKind.SCHOOL]
    if not schools:
        return Fact(value=None, source=_NO_SCHOOLS)
    inside = [one for one, code in schools if _within(scope, code)]
    known = [one.capacity for one in inside if one.capacity]
    if not known:
        return Fact(value=None, source=_NO_PUPILS if inside else _ELSEWHERE)
    source = Bilingual(f"里面 {len(inside)} 所学校，", f"{len(inside)} schools inside, ")
    told = scene.dated(_FACILITIES, "facilities")
    return Fact(value=float(sum(known)), source=Bilingual(source.zh + told.zh, source.en + told.en), at_least=True)


def lessons_of(subject: Subject, scene: Scene, rules: Rules) -> Fact:
    """School days in which the measure stood."""
    value = lesson_days(subject.span, scene.calendar, rules.norms.lesson_hours, scene.desk.zone)
    source = scene.dated(_CALENDAR, "calendar") if scene.calendar else _WEEKDAYS
    return Fact(value=value, source=Bilingual(f"{source.zh} {value:.1f} 天", f"{source.en}: {value:.1f} days"))


def businesses_in(scope: tuple[str, ...], scene: Scene) -> Fact:
    """Shops, markets, farms and firms inside."""
    known = [code for one, code in scene.facilities if one.kind in BUSINESSES]
    if not known:
        return Fact(value=None, source=_NO_BUSINESS)
    inside = sum(_within(scope, code) for code in known)
    told = scene.dated(_FACILITIES, "facilities")
    source = Bilingual(f"{told.zh}：里面 {inside} 户", f"{told.en}: {inside} inside")
    return Fact(value=float(inside), source=source, at_least=True)


def _within(scope: tuple[str, ...], code: str) -> bool:
    return bool(code) and any(covers(place, code) for place in scope)
