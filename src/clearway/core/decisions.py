"""A decision: what happens and why, cited. Or a refusal (``clearway.core.refusals``)."""

from __future__ import annotations

from dataclasses import dataclass

from clearway.core.events import Event
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in both languages; ``rule`` is the rulebook id it rests on, if any."""

    text: Bilingual
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Events to be written, in order, and the reasons for them. Empty events: nothing to do."""

    events: tuple[Event, ...]
    reasons: tuple[Reason, ...] = ()


Outcome = Decision | Refusal
