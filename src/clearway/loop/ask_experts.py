"""The acts around experts and compacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from clearway.core.assemblies import Expert
from clearway.core.barriers import BarrierNature
from clearway.core.decisions import Decision
from clearway.core.refusals import Refusal
from clearway.loop.desk import Desk, write
from clearway.loop.hold_hearing import fit
from clearway.loop.signing import of_account, with_signature
from clearway.monitor.text import classify
from clearway.record.door import session
from clearway.record.numbers import next_number
from clearway.record.reading import assemblies
from clearway.respond.residents import compacts, experts
from clearway.respond.residents.wording import bars_people, says_it_stays_open, ways_named


def list_expert(expert: Expert, desk: Desk) -> str:
    """Put an expert on the roster, with their consent; ``expert.number`` is drawn here and returned.

    Raises:
        Refusal: not this person, no name, no term.
    """
    with session():
        number = next_number("X", desk.at, desk.zone)
        write(experts.list_expert(replace(expert, number=number), by=desk.by), desk)
    return number


def ask(question: str, place_code: str, proposal: str | None, numbers: Sequence[str], desk: Desk) -> str:
    """Put a question to experts of the roster; returns its number.

    Raises:
        Refusal: not this person, no question, experts out of their term or region.
    """
    with session():
        number = next_number("Q", desk.at, desk.zone)
        chosen = [one for one in assemblies.experts() if one.number in set(numbers)]
        write(experts.ask(number, fit(question), place_code, proposal, chosen, by=desk.by, at=desk.local), desk)
    return number


def declare_interest(number: str, expert: str, conflict: bool, interest: str, desk: Desk) -> Decision:
    """Take down what an expert declares.

    Raises:
        Refusal: as ``experts.declare``.
    """
    with session():
        found = assemblies.consultation(number, lock=True)
        return write(experts.declare(found, assemblies.expert(expert), conflict, fit(interest), by=desk.by), desk)


def sign_opinion(number: str, expert: str, favours: bool | None, opinion: str, home: Path, desk: Desk) -> Decision:
    """An expert's opinion, signed by their own account where they have one, else by the account that takes it down.

    Raises:
        Refusal: as ``experts.sign``.
    """
    with session():
        found, known = assemblies.consultation(number, lock=True), assemblies.expert(expert)
        outcome = experts.sign(found, known, favours, fit(opinion), by=desk.by)
        if not isinstance(outcome, Refusal):
            own = known.account == desk.by.name
            said = {"expert": expert, "question": found.question, "own": own}
            outcome = with_signature(outcome, "opinion", of_account(desk), said, home, desk)
        return write(outcome, desk)


def barrier_clauses(clauses: Sequence[str]) -> tuple[str, ...]:
    """Clauses that would put up a barrier: those the text reader takes for one, or that name a way to be closed.

    A clause that forbids barriers is none.
    """
    return tuple(clause for clause in clauses if ways_named([clause]) or _sets_one_up(clause))


def write_compact(place_code: str, title: str, clauses: Sequence[str], desk: Desk, *, confirmed: bool = False) -> str:
    """A new version of a place's compact; returns its number. Adopted it is by a vote (``VoteDraft.compact``).

    Raises:
        Refusal: not this person, nothing written, a clause with a barrier.
    """
    with session():
        number = next_number("B", desk.at, desk.zone)
        kept = [fit(clause) for clause in clauses]
        version = max((one.version for one in assemblies.compacts(place_code)), default=0) + 1
        outcome = compacts.write(
            number, place_code, fit(title), version, kept, barrier_clauses(kept), confirmed=confirmed, by=desk.by,
            at=desk.local,
        )  # fmt: skip
        write(outcome, desk)
    return number


def _sets_one_up(clause: str) -> bool:
    if bars_people(clause):
        return True
    return classify(clause).barrier is not BarrierNature.NONE and not says_it_stays_open(clause)
