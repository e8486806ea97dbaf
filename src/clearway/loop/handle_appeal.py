"""Appeals: taken from anybody in one step, answered by a government; upheld, the way is open by the same act."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from clearway.core.decisions import Decision
from clearway.core.refusals import NotFound
from clearway.loop.desk import Desk, write, write_of_resident
from clearway.loop.take_report import token_hash
from clearway.loop.unnamed import unnamed
from clearway.monitor.masking import mask
from clearway.record import reading
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.respond.measures import appealing

_TOKEN_BYTES = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealReceipt:
    """``number`` to read out, ``token`` for the page that follows the appeal."""

    number: str
    token: str


def make_appeal(measure: str, text: str, region: str, desk: Desk) -> AppealReceipt:
    """Anybody appeals, in one step and without an account; the text is masked. ``desk.by`` is not asked.

    Raises:
        Refusal: no such measure, it does not stand any more, no text.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with session():
        found = reading.measure(measure)
        if found is None:
            raise NotFound(what="measure", number=measure)
        number = next_number("A", desk.at, desk.zone)
        outcome = appealing.make_appeal(
            number, found, mask(text.strip()), token_hash(token), at=desk.local, rulebook=desk.rulebook
        )
        write_of_resident(outcome, region, desk.at)
    return AppealReceipt(number=number, token=token)


def answer_appeal(number: str, upheld: bool, answer: str, desk: Desk) -> Decision:
    """Answer an appeal; upheld, the measure is lifted and published in the same transaction.

    Raises:
        Refusal: no such appeal, not this person, answered already, no reason.
    """
    with session():
        appeal = reading.appeal(number, lock=True)
        found = reading.measure(appeal.measure)
        if found is None:
            raise NotFound(what="measure", number=appeal.measure)
        outcome = appealing.decide_appeal(
            appeal, found, upheld, unnamed(answer), by=desk.by, at=desk.local, rulebook=desk.rulebook
        )
        return write(outcome, desk)
