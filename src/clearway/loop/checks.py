"""Which warnings ask a person to go and look, without anybody's order."""

from __future__ import annotations

from collections.abc import Iterable

from clearway.core.evidence import FlowState
from clearway.core.refusals import Refusal
from clearway.core.warnings import WarningFacts
from clearway.loop.desk import Desk
from clearway.loop.handle_case import check_warning
from clearway.record import reading
from clearway.warn.ruled import BESIDE

#: The plan's own trigger, and the rules beside the model: they open a check whatever the model says.
RULES = frozenset({"three_days"}) | BESIDE
#: Below this probability a warning waits on the board for a person to decide whether anybody walks.
WORTH_A_WALK = 0.5


def wants_check(facts: WarningFacts) -> bool:
    """Whether the loop opens a check for this warning by itself.

    A silent sensor asks for a repair, not for an inspector; an incident already over asks for nobody.
    """
    raised = facts.raised
    if facts.case is not None or facts.ended_at is not None:
        return False
    if RULES & set(raised.triggers):
        return True
    return raised.state is not FlowState.SILENT and raised.probability >= WORTH_A_WALK


def open_checks(numbers: Iterable[str], desk: Desk) -> tuple[tuple[str, ...], tuple[Refusal, ...]]:
    """Open a check for each of these warnings that wants one; returns those opened, and what was refused."""
    opened, refused = [], []
    for number in numbers:
        facts = reading.warning(number)
        if facts is None or not wants_check(facts):
            continue
        try:
            check_warning(facts.raised, desk)
            opened.append(number)
        except Refusal as refusal:
            refused.append(refusal)
    return tuple(opened), tuple(refused)
