"""The roll: loaded by the community, corrected with a reason, confirmed by the township, and then never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.people import Actor, Role
from clearway.core.refusals import Missing, NotAllowed, Refusal
from clearway.core.residents import Body, Roll, RollLine, RollState
from clearway.core.residents_events import RollClosed, RollCorrected, RollLoaded
from clearway.core.words import Bilingual
from clearway.respond.residents.quorum import RULE_OF
from clearway.respond.residents.refusals import RollClosedAlready
from clearway.respond.residents.sizes import size_classes

KEEPERS = frozenset({Role.COMMUNITY, Role.TOWNSHIP})


def load_roll(
    number: str, place_code: str, body: Body, lines: Sequence[RollLine], source: str, *, by: Actor, at: datetime
) -> Outcome:
    """A roll enters; ``source`` is the file it came from.

    Returns:
        The decision; or ``NotAllowed``, ``Missing`` (lines; areas, where owners vote by area).
    """
    if by.role not in KEEPERS or not by.reaches(place_code):
        return NotAllowed(role=by.role.value, place=place_code, act="load_roll")
    if not lines:
        return Missing(zh="名册内容", en="lines of the roll", rule=RULE_OF[body])
    if body.has_area and any(line.area is None for line in lines if line.eligible):
        return Missing(zh="每户面积", en="the area of every door", rule=RULE_OF[body])
    loaded = RollLoaded(
        subject=number, place_code=place_code, body=body, source=source, persons=len(lines),
        eligible=sum(line.eligible for line in lines), lines=tuple(lines),
    )  # fmt: skip
    return Decision((loaded,), (Reason(Bilingual("载入名册", "the roll was loaded"), RULE_OF[body]),))


def correct(
    roll: Roll, line: int, eligible: bool | None, area: int | None, reason: str, *, by: Actor, at: datetime
) -> Outcome:
    """Correct one line of an open roll, with the reason.

    Returns:
        The decision; or ``NotAllowed``, ``RollClosedAlready``, ``Missing`` (the line, a change, the reason).
    """
    refused = _barred(roll, by, KEEPERS, "correct_roll")
    if refused is not None:
        return refused
    if not any(one.line == line for one in roll.lines):
        return Missing(zh="名册中的这一行", en="that line of the roll")
    if eligible is None and (area is None or area <= 0):
        return Missing(zh="更正内容", en="what is corrected")
    if not reason.strip():
        return Missing(zh="更正理由", en="why it is corrected")
    corrected = RollCorrected(subject=roll.number, line=line, reason=reason, eligible=eligible, area=area)
    return Decision((corrected,), (Reason(Bilingual("更正名册", "the roll was corrected")),))


def close(roll: Roll, *, by: Actor, at: datetime) -> Outcome:
    """The township confirms the roll at this moment; its digest is published.

    Returns:
        The decision; or ``NotAllowed``, ``RollClosedAlready``, ``Missing`` (somebody who may vote).
    """
    refused = _barred(roll, by, frozenset({Role.TOWNSHIP}), "close_roll")
    if refused is not None:
        return refused
    if not roll.eligible:
        return Missing(zh="有资格投票的人", en="anybody who may vote")
    sizes, _ = size_classes(roll.eligible)
    area = sum(line.area or 0 for line in roll.eligible) if roll.body.has_area else None
    closed = RollClosed(
        subject=roll.number, digest=digest_of(roll), eligible=len(roll.eligible), area=area, sizes=sizes
    )
    return Decision((closed,), (Reason(Bilingual("确认名册", "the roll was confirmed"), RULE_OF[roll.body]),))


def digest_of(roll: Roll) -> str:
    """SHA-256 over the lines by person, in canonical JSON: anybody who holds the roll can check what was voted on."""
    rows = sorted([one.person, list(one.doors), one.area, one.eligible] for one in roll.lines)
    text = json.dumps([roll.place_code, roll.body.value, rows], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _barred(roll: Roll, by: Actor, roles: frozenset[Role], act: str) -> Refusal | None:
    if by.role not in roles or not by.reaches(roll.place_code):
        return NotAllowed(role=by.role.value, place=roll.place_code, act=act)
    return RollClosedAlready(number=roll.number) if roll.state is RollState.CLOSED else None
