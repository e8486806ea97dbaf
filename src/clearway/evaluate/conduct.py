"""How those who acted conducted themselves, read from the ledger: the tests of due procedure and of diligence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, Protocol

from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual

_GOVERNMENTS = frozenset({"county_government", "city", "province"})


class Line(Protocol):
    """A line of the ledger as it is read."""

    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def by_name(self) -> str: ...
    @property
    def by_role(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, Any]: ...


class Condition(StrEnum):
    """The two conditions of the safe harbour."""

    DUE_PROCEDURE = "due_procedure"
    DILIGENCE = "diligence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One thing asked of those who acted; ``kept`` None: not yet to be told."""

    condition: Condition
    kept: bool | None
    text: Bilingual
    rule: str


def unregistered(told: Sequence[Line]) -> tuple[Test, ...]:
    """A closure nobody registered kept no procedure at all."""
    found = next((line for line in told if line.kind == "closure_found"), None)
    if found is None:
        return ()
    text = Bilingual("没有登记和决定，不存在任何程序", "no decision and no registration: no procedure was kept at all")
    return (Test(condition=Condition.DUE_PROCEDURE, kept=False, text=text, rule="closing.approval_chain"),)


def untold(told: Sequence[Line]) -> tuple[Test, ...]:
    """A measure that came by a feed: the ledger knows nothing of how it was decided, and nothing is held against it."""
    if any(line.kind in ("measure_proposed", "measure_registered") for line in told):
        return ()
    text = Bilingual("由数据载入，账本没有审批过程", "it came by a feed: the ledger has no procedure of it")
    return (Test(condition=Condition.DUE_PROCEDURE, kept=None, text=text, rule="closing.approval_chain"),)


def procedure(told: Sequence[Line]) -> tuple[Test, ...]:
    steps = _last_round(told)
    registered = next((line for line in told if line.kind == "measure_registered"), None)
    return (
        _step(steps, "assessed", {"county_health"}, Bilingual("卫生健康部门评估", "health assessment")),
        _step(steps, "reviewed", {"legal_review"}, Bilingual("合法性审查签署", "legality review, signed")),
        _step(steps, "decided", _GOVERNMENTS, Bilingual("有权机关决定", "decision by an organ with the power")),
        _step(steps, "reported", _GOVERNMENTS, Bilingual("报告上一级政府", "report to the level above")),
        _noticed(registered, told),
    )


def _last_round(told: Sequence[Line]) -> dict[str, Line]:
    """Steps passed in the last round."""
    steps: dict[str, Line] = {}
    for line in told:
        if line.kind in ("measure_proposed", "proposal_revised"):
            steps = {}
        if line.kind == "step_taken" and line.facts.get("outcome") == "passed":
            steps[str(line.facts["step"])] = line
    return steps


def _step(steps: Mapping[str, Line], name: str, roles: set[str] | frozenset[str], what: Bilingual) -> Test:
    line = steps.get(name)
    kept = line is not None and line.by_role in roles
    zh, en = ("已办", "taken") if kept else ("没有办", "not taken")
    text = Bilingual(f"{what.zh}：{zh}", f"{what.en}: {en}")
    return Test(condition=Condition.DUE_PROCEDURE, kept=kept, text=text, rule="closing.approval_chain")


def _noticed(registered: Line | None, told: Sequence[Line]) -> Test:
    rule = "closing.notice_hours"
    if registered is None:
        text = Bilingual("没有公告", "no notice was given")
        return Test(condition=Condition.DUE_PROCEDURE, kept=False, text=text, rule=rule)
    starts = datetime.fromisoformat(registered.facts["measure"]["starts_at"])
    hours = (starts - registered.at) / timedelta(hours=1)
    emergency = any(line.facts.get("draft", {}).get("emergency") for line in told if "draft" in line.facts)
    if emergency:
        text = Bilingual("紧急程序，公告即生效", "emergency path: in force on notice")
        return Test(condition=Condition.DUE_PROCEDURE, kept=True, text=text, rule="closing.emergency_path")
    text = Bilingual(f"提前 {hours:.0f} 小时公告", f"notice {hours:.0f} hours ahead")
    return Test(condition=Condition.DUE_PROCEDURE, kept=hours >= 24, text=text, rule=rule)


def diligence(told: Sequence[Line], rulebook: Rulebook, at: datetime) -> tuple[Test, ...]:
    return (
        _alternative(told),
        _signed(_last_round(told)),
        _looked_at(told, rulebook, at),
        *_appeals(told, at),
    )


def _alternative(told: Sequence[Line]) -> Test:
    drafts = [line.facts["draft"] for line in told if "draft" in line.facts]
    kept = bool(drafts and str(drafts[-1].get("alternative", "")).strip())
    zh, en = ("写明", "stated") if kept else ("没有写明", "not stated")
    text = Bilingual(f"考虑过的较轻措施：{zh}", f"lighter measure considered: {en}")
    return Test(condition=Condition.DILIGENCE, kept=kept, text=text, rule="closing.least_restrictive")


def _signed(steps: Mapping[str, Line]) -> Test:
    found = [one for name in ("reviewed", "decided") if name in steps for one in steps[name].facts["findings"]]
    failing = [one for one in found if one["verdict"] == "fail"]
    kept = bool(found) and not failing
    text = Bilingual(
        f"签署的 {len(found)} 条结论中 {len(failing)} 条不符合", f"{len(failing)} of {len(found)} findings signed fail"
    )
    return Test(condition=Condition.DILIGENCE, kept=kept, text=text, rule="closing.legal_basis")


def _looked_at(told: Sequence[Line], rulebook: Rulebook, at: datetime) -> Test:
    """The longest time in force without a look, against the rule."""
    rule = "closing.review_hours"
    span = _in_force(told, at)
    if span is None:
        text = Bilingual("尚未生效，没有复核可言", "not yet in force: nothing to look at")
        return Test(condition=Condition.DILIGENCE, kept=None, text=text, rule=rule)
    looks = [line.at for line in told if line.kind == "measure_reviewed" and span[0] <= line.at <= span[1]]
    moments = [span[0], *looks, span[1]]
    gap = max((after - before for before, after in pairwise(moments)), default=timedelta(0))
    hours, most = gap / timedelta(hours=1), float(rulebook.value(rule, at.date()) or 24)
    text = Bilingual(
        f"复核 {len(looks)} 次，最长间隔 {hours:.0f} 小时（须 {most:g}）",
        f"{len(looks)} reviews, the longest gap {hours:.0f} hours (asked: {most:g})",
    )
    return Test(condition=Condition.DILIGENCE, kept=hours <= most, text=text, rule=rule)


def _in_force(told: Sequence[Line], at: datetime) -> tuple[datetime, datetime] | None:
    starts: datetime | None = None
    ends = at
    for line in told:
        if line.kind == "measure_registered":
            starts = datetime.fromisoformat(line.facts["measure"]["starts_at"])
            ends = datetime.fromisoformat(line.facts["measure"]["ends_at"])
        elif line.kind in ("measure_confirmed", "measure_adjusted", "extension_filed"):
            ends = datetime.fromisoformat(line.facts["ends_at"])
        elif line.kind == "measure_corrected":
            now = line.facts["now"]
            starts = datetime.fromisoformat(now["starts_at"]) if now.get("starts_at") else starts
            ends = datetime.fromisoformat(now["ends_at"]) if now.get("ends_at") else ends
        elif line.kind == "measure_lifted":
            ends = min(ends, datetime.fromisoformat(line.facts["lifted_at"]))
    if starts is None or starts >= min(at, ends):
        return None
    return starts, min(at, ends)


def _appeals(told: Sequence[Line], at: datetime) -> list[Test]:
    answered = {line.subject: line.at for line in told if line.kind == "appeal_decided"}
    tests = []
    for line in told:
        if line.kind == "appeal_made":
            due, done = datetime.fromisoformat(line.facts["due_at"]), answered.get(line.subject)
            kept = (done <= due) if done else (None if at <= due else False)
            how = _ANSWERED[kept]
            text = Bilingual(f"申诉 {line.subject}：{how.zh}", f"appeal {line.subject}: {how.en}")
            tests.append(Test(condition=Condition.DILIGENCE, kept=kept, text=text, rule="residents.appeal_hours"))
    return tests


_ANSWERED = {
    True: Bilingual("按时答复", "answered in time"),
    False: Bilingual("逾期", "late"),
    None: Bilingual("待答复", "waiting"),
}
