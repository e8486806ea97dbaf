"""A mirror holds what the site serves; real roads give closures their lines; the command says what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from lxml import etree

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.decisions import Decision
from clearway.core.events import ClosureFound, MeasureLifted, MeasureRegistered
from clearway.core.people import machine
from clearway.loop.mirror_feeds import write_mirror
from clearway.loop.publish_feeds import Asked, edition, version
from clearway.publish.catalogue import CATALOGUE
from clearway.record import feeds
from clearway.record.door import commit
from clearway.roads.importing import import_osm
from clearway.roads.network import Network
from tests.examples import AT, COMMUNITY, COUNTY, POINT, ZONE, a_load, a_measure, a_place
from tests.publish.editions import failures, needs_standards
from tests.roads.towns import compound_map

LATER = AT + timedelta(hours=1)


def _asked(**changes: Any) -> Asked:
    asked = {"at": LATER, "site": "https://mirror.example", "language": "zh", "zone": ZONE, "simulated": False}
    return Asked(**({"home": settings.ENVIRONMENT.home} | asked | changes))


@pytest.fixture
def roads(tmp_path: Path) -> Network:
    """A home with the roads of a compound."""
    return import_osm(compound_map().write(tmp_path / "town.osm.pbf")).save(tmp_path / "roads" / "town")


@pytest.fixture
def register(db: None) -> None:
    """A place, a loaded measure, one registered and lifted by the door, and a closure found."""
    by = machine(COUNTY)
    feeds.store_places([a_place()], load=a_load("places"), by=by, at=AT)
    feeds.store_measures([a_measure("L-1")], load=a_load("measures"), by=by, at=AT)
    commit(Decision((MeasureRegistered(subject="M-1", measure=a_measure("M-1"), point=POINT),)), by=by, at=AT)
    commit(Decision((MeasureLifted(subject="M-1", lifted_at=LATER, lifted_by="x", reason="y"),)), by=by, at=LATER)


def _found(links: tuple[int, ...]) -> None:
    closure = ClosureFound(
        subject="C-1", case="K-1", place_code=COMMUNITY, point=POINT, since=AT,
        barrier=Barrier.CHAINED_GATE, imposed_by=ImposedBy.PROPERTY, road_links=links,
    )  # fmt: skip
    commit(Decision((closure,)), by=machine(COUNTY), at=AT)


def test_a_mirror_holds_every_feed_every_measure_and_every_message(register: None, tmp_path: Path) -> None:
    mirror = write_mirror(tmp_path / "mirror", _asked())
    files = {str(file.relative_to(tmp_path / "mirror")) for file in (tmp_path / "mirror").rglob("*") if file.is_file()}
    assert {kind.name for kind in CATALOGUE} | {"measures/L-1.atom", "measures/M-1.atom"} <= files
    messages = sorted(name for name in files if name.startswith("cap/"))
    assert len(messages) == 3
    assert mirror.measures == 2
    assert mirror.files == mirror.changed == len(files)
    index = etree.fromstring((tmp_path / "mirror" / "cap.atom").read_bytes())
    assert sorted(str(one.get("src")) for one in index.iter("{*}content")) == [
        f"https://mirror.example/feeds/{name}" for name in messages
    ]


def test_writing_a_mirror_again_changes_nothing(register: None, tmp_path: Path) -> None:
    write_mirror(tmp_path, _asked())
    assert write_mirror(tmp_path, _asked(at=LATER + timedelta(minutes=5))).changed == 0


def test_a_closed_link_is_drawn_as_the_road_it_is(register: None, roads: Network, tmp_path: Path) -> None:
    named = next(shape for shape in map(roads.shape, range(roads.links)) if len(shape.line) > 1)
    _found((named.link, 999_999_999))
    made = edition(_asked(home=tmp_path))
    item = next(item for item in made.items if item.measure.number == "C-1")
    (stretch,) = item.stretches
    assert [list(pair) for pair in stretch.line] == named.line.tolist()
    (event,) = [one for one in _wzdx(made) if one["properties"]["core_details"]["name"] == "C-1"]
    assert event["geometry"]["type"] == "LineString"
    assert event["geometry"]["coordinates"][0] == pytest.approx(named.line[0].tolist(), abs=1e-6)
    assert version(_asked(home=tmp_path)).tag != version(_asked()).tag


@pytest.mark.shared
@needs_standards
def test_a_mirror_passes_the_validators(register: None, roads: Network, tmp_path: Path) -> None:
    _found(tuple(int(link) for link in roads.link_ids[:3]))
    write_mirror(tmp_path / "mirror", _asked(home=tmp_path))
    assert failures("wzdx", (tmp_path / "mirror" / "wzdx.geojson").read_bytes()) == []
    messages = sorted((tmp_path / "mirror" / "cap").iterdir())
    assert messages
    for message in messages:
        assert failures("cap", message.read_bytes()) == []


def _wzdx(made: Any) -> list[dict[str, Any]]:
    from clearway.publish.wzdx import wzdx

    return list(json.loads(wzdx(made))["features"])


def _clearway(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLEARWAY_")}
    return subprocess.run(
        [sys.executable, "-m", "clearway", *map(str, words)],
        env=environment | {"CLEARWAY_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_command_writes_the_feeds_of_a_loaded_register(tmp_path: Path) -> None:
    register = tmp_path / "measures.csv"
    register.write_text("id,place_text,level,from,to\n7,柳林社区,high,2026-11-20,2099-01-01\n", encoding="utf-8")
    assert _clearway(tmp_path / "home", "load", "measures", register).returncode == 0
    mirror = tmp_path / "mirror"
    done = _clearway(tmp_path / "home", "feeds", "write", "--out", mirror, "--site", "https://a.example/", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["measures"] == 1
    assert said["files"] == len([file for file in mirror.rglob("*") if file.is_file()])
    assert "https://a.example/measures/7" in (mirror / "measures.csv").read_text(encoding="utf-8")
    refused = _clearway(tmp_path / "home", "feeds", "write", "--out", mirror, "--site", "nowhere")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "--site" in refused.stderr
