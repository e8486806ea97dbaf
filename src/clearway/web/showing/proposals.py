"""Proposals as pages show them: the way of steps, who is next, findings, ways near a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.people import Actor
from clearway.core.proposals import ChainStep, Proposal, ProposalState, StepDone
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.loop.look_at_map import NearWay
from clearway.respond.measures.chain import StepAct, act_of, next_step, required, review_due
from clearway.respond.measures.stepping import refusal_of_step

_COMPASS = (
    Bilingual("北", "north"), Bilingual("东北", "north-east"), Bilingual("东", "east"), Bilingual("东南", "south-east"),
    Bilingual("南", "south"), Bilingual("西南", "south-west"), Bilingual("西", "west"), Bilingual("西北", "north-west"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainMark:
    """One step of the way: ``mark`` is ``done``, ``now`` or empty; ``done`` is how it was taken."""

    step: ChainStep
    mark: str
    done: StepDone | None
    force: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalShown:
    """A proposal with its way, and the act this viewer may take now (None: it is another's turn)."""

    proposal: Proposal
    chain: tuple[ChainMark, ...]
    next_act: StepAct | None
    mine: StepAct | None
    why_not: Bilingual | None
    due: datetime | None


def shown(proposal: Proposal, actor: Actor | None, at: datetime, rulebook: Rulebook) -> ProposalShown:
    """How a proposal stands at ``at`` (in the county's zone) for ``actor``."""
    due = next_step(proposal, rulebook, at.date())
    refused = refusal_of_step(proposal, due, actor, at, rulebook) if due and actor else None
    return ProposalShown(
        proposal=proposal,
        chain=chain(proposal, at, rulebook),
        next_act=act_of(due) if due else None,
        mine=act_of(due) if due and actor and refused is None else None,
        why_not=refused.text if refused else None,
        due=review_due(proposal, rulebook, at.date()),
    )


def chain(proposal: Proposal, at: datetime, rulebook: Rulebook) -> tuple[ChainMark, ...]:
    """Every step the rules of the day ask for, with how it was taken."""
    now = next_step(proposal, rulebook, at.date())
    forces = {row["step"]: row["force"] for row in rulebook.value("closing.approval_chain", at.date()) or []}
    return tuple(
        ChainMark(
            step=step,
            mark="now" if step is now else "done" if proposal.done(step) else "",
            done=proposal.done(step),
            force=forces.get(step.value, "policy"),
        )
        for step in required(proposal.draft, rulebook, at.date())
    )


def is_open(proposal: Proposal) -> bool:
    """Whether anything is still to be done on it."""
    return proposal.state in (ProposalState.OPEN, ProposalState.RETURNED)


def where(way: NearWay) -> Bilingual:
    """A gate or way, told by its name, direction and distance."""
    side = _COMPASS[round(way.bearing / 45) % 8]
    metres = f"{round(way.metres, -1):.0f}"
    kind = Bilingual("出入口", "gate") if way.gate else Bilingual("道路", "way")
    name = Bilingual(f"{kind.zh}“{way.name}”", f"{way.name}") if way.name else kind
    return Bilingual(f"{name.zh}，{side.zh}侧约 {metres} 米", f"{name.en}, about {metres} m {side.en}")
