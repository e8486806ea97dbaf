"""A case's history: every line of the ledger about it, as sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from clearway.core.words import Bilingual
from clearway.record.reading import Line, history
from clearway.web.names import name_of

_MARKS = {"closure_found": "found", "measure_lifted": "done", "order_issued": "found"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line as shown: ``note`` is what a person wrote, quoted as written."""

    line: Line
    title: Bilingual
    detail: Bilingual | None
    note: str
    mark: str
    to_state: str


def entries(case_number: str) -> list[Entry]:
    """The whole history, oldest first."""
    return [entry(line) for line in history(case_number)]


def entry(line: Line) -> Entry:
    """One ledger line as an entry."""
    facts = line.facts
    tell = _DETAILS.get(line.kind)
    to_state = str(facts.get("to_state", ""))
    return Entry(
        line=line,
        title=_title(line),
        detail=tell(facts) if tell else None,
        note=str(facts.get("note") or facts.get("reason") or ""),
        mark=_MARKS.get(line.kind, "done" if to_state == "closed" else ""),
        to_state=to_state,
    )


def _title(line: Line) -> Bilingual:
    if line.kind == "case_moved":
        return name_of("move", line.facts.get("move"))
    return name_of("event", line.kind)


def _moved(facts: Mapping[str, Any]) -> Bilingual:
    old, new = name_of("case_state", facts["from_state"]), name_of("case_state", facts["to_state"])
    return Bilingual(f"{old.zh} → {new.zh}", f"{old.en} → {new.en}")


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


def _text(facts: Mapping[str, Any]) -> Bilingual:
    return Bilingual(facts["text"]["zh"], facts["text"]["en"])


_DETAILS: Mapping[str, Callable[[Mapping[str, Any]], Bilingual | None]] = {
    "case_moved": _moved,
    "task_opened": _task,
    "task_finished": _outcome,
    "warning_checked": _outcome,
    "closure_found": _closure,
    "warning_raised": _raised,
    "warning_updated": _raised,
    "order_issued": _text,
}
