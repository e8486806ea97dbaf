"""An incident in its surroundings: is a registered measure in force here, does it cover this, who loses access?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from clearway.core.evidence import AccessLoss
from clearway.core.measures import Measure, RiskLevel
from clearway.core.words import Bilingual
from clearway.warn.incidents import Incident

LAWFUL, UNREGISTERED, BEYOND_APPROVAL, PAST_TERM = "lawful", "unregistered", "beyond_approval", "past_term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known about an incident's place, gathered by the loop.

    ``measures``: registered measures whose place covers ``place_code`` or lies in it, in force or not;
    ``access``: losses computed by the road engine for ``road_links``; ``risk``: grade of the place now.
    """

    place_code: str
    place_name: Bilingual
    measures: tuple[Measure, ...] = ()
    access: tuple[AccessLoss, ...] = ()
    road_links: tuple[int, ...] = ()
    risk: RiskLevel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """``standing``: lawful, unregistered, beyond_approval or past_term; ``measure``: number of the one that speaks;
    ``priority`` = probability × harm × unlawfulness, 0–1; three ``sentences``; ``rules``: rulebook ids."""

    standing: str
    measure: str | None
    harm: float
    unlawfulness: float
    priority: float
    sentences: tuple[Bilingual, ...]
    rules: tuple[str, ...]


def assess(incident: Incident, surroundings: Surroundings, at: datetime) -> Assessment:
    """How much an incident matters, and why, at ``at``."""
    raise NotImplementedError
