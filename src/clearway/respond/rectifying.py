"""From the order to the open way: ordered, begun, cleared, checked again, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.cases import Case, TaskKind
from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.events import MeasureLifted, OrderIssued, TaskOpened
from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at, region_level
from clearway.core.refusals import Missing, NotAllowed, Refusal
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.respond.cases.dispatching import office
from clearway.respond.cases.tasks import HOLDERS
from clearway.respond.cases.unfinished import parts_open
from clearway.respond.deadlines import RECHECK, RECTIFY, due
from clearway.respond.finishing import finished
from clearway.respond.moves import CLOSE, DISPATCH, REOPEN, REPLY, START, VERIFY, moved, refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is ordered: its number and that of the work order, the text, and the rules it rests on.

    ``role`` None: the office of the place clears the way.
    """

    number: str
    task: str
    text: Bilingual | None
    rules: tuple[str, ...]
    role: Role | None = None


def order_rectification(case: Case, order: Order, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The county government orders the community (or township) to clear the way.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (the text, or the rules it rests on).

    Raises:
        NotFound: a rule that is not in the rulebook.
    """
    refused = refusal(case, DISPATCH, by)
    if refused is not None:
        return refused
    if order.text is None:
        return Missing(zh="整改内容", en="what is to be done")
    if not order.rules:
        return Missing(zh="整改依据", en="the rules the order rests on")
    if order.role is not None and order.role not in HOLDERS[TaskKind.RECTIFY]:
        return NotAllowed(role=order.role.value, place=case.place_code, act="hold_task")
    until = due(RECTIFY, at, rulebook)
    issued = OrderIssued(subject=order.number, case=case.number, text=order.text, rules=order.rules, due_at=until)
    task = _rectify(case, order.task, order.text, until, order.role)
    reasons = tuple(Reason(rulebook.rule(rule).title, rule) for rule in order.rules)
    return Decision((issued, task, moved(case, DISPATCH, order.text.zh)), reasons)


def start_work(case: Case, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The office begins.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``.
    """
    return refusal(case, START, by) or Decision((moved(case, START, ""),))


def report_cleared(case: Case, note: str, task: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """The office says the way is open; an inspector looks again (``task`` is the number of that work order).

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (a note).
    """
    refused = refusal(case, REPLY, by) or _without_note(note)
    if refused is not None:
        return refused
    recheck = TaskOpened(
        subject=task,
        case=case.number,
        task=TaskKind.RECHECK,
        role=Role.INSPECTOR,
        region=region_at(case.place_code, Level.COUNTY),
        due_at=due(RECHECK, at, rulebook),
        instruction=Bilingual("到现场复核：通道是否已经畅通", "Go and look again: is the way open"),
        rule=RECHECK,
    )
    events = (*finished(case, TaskKind.RECTIFY, note), moved(case, REPLY, note), recheck)
    return Decision(events, (Reason(rulebook.rule(RECHECK).title, RECHECK),))


def verify_cleared(case: Case, note: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """An inspector saw the way open: the closure is lifted.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (a note).
    """
    refused = refusal(case, VERIFY, by) or _without_note(note)
    if refused is not None:
        return refused
    events = (*finished(case, TaskKind.RECHECK, note), *_lifted(case, note, by, at), moved(case, VERIFY, note))
    return Decision(events)


def send_back(
    case: Case, note: str, task: str, *, by: Actor, at: datetime, rulebook: Rulebook, had_by: Role | None = None
) -> Outcome:
    """An inspector saw it still blocked: the work goes on, under a new clock (``task`` is its number), with the office
    that had it (``had_by``; None: that of the place).

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``Missing`` (a note).
    """
    refused = refusal(case, REOPEN, by) or _without_note(note)
    if refused is not None:
        return refused
    again = _rectify(case, task, Bilingual(f"重办：{note}", f"Again: {note}"), due(RECTIFY, at, rulebook), had_by)
    return Decision((*finished(case, TaskKind.RECHECK, note), moved(case, REOPEN, note), again))


def close_case(case: Case, reason: str, *, by: Actor, at: datetime, rulebook: Rulebook) -> Outcome:
    """A named person of the county closes what was verified, once every department has done its part.

    Returns:
        The decision; or ``NotAllowed``, ``WrongState``, ``PartsOpen``, ``Missing`` (a reason).
    """
    refused = refusal(case, CLOSE, by) or parts_open(case) or _without_note(reason)
    return refused or Decision((moved(case, CLOSE, reason),))


def handlers_of(place_code: str) -> tuple[Role, str]:
    """Which office clears the way: the community of the place, else its township."""
    if region_level(place_code) is Level.COMMUNITY:
        return Role.COMMUNITY, region_at(place_code, Level.COMMUNITY)
    return Role.TOWNSHIP, region_at(place_code, Level.TOWNSHIP)


def _rectify(case: Case, number: str, text: Bilingual, until: datetime, chosen: Role | None = None) -> TaskOpened:
    role, region = handlers_of(case.place_code)
    if chosen is not None:
        role, region = chosen, office(chosen, case.place_code, text).region
    return TaskOpened(
        subject=number,
        case=case.number,
        task=TaskKind.RECTIFY,
        role=role,
        region=region,
        due_at=until,
        instruction=text,
        rule=RECTIFY,
    )


def _lifted(case: Case, note: str, by: Actor, at: datetime) -> tuple[MeasureLifted, ...]:
    if case.closure is None:
        return ()
    return (MeasureLifted(subject=case.closure, lifted_at=at, lifted_by=by.name, reason=note),)


def _without_note(note: str) -> Refusal | None:
    return None if note.strip() else Missing(zh="说明", en="a note saying why")
