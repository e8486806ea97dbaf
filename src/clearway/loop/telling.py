"""What the loop found, told: place, since when, who loses access, evidence, confidence, what the rulebook says."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from clearway.core.evidence import AccessLoss
from clearway.core.rules import Force, Rulebook
from clearway.core.warnings import WarningFacts
from clearway.core.words import Bilingual, Language
from clearway.warn.sentences import KINDS

_CUT_OFF = Bilingual("{people} 人无法到达", "{people} people cut off")
_DELAYED = Bilingual(
    "{people} 人要绕行，合计多 {minutes} 人·分钟", "{people} delayed by {minutes} person-minutes in all"
)
_FORCE = {Force.LAW: Bilingual("法律", "law"), Force.POLICY: Bilingual("方案政策，非法律", "plan policy, not law")}
STATES = {
    "confirmed": {"zh": "已证实", "en": "confirmed"},
    "silent": {"zh": "设备无声", "en": "silent sensor"},
    "undecided": {"zh": "待核实", "en": "undecided"},
}


def tell(facts: WarningFacts, rulebook: Rulebook, zone: ZoneInfo, language: Language) -> str:
    """A warning as a paragraph of lines."""
    raised = facts.raised
    zh = language == "zh"
    since = f"{raised.since.astimezone(zone):%Y-%m-%d %H:%M}"
    head = f"{raised.subject}  {raised.place_name.say(language)}  {'自' if zh else 'since '}{since}"
    ended = (
        ""
        if facts.ended_at is None
        else f"（{'已恢复' if zh else 'over'} {facts.ended_at.astimezone(zone):%m-%d %H:%M}）"
    )
    state = STATES[raised.state.value][language]
    lines = [
        head + ended,
        f"  {state}  p={raised.probability:.2f}  {'优先' if zh else 'priority'} {raised.priority:.2f}",
    ]
    lines += [f"  {sentence.say(language)}" for sentence in raised.sentences]
    lines += [f"  · {piece.summary.say(language)}" for piece in raised.evidence]
    lines += [f"  ⊘ {_loss(loss, language)}" for loss in raised.access]
    lines += [f"  § {_rule(rule, rulebook, language)}" for rule in raised.rules]
    if facts.case:
        lines.append(f"  → {'案件' if zh else 'case'} {facts.case}")
    return "\n".join(lines)


def tell_json(facts: WarningFacts, rulebook: Rulebook) -> dict[str, object]:
    """The same as one plain object."""
    raised = facts.raised
    return {
        "number": raised.subject,
        "place_code": raised.place_code,
        "place": raised.place_name.as_json(),
        "lat": raised.point.lat,
        "lon": raised.point.lon,
        "cell": raised.cell,
        "since": raised.since.isoformat(),
        "raised_at": raised.raised_at.isoformat(),
        "ended_at": facts.ended_at.isoformat() if facts.ended_at else None,
        "state": raised.state.value,
        "probability": raised.probability,
        "priority": raised.priority,
        "triggers": list(raised.triggers),
        "sentences": [sentence.as_json() for sentence in raised.sentences],
        "evidence": [
            {
                "source": piece.source.value,
                "summary": piece.summary.as_json(),
                "since": piece.since.isoformat(),
                "weight": piece.weight,
                "references": list(piece.references),
            }
            for piece in raised.evidence
        ],
        "access": [
            {
                "kind": loss.kind,
                "mode": loss.mode,
                "people_cut_off": loss.people_cut_off,
                "people_delayed": loss.people_delayed,
                "added_person_minutes": loss.added_person_minutes,
                "worst_added_seconds": loss.worst_added_seconds,
            }
            for loss in raised.access
        ],
        "rules": [{"id": rule, "title": rulebook.rule(rule).title.as_json()} for rule in raised.rules],
        "measure": raised.measure,
        "case": facts.case,
        "outcome": facts.outcome.value if facts.outcome else None,
    }


def _loss(loss: AccessLoss, language: Language) -> str:
    kind = KINDS[loss.kind].say(language) if loss.kind in KINDS else loss.kind
    figures = []
    if loss.people_cut_off >= 1:
        figures.append(_CUT_OFF.fill(people=round(loss.people_cut_off)).say(language))
    if loss.people_delayed >= 1:
        minutes = round(loss.added_person_minutes)
        figures.append(_DELAYED.fill(people=round(loss.people_delayed), minutes=minutes).say(language))
    return f"{kind}{'：' if language == 'zh' else ': '}{('，' if language == 'zh' else ', ').join(figures)}"


def _rule(rule_id: str, rulebook: Rulebook, language: Language) -> str:
    rule = rulebook.rule(rule_id)
    cited = rule.cited().say(language)
    where = f"（{cited}）" if language == "zh" else f" ({cited})"
    return f"[{_FORCE[rule.force].say(language)}] {rule.title.say(language)}{where}"
