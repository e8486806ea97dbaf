"""A table of passes issued by one named person of an office."""

from __future__ import annotations

from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.pass_events import PassBatch, PassesIssued
from clearway.core.people import NO_OFFICE, Actor
from clearway.core.refusals import Missing, NotAllowed
from clearway.core.rules import Rulebook
from clearway.respond.passes.asking import ANSWER, fault_of

__all__ = ["fault_of", "issue_batch"]


def issue_batch(
    passes: tuple[PassBatch, ...], digest: str, place_code: str, *, by: Actor, at: datetime, rulebook: Rulebook
) -> Outcome:
    """Issue them all. ``digest`` is the SHA-256 of the table, which is not kept.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (no row), or the first fault of a wish.
    """
    if by.role in NO_OFFICE or not by.reaches(place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="approve_pass")
    if not passes:
        return Missing(zh="可签发的行", en="a row that can be issued")
    wrong = next((fault for one in passes if (fault := fault_of(one.wish, at, rulebook))), None)
    if wrong is not None:
        return wrong
    issued = PassesIssued(subject=passes[0].number, count=len(passes), digest=digest, passes=passes)
    return Decision((issued,), (Reason(rulebook.rule(ANSWER).title, ANSWER),))
