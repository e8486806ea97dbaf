"""A vote, hearing or expert view named on a proposal: it must be on the record, of this place and this proposal."""

from __future__ import annotations

from clearway.core.places import covers
from clearway.core.proposals import ChainStep, Proposal, Reference
from clearway.core.refusals import NotFound, Refusal
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.loop.residents_said import is_number, reference_of
from clearway.record.reading import assemblies, votes

#: Whose word each step asks for, by the letter of its number.
_LETTERS = {ChainStep.RESIDENTS: "VH", ChainStep.EXPERT_VIEW: "Q"}


class OfAnother(Refusal):
    """What was named was about another place or another proposal."""

    code = "of_another"
    template = Bilingual(
        "{number} 不是就这一提案、这一地点作出的", "{number} was not about this proposal and this place"
    )
    try_again = True


def referred(number: str, step: ChainStep, proposal: Proposal, desk: Desk) -> Reference:
    """What ``number`` came to, read from the record; nobody states it. Residents: vote, hearing; experts: question.

    Raises:
        NotFound: nothing with that number.
        OfAnother: it was about something else.
        WrongState: it is not over yet.
    """
    if not is_number(number) or number[0] not in _LETTERS.get(step, ""):
        raise NotFound(what="reference", number=number[:80])
    place, about = _about(number)
    here = proposal.draft.place_code
    if about != proposal.number or not (covers(place, here) or covers(here, place)):
        raise OfAnother(number=number)
    return reference_of(number, at=desk.at, rulebook=desk.rulebook, zone=desk.zone)


def _about(number: str) -> tuple[str, str | None]:
    """The place and the proposal it was about."""
    if number.startswith("V"):
        draft = votes.vote(number).draft
        return draft.place_code, draft.proposal
    found = assemblies.hearing(number) if number.startswith("H") else assemblies.consultation(number)
    return found.place_code, found.proposal
