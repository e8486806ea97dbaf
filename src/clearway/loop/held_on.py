"""What residents and experts were asked about a proposal: every vote, hearing and question, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.proposals import ChainStep, Reference
from clearway.core.refusals import Refusal, WrongState
from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.loop.residents_said import reference_of
from clearway.record.reading import assemblies, votes

_VOTE = Bilingual("表决", "vote")
_HEARING = Bilingual("听证", "hearing")
_EXPERTS = Bilingual("专家意见", "expert view")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """``reference`` None: not over yet; ``fault`` says why where there is more to it (its box was changed)."""

    number: str
    kind: Bilingual
    about: str
    address: str
    step: ChainStep
    reference: Reference | None
    fault: Bilingual | None = None


def held_on(proposal: str, desk: Desk) -> tuple[Held, ...]:
    """Votes, then hearings, then questions to experts on ``proposal``, the latest first in each."""
    residents, experts = ChainStep.RESIDENTS, ChainStep.EXPERT_VIEW
    hearings, questions = assemblies.hearings(proposal=proposal), assemblies.consultations(proposal=proposal)
    asked = (
        *((one.number, _VOTE, one.draft.question, f"/votes/{one.number}", residents) for one in votes.on(proposal)),
        *((one.number, _HEARING, one.topic, f"/hearings/{one.number}", residents) for one in hearings),
        *((one.number, _EXPERTS, one.question, f"/experts/#{one.number}", experts) for one in questions),
    )
    return tuple(_held(*one, desk=desk) for one in asked)


def _held(number: str, kind: Bilingual, about: str, address: str, step: ChainStep, *, desk: Desk) -> Held:
    reference, fault = None, None
    try:
        reference = reference_of(number, at=desk.at, rulebook=desk.rulebook, zone=desk.zone)
    except WrongState:
        pass
    except Refusal as refusal:
        fault = refusal.text
    return Held(
        number=number, kind=kind, about=about, address=address, step=step, reference=reference, fault=fault
    )  # fmt: skip
