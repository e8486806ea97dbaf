"""Revoking: by the holder at once, by an office with two persons, beyond the limit with the county; and appeals."""

from __future__ import annotations

from datetime import timedelta

from clearway.core.decisions import Decision
from clearway.core.pass_events import RevocationHeld
from clearway.core.passes import RevocationReason
from clearway.loop.desk import Desk, write
from clearway.loop.issue_pass import found_by
from clearway.monitor.masking import mask
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import passes as read
from clearway.respond.passes import appealing, revoking
from clearway.respond.passes.refusals import NotThatReason
from clearway.respond.passes.revoking import Already

#: Revocations are looked back upon for as long as the longest window could ever be.
_LOOK_BACK = timedelta(days=7)


def holder_revokes(link: str, reason: str, desk: Desk) -> Decision:
    """The holder gives the pass back, or has lost it. ``desk.by`` is not asked.

    Raises:
        Refusal: no such pass, not the holder's reason, not valid any more.
    """
    if reason not in set(RevocationReason):
        raise NotThatReason(reason=reason)
    with session():
        found = read.one_pass(found_by(link).number, lock=True)
        given = RevocationReason(reason)
        return write(revoking.holder_revokes(found, given, at=desk.local, rulebook=desk.rulebook), desk)


def propose(pass_number: str, reason: str, desk: Desk) -> str:
    """The first person proposes; returns the revocation's number.

    Raises:
        Refusal: no such pass, not this person, not that reason, not valid any more.
    """
    with session():
        found = read.one_pass(pass_number, lock=True)
        number, waiting = next_number("Y", desk.at, desk.zone), read.has_waiting_revocation(pass_number)
        write(revoking.propose(number, found, reason, waiting, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
    return number


def confirm(number: str, desk: Desk) -> bool:
    """The second person; whether it took effect (False: held for the county).

    Raises:
        Refusal: no such revocation, not this person, the same person, nothing to confirm.
    """
    with session():
        waiting = read.revocation(number, lock=True)
        found = read.one_pass(waiting.pass_number, lock=True)
        moments = read.effective_moments(waiting.office, desk.at - _LOOK_BACK)
        already = Already(moments=moments, live=read.live_passes(desk.at))
        done = write(revoking.confirm(waiting, found, already, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)
    return not any(isinstance(event, RevocationHeld) for event in done.events)


def release(number: str, desk: Desk) -> Decision:
    """The county signs what was held.

    Raises:
        Refusal: as ``confirm``.
    """
    with session():
        waiting = read.revocation(number, lock=True)
        found = read.one_pass(waiting.pass_number, lock=True)
        return write(revoking.release(waiting, found, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def refuse(number: str, desk: Desk) -> Decision:
    """Somebody who had to agree does not: the pass stays valid.

    Raises:
        Refusal: as ``confirm``.
    """
    with session():
        waiting = read.revocation(number, lock=True)
        found = read.one_pass(waiting.pass_number, lock=True)
        return write(revoking.refuse(waiting, found, by=desk.by, at=desk.local, rulebook=desk.rulebook), desk)


def appeal(link: str, text: str, desk: Desk) -> str:
    """The holder appeals; the text is masked. Returns the appeal's number.

    Raises:
        Refusal: no such pass, nothing to appeal against, no text.
    """
    with session():
        found = read.one_pass(found_by(link).number, lock=True)
        number, waiting = next_number("A", desk.at, desk.zone), read.has_open_appeal(found.number)
        outcome = appealing.make_appeal(
            number, found, mask(text.strip()), waiting, at=desk.local, rulebook=desk.rulebook
        )
        write(outcome, desk)
    return number


def answer_appeal(number: str, upheld: bool, answer: str, desk: Desk) -> Decision:
    """Answer an appeal; upheld, the pass is valid again.

    Raises:
        Refusal: no such appeal, not this person, answered, no reason.
    """
    with session():
        made = read.pass_appeal(number)
        found = read.one_pass(made.pass_number, lock=True)
        outcome = appealing.answer_appeal(
            made, found, upheld, answer, by=desk.by, at=desk.local, rulebook=desk.rulebook
        )
        return write(outcome, desk)
