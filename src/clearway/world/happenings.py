"""What truly happens: closures, soft barriers and sensor faults, each with its place and its time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from clearway.core.barriers import Barrier, ImposedBy, Topic
from clearway.world.sensors import Sensor, Site


@dataclass
class Trouble:
    """A closure or a soft barrier at a site.

    ``leak`` is the share of traffic that still passes; ``calls`` a day by distinct people; ``run`` means medical
    complaints on every day it stands. ``until`` None: still standing. ``measure`` is what registers it, if anything
    does. ``callers`` fills as complaints are made, ``starved`` (sensors elsewhere that lose four fifths) as traffic is.
    """

    number: str
    site: Site
    since: datetime
    until: datetime | None
    barrier: Barrier
    imposed_by: ImposedBy
    leak: float
    calls: float
    topics: tuple[Topic, ...]
    run: bool = False
    measure: str = ""
    callers: set[str] = field(default_factory=set)
    starved: list[Sensor] = field(default_factory=list)

    def stands(self, at: datetime) -> bool:
        """Whether it stands at ``at``."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Fault:
    """Sensors that report zeros, nulls or nothing for a while."""

    number: str
    site: Site
    sensors: tuple[str, ...]
    kind: str
    since: datetime
    until: datetime
