"""Who answers for a measure, from its ledger lines alone: steps, looks and answers count; outcomes do not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from clearway.core.rules import Rulebook
from clearway.evaluate.responsibility import Condition, Exempt, responsibility
from tests.examples import AT

FINDINGS = [{"rule": "closing.authority", "verdict": "pass"}, {"rule": "closing.term_days", "verdict": "unknown"}]


@dataclass(frozen=True)
class Told:
    """A line."""

    at: datetime
    kind: str
    by_role: str
    facts: dict[str, Any] = field(default_factory=dict)
    subject: str = "P1"
    by_name: str = "somebody"


def step(hours: float, name: str, role: str, **facts: Any) -> Told:
    """A step passed."""
    said = {"step": name, "outcome": "passed", "findings": [], **facts}
    return Told(AT + timedelta(hours=hours), "step_taken", role, said)


def whole() -> list[Told]:
    """Every step kept, looked at daily for the three days it is in force."""
    starts, ends = AT + timedelta(hours=48), AT + timedelta(hours=120)
    return [
        Told(AT, "measure_proposed", "township", {"draft": {"alternative": "分时段", "emergency": False}}),
        step(1, "assessed", "county_health"),
        step(2, "reviewed", "legal_review", findings=FINDINGS),
        step(3, "decided", "county_government", findings=FINDINGS),
        step(4, "reported", "county_government"),
        step(5, "noticed", "county_government"),
        Told(AT + timedelta(hours=5), "measure_registered", "county_government",
             {"measure": {"starts_at": starts.isoformat(), "ends_at": ends.isoformat()}}),
        *(Told(starts + timedelta(hours=20 * n), "measure_reviewed", "county_health", {"advice": "keep"})
          for n in (1, 2, 3)),
    ]  # fmt: skip


LATER = AT + timedelta(days=9)


def test_due_procedure_and_diligence_kept_is_the_safe_harbour(rulebook: Rulebook) -> None:
    found = responsibility(whole(), rulebook, LATER)
    assert found.exempt is Exempt.YES
    assert {test.condition for test in found.tests} == set(Condition)
    decided = next(part for part in found.parts if part.act == "decided")
    assert (decided.by_role, decided.basis) == ("county_government", ("closing.authority", "closing.term_days"))
    assert decided.waited == timedelta(hours=1)


@pytest.mark.parametrize("missing", ["assessed", "reviewed", "decided", "reported"])
def test_a_step_left_out_ends_the_safe_harbour_and_is_named(rulebook: Rulebook, missing: str) -> None:
    lines = [line for line in whole() if line.facts.get("step") != missing]
    found = responsibility(lines, rulebook, LATER)
    assert found.exempt is Exempt.NO
    assert any(test.kept is False and test.rule == "closing.approval_chain" for test in found.tests)


def test_a_step_taken_by_the_wrong_office_is_no_step(rulebook: Rulebook) -> None:
    lines = [step(3, "decided", "township", findings=FINDINGS) if line.facts.get("step") == "decided" else line
             for line in whole()]  # fmt: skip
    assert responsibility(lines, rulebook, LATER).exempt is Exempt.NO


def test_two_days_without_a_look_are_not_diligent(rulebook: Rulebook) -> None:
    lines = [line for line in whole() if line.kind != "measure_reviewed"]
    found = responsibility(lines, rulebook, LATER)
    assert found.exempt is Exempt.NO
    assert "72" in found.text.zh


def test_a_finding_that_failed_and_was_signed_all_the_same_counts(rulebook: Rulebook) -> None:
    bad = [*FINDINGS, {"rule": "closing.negative_list", "verdict": "fail"}]
    lines = [step(2, "reviewed", "legal_review", findings=bad) if line.facts.get("step") == "reviewed" else line
             for line in whole()]  # fmt: skip
    assert responsibility(lines, rulebook, LATER).exempt is Exempt.NO


def test_an_appeal_left_lying_counts_once_its_time_is_over(rulebook: Rulebook) -> None:
    at = AT + timedelta(hours=60)
    made = Told(at, "appeal_made", "resident", {"due_at": (at + timedelta(hours=24)).isoformat()}, subject="A1")
    assert responsibility([*whole(), made], rulebook, at + timedelta(hours=1)).exempt is Exempt.NOT_YET
    assert responsibility([*whole(), made], rulebook, LATER).exempt is Exempt.NO
    answered = Told(at + timedelta(hours=3), "appeal_decided", "county_government", {"upheld": False}, subject="A1")
    assert responsibility([*whole(), made, answered], rulebook, LATER).exempt is Exempt.YES


def test_whether_it_was_lifted_early_or_ran_its_term_changes_nothing(rulebook: Rulebook) -> None:
    lifted = AT + timedelta(hours=100)
    early = Told(lifted, "measure_lifted", "county_government", {"lifted_at": lifted.isoformat()})
    assert responsibility([*whole(), early], rulebook, LATER).exempt is Exempt.YES


def test_a_closure_nobody_registered_has_no_harbour_and_names_who_answers(rulebook: Rulebook) -> None:
    found = Told(AT, "closure_found", "inspector", {"imposed_by": "property"})
    answer = responsibility([found], rulebook, LATER)
    assert answer.exempt is Exempt.NO
    assert any("物业" in one.zh or "单位" in one.zh for one in answer.liability)


def test_a_measure_that_came_by_a_feed_is_not_held_to_steps_the_ledger_never_saw(rulebook: Rulebook) -> None:
    answer = responsibility([], rulebook, LATER)
    assert answer.exempt is Exempt.NOT_YET
    assert "由数据载入" in answer.text.zh
