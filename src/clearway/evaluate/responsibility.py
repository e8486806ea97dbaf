"""Who answers for a measure, and safe harbour (容错纠错), from the ledger alone (work plan 4.2, 5.1).

Pure over ledger lines. One test for too much control and for too little: it asks whether due procedure and diligence
were kept by what was known then, never whether the outcome pleased anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, Protocol

from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual

HARBOUR, LIABILITY = "duty.safe_harbour", "duty.liability"
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


class Exempt(StrEnum):
    """What the finding comes to: a disciplinary body decides, this is its reasoned basis."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Who did what, when, on what basis (rules signed for), how long after the act before."""

    at: datetime
    by_name: str
    by_role: str
    act: str
    outcome: str
    basis: tuple[str, ...]
    waited: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One thing asked of those who acted; ``kept`` None: not yet to be told."""

    condition: Condition
    kept: bool | None
    text: Bilingual
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """The parts people played, the tests, the finding in words, and who answers by kind of actor."""

    parts: tuple[Part, ...]
    tests: tuple[Test, ...]
    exempt: Exempt
    text: Bilingual
    liability: tuple[Bilingual, ...]


def responsibility(lines: Iterable[Line], rulebook: Rulebook, at: datetime) -> Responsibility:
    """The finding on one measure (or closure nobody registered) from its lines up to ``at``, in their order."""
    told = sorted((line for line in lines if line.at <= at), key=lambda line: line.at)
    tests = _unregistered(told) or (*_procedure(told), *_diligence(told, rulebook, at))
    exempt = _exempt(tests)
    return Responsibility(
        parts=_parts(told),
        tests=tests,
        exempt=exempt,
        text=_in_words(exempt, tests),
        liability=_liability(told, rulebook, at),
    )


def _parts(told: Sequence[Line]) -> tuple[Part, ...]:
    parts: list[Part] = []
    for line in told:
        if line.kind not in _ACTS:
            continue
        waited = line.at - parts[-1].at if parts else None
        act = str(line.facts.get("step") or line.kind)
        outcome = str(line.facts.get("outcome") or line.facts.get("advice") or "")
        basis = tuple(dict.fromkeys(str(one["rule"]) for one in line.facts.get("findings") or ()))
        parts.append(
            Part(
                at=line.at, by_name=line.by_name, by_role=line.by_role, act=act, outcome=outcome, basis=basis,
                waited=waited,
            )
        )  # fmt: skip
    return tuple(parts)


_ACTS = frozenset(
    {
        "measure_proposed", "proposal_revised", "step_taken", "measure_reviewed", "measure_adjusted",
        "extension_decided", "extension_filed", "appeal_decided", "measure_lifted", "closure_found",
    }
)  # fmt: skip


def _unregistered(told: Sequence[Line]) -> tuple[Test, ...]:
    """A closure nobody registered kept no procedure at all."""
    found = next((line for line in told if line.kind == "closure_found"), None)
    if found is None:
        return ()
    text = Bilingual("没有登记和决定，不存在任何程序", "no decision and no registration: no procedure was kept at all")
    return (Test(condition=Condition.DUE_PROCEDURE, kept=False, text=text, rule="closing.approval_chain"),)


def _procedure(told: Sequence[Line]) -> tuple[Test, ...]:
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


def _diligence(told: Sequence[Line], rulebook: Rulebook, at: datetime) -> tuple[Test, ...]:
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


def _exempt(tests: Sequence[Test]) -> Exempt:
    if any(test.kept is False for test in tests):
        return Exempt.NO
    return Exempt.NOT_YET if any(test.kept is None for test in tests) else Exempt.YES


def _in_words(exempt: Exempt, tests: Sequence[Test]) -> Bilingual:
    missed = [test for test in tests if test.kept is False]
    if exempt is Exempt.NO:
        zh, en = "；".join(test.text.zh for test in missed), "; ".join(test.text.en for test in missed)
        return Bilingual(
            f"不符合容错条件：{zh}。管控过度与管控不足用同一标准；是否追责由有权机关决定。",
            f"The safe harbour is not met: {en}. The same test serves for too much control and for too little; whether "
            "anybody is disciplined is for the body that has the power.",
        )
    if exempt is Exempt.NOT_YET:
        return Bilingual(
            "到目前为止程序齐备；尚有事项未到可以认定的时候。", "Kept so far; some of it cannot be told yet."
        )
    return Bilingual(
        "程序齐备、尽到职责，符合容错条件（方案政策，非法律）；结果如何不影响这一认定。",
        "Due procedure and diligence were kept: the safe harbour is met (policy, not law), whatever came of it.",
    )


def _liability(told: Sequence[Line], rulebook: Rulebook, at: datetime) -> tuple[Bilingual, ...]:
    """The standing list for who put it up; a registered measure is its government's."""
    listed: Mapping[str, Any] = rulebook.value(LIABILITY, at.date()) or {}
    found = next((line for line in told if line.kind == "closure_found"), None)
    who = str(found.facts["imposed_by"]) if found else "government"
    return tuple(Bilingual(row["zh"], row["en"]) for row in listed.get(who, ()))
