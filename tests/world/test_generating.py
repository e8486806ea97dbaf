"""Same seed, same county; what is asked wrongly is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import osmium
import pytest

from clearway.core.refusals import BadUsage
from clearway.world import STEPS, WorldSummary, generate
from clearway.world.generating import build_county
from tests.world.conftest import UNTIL


def drawn(path: Path) -> list[tuple[str, int, dict[str, str], object]]:
    """Every object of an extract, in plain values."""
    found: list[tuple[str, int, dict[str, str], object]] = []
    for thing in osmium.FileProcessor(str(path)):
        where: object = None
        if thing.is_node():
            where = (thing.location.x, thing.location.y)
        elif thing.is_way():
            where = [node.ref for node in thing.nodes]
        elif thing.is_relation():
            where = [(member.type, member.ref, member.role) for member in thing.members]
        found.append((thing.type_str(), thing.id, {tag.k: tag.v for tag in thing.tags}, where))
    return found


def tables(folder: Path) -> dict[str, bytes]:
    """The bytes of every table, by its name within the folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".csv", ".parquet")
    }


def test_the_same_seed_writes_the_same_files(county: WorldSummary, tmp_path: Path) -> None:
    again = generate(tmp_path, seed=county.seed, until=UNTIL)
    assert tables(tmp_path) == tables(county.folder)
    assert drawn(again.feeds / "roads.osm.pbf") == drawn(county.feeds / "roads.osm.pbf")


def test_a_later_end_leaves_the_roads_and_people_alone(county: WorldSummary, tmp_path: Path) -> None:
    steps: list[int] = []
    end = UNTIL + timedelta(days=40, minutes=37, seconds=5)
    later = generate(tmp_path, seed=county.seed, until=end, weeks=4, progress=steps.append)
    assert steps == [1] * STEPS
    assert later.until == UNTIL + timedelta(days=40), "floored to the hour"
    assert later.until - later.since == timedelta(weeks=4)
    for name in ("places.csv", "facilities.csv", "links.csv", "offices.csv"):
        assert (later.feeds / name).read_bytes() == (county.feeds / name).read_bytes()
    assert drawn(later.feeds / "roads.osm.pbf") == drawn(county.feeds / "roads.osm.pbf")


def test_another_seed_is_another_county(county: WorldSummary) -> None:
    other, same = build_county(county.seed + 1), build_county(county.seed)
    assert other.land.drawing.east != same.land.drawing.east
    assert len(same.sensors) == county.sensors


@pytest.mark.parametrize(
    ("seed", "until", "weeks"),
    [(1, datetime(2026, 11, 23, 16), 8), (1, UNTIL, 3), (-1, UNTIL, 8)],
    ids=["no zone", "too short", "negative seed"],
)
def test_what_cannot_be_made_is_refused_before_anything_is_written(
    tmp_path: Path, seed: int, until: datetime, weeks: int
) -> None:
    with pytest.raises(BadUsage):
        generate(tmp_path / "none", seed=seed, until=until, weeks=weeks)
    assert not (tmp_path / "none").exists()
