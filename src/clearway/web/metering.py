"""Figures for Prometheus, read from the record when asked: no counter of ours can drift from what is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from clearway.core.cases import OPEN_STATES
from clearway.record.ledger import head
from clearway.record.models import CaseRow, TaskRow, WarningRow
from clearway.record.notices import waiting
from clearway.record.reading import freshness, standing_rows


class _Record:
    """The figures as they stand at ``at``."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family a figure."""
        at, open_tasks = self.at, TaskRow.objects.filter(finished_at=None)
        late = open_tasks.filter(due_at__lt=at).exclude(paused_until__gt=at)
        warned = WarningRow.objects.filter(ended_at=None)
        yield _gauge("warnings_open", "warnings whose cause has not ended", warned.count())
        yield _gauge("cases_open", "cases not closed", CaseRow.objects.filter(state__in=list(OPEN_STATES)).count())
        yield _gauge("tasks_open", "work orders not done", open_tasks.count())
        yield _gauge("tasks_overdue", "work orders past their clock", late.count())
        yield _gauge("closures_standing", "unregistered closures", standing_rows(at, registered=False).count())
        yield _gauge("measures_in_force", "registered measures", standing_rows(at, registered=True).count())
        yield _gauge("ledger_lines", "lines of the ledger", head().count)
        waits, dead = waiting()
        yield _gauge("notices_waiting", "notices not sent yet", waits)
        yield _gauge("notices_dead", "notices given up", dead)
        yield self._ages()

    def _ages(self) -> GaugeMetricFamily:
        family = GaugeMetricFamily("clearway_feed_age_seconds", "age of the feed's last entry", labels=["feed"])
        for feed, facts in sorted(freshness().items()):
            family.add_metric([feed], (self.at - (facts.last_at or facts.loaded_at)).total_seconds())
        return family


def exposition(at: datetime) -> tuple[bytes, str]:
    """The page's bytes and its content type."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Record(at))
    return generate_latest(registry), CONTENT_TYPE_LATEST


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"clearway_{name}", says, value=value)
