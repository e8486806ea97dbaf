"""Community compacts: clauses by version, adopted by a vote; a clause that would put up a barrier is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed
from clearway.core.residents_events import CompactWritten
from clearway.core.words import Bilingual
from clearway.respond.residents.refusals import Barriers

RULE = "residents.no_decision_against_law"
WRITERS = frozenset({Role.COMMUNITY, Role.TOWNSHIP})


def write(
    number: str, place_code: str, title: str, version: int, clauses: Sequence[str], flagged: Sequence[str], *,
    confirmed: bool, by: Actor, at: datetime,
) -> Outcome:  # fmt: skip
    """A version of a compact. ``flagged``: clauses the text reader takes for a barrier.

    Only the township, looking at them itself (``confirmed``), may let a flagged clause stand: it stays marked as such.

    Returns:
        The decision; or ``NotAllowed``, ``Missing``, ``Barriers``.
    """
    if by.role not in WRITERS or not by.reaches(place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="write_compact")
    kept = tuple(clause.strip() for clause in clauses if clause.strip())
    if not title.strip() or not kept:
        return Missing(zh="公约名称和条款", en="the compact's title and clauses", rule=RULE)
    if flagged and not (confirmed and by.role is Role.TOWNSHIP):
        return Barriers(clause=flagged[0], rule=RULE)
    written = CompactWritten(
        subject=number, place_code=place_code, title=title.strip(), version=version, clauses=kept,
        flagged=tuple(flagged),
    )  # fmt: skip
    reason = Bilingual("居民公约不得违反法律、不得设障", "a compact may not break the law or hold barriers")
    return Decision((written,), (Reason(reason, RULE),))
