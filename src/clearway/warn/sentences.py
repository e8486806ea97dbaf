"""Three sentences a township clerk understands: what is wrong, who loses by it, what the register says."""

from __future__ import annotations

from collections.abc import Iterator

from clearway.core.evidence import AccessLoss, FlowState
from clearway.core.measures import Measure
from clearway.core.words import Bilingual
from clearway.warn.incidents import Incident

KINDS = {
    "hospital": Bilingual("医院", "hospital"),
    "clinic": Bilingual("诊所", "clinic"),
    "pharmacy": Bilingual("药店", "pharmacy"),
    "market": Bilingual("菜市场", "market"),
    "school": Bilingual("学校", "school"),
    "ambulance": Bilingual("急救车", "ambulance"),
    "ambulance_station": Bilingual("急救站", "ambulance station"),
    "fire": Bilingual("消防车", "fire engine"),
    "fire_station": Bilingual("消防站", "fire station"),
}
_COMING = frozenset({"ambulance", "fire"})
_WHAT = {
    FlowState.CONFIRMED: Bilingual(
        "{place}的道路自 {since} 起很可能被封住",
        "the way at {place} has most likely been closed since {since}",
    ),
    FlowState.SILENT: Bilingual(
        "{place}的计数设备自 {since} 起没有有效读数",
        "the counter at {place} has said nothing of use since {since}",
    ),
    FlowState.UNDECIDED: Bilingual(
        "{place}自 {since} 起可能有通行受阻",
        "people may have been held back at {place} since {since}",
    ),
}
_COUNTED = Bilingual(
    "（应通过约 {expected} 次，实际 {passed} 次）", " (about {expected} passages expected, {passed} counted)"
)
_CALLED = Bilingual("，有 {callers} 人分别反映", "; {callers} different people called about it")
_PROTECTED = Bilingual(
    "{zh}，在负面清单上，任何情况下不得封堵，请到现场核实是谁设置的。",
    "It is on the negative list and may never be closed: {en}; please go and see who put this up.",
)
_STANDING = {
    "lawful": Bilingual(
        "登记的措施 {measure} 在此有效，请核对范围是否一致。",
        "Measure {measure} is in force here; please check that it covers this.",
    ),
    "beyond_approval": Bilingual(
        "登记的措施 {measure} 没有批准到这个程度，请到现场核实。",
        "Measure {measure} does not approve as much as this; please go and see.",
    ),
    "past_term": Bilingual(
        "登记的措施 {measure} 已经结束，请核实是否仍未解除。",
        "Measure {measure} is over; please see whether the way is still shut.",
    ),
    "unregistered": Bilingual(
        "登记簿上没有在此有效的措施，请到现场核实是谁设置的。",
        "The register holds no measure in force here; please go and see who put this up.",
    ),
}


def sentences_for(
    incident: Incident, place: Bilingual, access: tuple[AccessLoss, ...], register: Bilingual
) -> tuple[Bilingual, ...]:
    """What is wrong, who loses by it, what ``register`` says; times in the zone of ``incident.since``."""
    return _what(incident, place), _who(access), register


def of_register(standing: str, measure: Measure | None, protected: tuple[Bilingual, ...] = ()) -> Bilingual:
    """What the register says, and what to do about it; a way on the negative list comes before any register."""
    if protected:
        return _PROTECTED.fill(zh=protected[0].zh, en=protected[0].en)
    return _STANDING[standing].fill(measure=measure.number if measure else "")


def _what(incident: Incident, place: Bilingual) -> Bilingual:
    since = f"{incident.since:%Y-%m-%d %H:%M}"
    said = _WHAT[incident.state]
    zh, en = said.zh.format(place=place.zh, since=since), said.en.format(place=place.en, since=since)
    for part in (_counted(incident), _called(incident)):
        if part is not None:
            zh, en = zh + part.zh, en + part.en
    return Bilingual(zh + "。", _sentence(en))


def _counted(incident: Incident) -> Bilingual | None:
    if not incident.episodes:
        return None
    expected = round(sum(one.expected for one in incident.episodes))
    return _COUNTED.fill(expected=max(1, expected), passed=sum(one.passed for one in incident.episodes))


def _called(incident: Incident) -> Bilingual | None:
    callers = max((one.callers for one in incident.signals), default=0)
    return _CALLED.fill(callers=callers) if callers else None


def _who(access: tuple[AccessLoss, ...]) -> Bilingual:
    """The worst loss; that nobody computed one is said, not passed over."""
    worst = max(access, key=lambda one: (one.people_cut_off, one.added_person_minutes), default=None)
    if worst is None:
        return Bilingual("影响哪些人尚未计算。", "Who loses access has not been computed.")
    kind = KINDS.get(worst.kind, Bilingual(worst.kind, worst.kind))
    cut, delayed = round(worst.people_cut_off), round(worst.people_delayed)
    if cut + delayed == 0:
        return Bilingual(
            "经计算，没有人因此到不了医院等处。", "As computed, nobody loses access to hospitals and the like."
        )
    zh, en = zip(*_losses(kind, worst, cut, delayed), strict=True)
    return Bilingual("，".join(zh) + "。", _sentence("; ".join(en)))


def _losses(kind: Bilingual, worst: AccessLoss, cut: int, delayed: int) -> Iterator[tuple[str, str]]:
    """Those who cannot get there, then those who go round; a part nobody belongs to is left out."""
    goal = _a(kind.en)
    if cut:
        yield _unreached(kind.zh, worst.kind, cut), f"about {_count(cut, 'person', 'people')} cannot reach {goal}"
    if delayed:
        minutes = max(1, round(worst.worst_added_seconds / 60))
        most = _count(minutes, "minute", "minutes")
        zh, en = f"{delayed} 人要绕行", f"{delayed} must go round"
        if not cut:
            zh, en = (
                _late(kind.zh, worst.kind, delayed),
                f"about {_count(delayed, 'person', 'people')} must go round to reach {goal}",
            )
        yield f"{zh}，最多多走 {minutes} 分钟", f"{en}, by up to {most}"


def _unreached(zh: str, kind: str, people: int) -> str:
    """An ambulance or a fire engine comes; to the others one goes."""
    return f"{zh}到不了约 {people} 人的住处" if kind in _COMING else f"约 {people} 人到不了{zh}"


def _late(zh: str, kind: str, people: int) -> str:
    return f"{zh}到约 {people} 人的住处要绕行" if kind in _COMING else f"约 {people} 人去{zh}要绕行"


def _count(many: int, one: str, more: str) -> str:
    return f"{many} {one if many == 1 else more}"


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
