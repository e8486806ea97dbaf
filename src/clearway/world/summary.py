"""What was generated, in figures: nothing in here tells where anything is closed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldSummary:
    """Figures of a generated county; ``since`` and ``until`` bound the history (UTC, until exclusive)."""

    folder: Path
    seed: int
    since: datetime
    until: datetime
    county_code: str
    county_name: str
    people: int
    places: int
    road_links: int
    sensors: int
    readings: int
    complaints: int
    measures: int
    closures: int
    soft_barriers: int
    sensor_faults: int

    @property
    def feeds(self) -> Path:
        """The folder the loop may read."""
        return self.folder / "feeds"

    @property
    def truth(self) -> Path:
        """The folder only ``clearway.world.judging`` may read."""
        return self.folder / "truth"

    def as_json(self) -> dict[str, object]:
        """Plain values, moments as ISO 8601 with offset."""
        plain = asdict(self)
        return plain | {"folder": str(self.folder), "since": self.since.isoformat(), "until": self.until.isoformat()}
