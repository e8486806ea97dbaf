"""Build the demo county in a home, or reopen the one that is there."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.world import generate

MARK = "demo.json"


class OtherCounty(Refusal):
    """The home holds something else than this demo."""

    code = "other_county"
    template = Bilingual(
        "{home} 中已有{found}；请另设 CLEARWAY_HOME，或使用 --fresh 重建演示",
        "{home} already holds {found_en}; set another CLEARWAY_HOME, or rebuild the demo with --fresh",
    )
    try_again = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCounty:
    """Which county stands in a home: ``until`` is the end of its history, the county's present hour."""

    seed: int
    until: datetime
    name: str
    code: str
    ready: bool

    @property
    def mark(self) -> dict[str, object]:
        """What is kept in ``demo.json``."""
        return {
            "seed": self.seed,
            "until": self.until.isoformat(),
            "name": self.name,
            "code": self.code,
            "ready": self.ready,
        }


def standing(home: Path) -> DemoCounty | None:
    """The demo county in ``home``, or None."""
    try:
        mark = json.loads((home / MARK).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return DemoCounty(**(mark | {"until": datetime.fromisoformat(mark["until"])}))


def keep_mark(home: Path, county: DemoCounty) -> None:
    """Write down which county stands here, and whether it is complete."""
    (home / MARK).write_text(json.dumps(county.mark, ensure_ascii=False, indent=2), encoding="utf-8")


def check_home(home: Path, seed: int) -> DemoCounty | None:
    """The county to reopen, or None when one must be built.

    Raises:
        OtherCounty: another seed's county, or a home with real data in it.
    """
    county = standing(home)
    if county is not None and county.seed != seed:
        raise OtherCounty(home=home, found=f"种子 {county.seed} 的演示县", found_en=f"the demo of seed {county.seed}")
    if county is None and (home / "clearway.sqlite3").exists():
        raise OtherCounty(home=home, found="真实数据", found_en="data that is not a demo's")
    return county if county is not None and county.ready else None


def generate_county(home: Path, *, seed: int, until: datetime, progress: Callable[[int], None]) -> DemoCounty:
    """Write the county's feeds and truth under ``home/world`` and mark the home as a demo (not yet ready)."""
    home.mkdir(parents=True, exist_ok=True)
    summary = generate(home / "world", seed=seed, until=until, progress=progress)
    county = DemoCounty(seed=seed, until=until, name=summary.county_name, code=summary.county_code, ready=False)
    keep_mark(home, county)
    return county


def clear_home(home: Path) -> None:
    """Throw away a demo and everything in its home.

    Raises:
        OtherCounty: the home holds something that is not a demo's.
    """
    if standing(home) is None:
        if (home / "clearway.sqlite3").exists():
            raise OtherCounty(home=home, found="真实数据", found_en="data that is not a demo's")
        return
    for name in ("world", "readings", "roads", "tiles", "keys", "photos", "rejects", "logs"):
        shutil.rmtree(home / name, ignore_errors=True)
    for file in (*home.glob("clearway.sqlite3*"), home / MARK):
        file.unlink(missing_ok=True)
