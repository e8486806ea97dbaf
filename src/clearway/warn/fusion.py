"""Flow and complaints added up per H3 cell, false discoveries held by e-values (e-BH), neighbours joined."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from clearway.warn.complaints import ComplaintSignal
from clearway.warn.episodes import LinkEpisode
from clearway.warn.incidents import Incident


def fuse(
    episodes: Iterable[LinkEpisode],
    signals: Iterable[ComplaintSignal],
    at: datetime,
    *,
    false_discovery_rate: float = 0.1,
) -> tuple[Incident, ...]:
    """Incidents by ``raised_at``: ended ones too; silent and undecided ones among them, as such."""
    raise NotImplementedError
