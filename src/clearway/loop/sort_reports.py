"""Many reports sorted at once: sent to look, made one case, joined to one, answered alike; a join can be undone.

What cannot be done with one of them leaves the others done: each is an act of its own, with a line of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from clearway.core.refusals import Missing, Refusal
from clearway.loop import handle_case
from clearway.loop.answer_reports import answer
from clearway.loop.desk import Desk
from clearway.record.reading import casework

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """What a batch did: ``done`` reports, ``cases`` they went to, ``undoable`` those that a join brought there;
    ``refused`` what could not be done, with the report's number."""

    done: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    undoable: tuple[str, ...] = ()
    refused: tuple[tuple[str, Refusal], ...] = ()


def look_at_each(numbers: Iterable[str], desk: Desk) -> Sorted:
    """Send somebody to look, a case for each; one that has a case by now keeps it.

    Raises:
        Missing: nothing was chosen.
    """
    return _each(numbers, lambda number: _case_for(number, desk))


def make_one_case(numbers: Iterable[str], desk: Desk) -> Sorted:
    """The first is sent to look, the others are joined to its case (并单).

    Raises:
        Missing: nothing was chosen.
        Refusal: the first cannot become a case.
    """
    first, *rest = _chosen(numbers)
    case = _case_for(first, desk)
    others = join_all(rest, case, desk) if rest else Sorted()
    return Sorted(done=(first, *others.done), cases=(case,), undoable=others.done, refused=others.refused)


def join_all(numbers: Iterable[str], case: str, desk: Desk) -> Sorted:
    """Join each to the case.

    Raises:
        Missing: nothing was chosen, or no case named.
    """
    if not case:
        raise Missing(zh="并入哪件案件", en="the case they are part of")

    def join(number: str) -> str:
        handle_case.join(number, case, desk)
        return case

    joined = _each(numbers, join)
    return Sorted(done=joined.done, cases=joined.cases, undoable=joined.done, refused=joined.refused)


def answer_all(numbers: Iterable[str], text: str, desk: Desk) -> Sorted:
    """Answer each in the same words.

    Raises:
        Missing: nothing was chosen, nothing said.
    """
    if not text.strip():
        raise Missing(zh="答复内容", en="the answer")

    def tell(number: str) -> str:
        answer(number, text, desk)
        return ""

    return _each(numbers, tell)


def take_out_all(numbers: Iterable[str], reason: str, desk: Desk) -> Sorted:
    """Undo joins: each waits to be sorted again.

    Raises:
        Missing: nothing was chosen.
    """

    def undo(number: str) -> str:
        handle_case.take_out(number, reason, desk)
        return ""

    return _each(numbers, undo)


def _case_for(number: str, desk: Desk) -> str:
    return casework.case_of_report(number) or handle_case.check_report(number, desk)


def _each(numbers: Iterable[str], act: Callable[[str], str]) -> Sorted:
    done, cases, refused = list[str](), dict[str, None](), list[tuple[str, Refusal]]()
    for number in _chosen(numbers):
        try:
            cases[act(number)] = None
            done.append(number)
        except Refusal as refusal:
            refused.append((number, refusal))
    return Sorted(done=tuple(done), cases=tuple(one for one in cases if one), refused=tuple(refused))


def _chosen(numbers: Iterable[str]) -> list[str]:
    chosen = list(dict.fromkeys(number.strip() for number in numbers if number.strip()))[:MOST]
    if not chosen:
        raise Missing(zh="至少一条线索", en="at least one report")
    return chosen
