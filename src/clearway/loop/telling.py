"""What the loop found, told: place, since when, who loses access, evidence, confidence, what the rulebook says."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from clearway.core.evidence import AccessLoss
from clearway.core.rules import Rulebook
from clearway.core.warnings import WarningFacts
from clearway.core.words import Language

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
    lines += [f"  § {_rule(rule, rulebook, language, raised.raised_at.astimezone(zone))}" for rule in raised.rules]
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
    kind = {
        "hospital": ("医院", "hospital"),
        "clinic": ("诊所", "clinic"),
        "pharmacy": ("药店", "pharmacy"),
        "market": ("市场", "market"),
        "school": ("学校", "school"),
        "ambulance": ("救护车", "ambulance"),
        "fire": ("消防车", "fire engine"),
    }.get(loss.kind, (loss.kind, loss.kind))
    if language == "zh":
        return (
            f"{kind[0]}：{loss.people_cut_off:.0f} 人无法到达，{loss.people_delayed:.0f} 人绕行，"
            f"合计多 {loss.added_person_minutes:.0f} 人·分钟"
        )
    return (
        f"{kind[1]}: {loss.people_cut_off:.0f} people cut off, {loss.people_delayed:.0f} delayed, "
        f"{loss.added_person_minutes:.0f} person-minutes added"
    )


def _rule(rule_id: str, rulebook: Rulebook, language: Language, at: datetime) -> str:
    rule = rulebook.rule(rule_id)
    force = {"law": {"zh": "法律", "en": "law"}, "policy": {"zh": "方案政策", "en": "plan policy"}}[rule.force.value]
    cited = "；".join(f"{one.document.say(language)} {one.article}".strip() for one in rule.citations[:2])
    return f"[{force[language]}] {rule.title.say(language)}（{cited}）"
