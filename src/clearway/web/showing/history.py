"""A case's history: every line of the ledger about it, told decision by decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from clearway.core.words import Bilingual
from clearway.record.reading import Line, history
from clearway.web.names import name_of

_MARKS = {"closure_found": "found", "measure_lifted": "done", "order_issued": "found"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One ledger line as shown."""

    line: Line
    title: Bilingual
    detail: Bilingual | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What one person did at one moment, written as one or more lines: ``title`` is the move, or the first line's.

    ``note`` is what the person wrote, quoted as written; ``first`` and ``last`` are the lines of the ledger.
    """

    at: datetime
    by_name: str
    by_role: str
    title: Bilingual
    detail: Bilingual | None
    parts: tuple[Entry, ...]
    note: str
    mark: str
    to_state: str
    first: int
    last: int


def acts(case_number: str) -> list[Act]:
    """The whole history, in the order of the ledger."""
    return grouped(history(case_number))


def grouped(lines: Iterable[Line]) -> list[Act]:
    """Lines of one moment and one person become one act."""
    ordered = sorted(lines, key=lambda line: line.seq)
    return [_act(list(same)) for _, same in groupby(ordered, key=lambda line: (line.at, line.by_name, line.by_role))]


def _act(lines: list[Line]) -> Act:
    moved = next((line for line in lines if line.kind == "case_moved"), None)
    head = moved or lines[0]
    return Act(
        at=head.at,
        by_name=head.by_name,
        by_role=head.by_role,
        title=_title(head),
        detail=_detail(head),
        parts=tuple(_entry(line) for line in lines if line is not head),
        note=next((note for line in lines if (note := _note(line))), ""),
        mark=_mark(lines),
        to_state=str(moved.facts.get("to_state", "")) if moved else "",
        first=lines[0].seq,
        last=lines[-1].seq,
    )


def _entry(line: Line) -> Entry:
    return Entry(line=line, title=_title(line), detail=_detail(line))


def _note(line: Line) -> str:
    return str(line.facts.get("note") or line.facts.get("reason") or "")


def _mark(lines: list[Line]) -> str:
    found = [_MARKS[line.kind] for line in lines if line.kind in _MARKS]
    closed = any(line.facts.get("to_state") == "closed" for line in lines)
    return found[0] if found else "done" if closed else ""


def _title(line: Line) -> Bilingual:
    if line.kind == "case_moved":
        return name_of("move", line.facts.get("move"))
    if line.kind == "step_taken":
        return name_of("step", line.facts.get("step"))
    return name_of("event", line.kind)


def _detail(line: Line) -> Bilingual | None:
    tell = _DETAILS.get(line.kind)
    return tell(line.facts) if tell else None


def _moved(facts: Mapping[str, Any]) -> Bilingual:
    old, new = name_of("case_state", facts["from_state"]), name_of("case_state", facts["to_state"])
    return Bilingual(f"{old.zh} → {new.zh}", f"{old.en} → {new.en}")


def _step(facts: Mapping[str, Any]) -> Bilingual:
    return name_of("step_outcome", facts["outcome"])


def _advice(facts: Mapping[str, Any]) -> Bilingual:
    return name_of("advice", facts["advice"])


def _upheld(facts: Mapping[str, Any]) -> Bilingual:
    return (
        Bilingual("成立，措施解除", "upheld, the measure is lifted")
        if facts["upheld"]
        else Bilingual("不成立", "not upheld")
    )


def _task(facts: Mapping[str, Any]) -> Bilingual:
    task, role = name_of("task", facts["task"]), name_of("role", facts["role"])
    return Bilingual(f"{task.zh}，交{role.zh}", f"{task.en}, given to: {role.en}")


def _outcome(facts: Mapping[str, Any]) -> Bilingual | None:
    return name_of("outcome", facts["outcome"]) if facts.get("outcome") else None


def _closure(facts: Mapping[str, Any]) -> Bilingual:
    barrier, who = name_of("barrier", facts["barrier"]), name_of("imposed_by", facts["imposed_by"])
    return Bilingual(f"{barrier.zh}，设置者：{who.zh}", f"{barrier.en}, put up by: {who.en}")


def _raised(facts: Mapping[str, Any]) -> Bilingual:
    said = f"{facts['probability']:.0%}"
    return Bilingual(f"可能性 {said}", f"probability {said}")


def _level(facts: Mapping[str, Any]) -> Bilingual:
    level = name_of("place", facts["level"])
    why = Bilingual("，逾期", ", overdue") if facts["by_clock"] else Bilingual("，人工", ", by a person")
    return Bilingual(f"到{level.zh}{why.zh}", f"to the {level.en}{why.en}")


def _office(facts: Mapping[str, Any]) -> Bilingual:
    role = name_of("role", facts["role"])
    return Bilingual(f"交{role.zh}", f"to: {role.en}")


def _paused(facts: Mapping[str, Any]) -> Bilingual:
    return name_of("pause", facts["why"])


def _position(facts: Mapping[str, Any]) -> Bilingual:
    stance = name_of("stance", facts["stance"])
    office = name_of("role", facts["role"]) if "role" in facts else None
    return Bilingual(f"{office.zh}{stance.zh}", f"{office.en}: {stance.en}") if office else stance


def _merged(facts: Mapping[str, Any]) -> Bilingual:
    return Bilingual(f"并入 {facts['into']}", f"into {facts['into']}")


def _unmerged(facts: Mapping[str, Any]) -> Bilingual:
    return Bilingual(f"从 {facts['out_of']} 分出", f"out of {facts['out_of']}")


def _evidence(facts: Mapping[str, Any]) -> Bilingual:
    kind = name_of("evidence", facts["evidence"])
    said = {True: Bilingual("：已畅通", ": open"), False: Bilingual("：仍受阻", ": still blocked")}
    told = said.get(facts["open_again"])
    return Bilingual(f"{kind.zh}{told.zh}", f"{kind.en}{told.en}") if told else kind


def _grade(facts: Mapping[str, Any]) -> Bilingual:
    return name_of("grade", facts["grade"])


_DETAILS: Mapping[str, Callable[[Mapping[str, Any]], Bilingual | None]] = {
    "case_moved": _moved,
    "step_taken": _step,
    "measure_reviewed": _advice,
    "appeal_decided": _upheld,
    "task_opened": _task,
    "task_finished": _outcome,
    "warning_checked": _outcome,
    "closure_found": _closure,
    "warning_raised": _raised,
    "warning_updated": _raised,
    "task_escalated": _level,
    "task_reassigned": _office,
    "task_paused": _paused,
    "position_taken": _position,
    "conflict_settled": _position,
    "case_merged": _merged,
    "case_unmerged": _unmerged,
    "evidence_added": _evidence,
    "report_rated": _grade,
}
