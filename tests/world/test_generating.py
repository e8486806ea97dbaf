"""Same seed, same county; what is asked wrongly is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import osmium
import pytest

from clearway.core.refusals import BadUsage
from clearway.world import STEPS, WorldSummary, generate
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


def test_a_later_end_leaves_the_roads_and_people_alone_and_another_seed_does_not(
    county: WorldSummary, tmp_path: Path
) -> None:
    later = generate(tmp_path / "later", seed=county.seed, until=UNTIL + timedelta(days=40), weeks=4)
    other = generate(tmp_path / "other", seed=county.seed + 1, until=UNTIL, weeks=4)
    for name in ("places.csv", "facilities.csv", "links.csv", "offices.csv"):
        assert (later.feeds / name).read_bytes() == (county.feeds / name).read_bytes()
    assert drawn(later.feeds / "roads.osm.pbf") == drawn(county.feeds / "roads.osm.pbf")
    assert (other.feeds / "links.csv").read_bytes() != (county.feeds / "links.csv").read_bytes()


def test_progress_is_told_as_often_as_was_promised(tmp_path: Path) -> None:
    steps: list[int] = []
    generate(tmp_path, seed=3, until=UNTIL, weeks=4, progress=steps.append)
    assert steps == [1] * STEPS


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


def test_the_history_ends_with_the_last_full_hour(tmp_path: Path) -> None:
    made = generate(tmp_path, seed=1, until=UNTIL + timedelta(minutes=37, seconds=5), weeks=4)
    assert made.until == UNTIL
    assert made.until - made.since == timedelta(weeks=4)
