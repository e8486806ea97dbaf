"""The real files at hand lose no row."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pytest

from clearway.environment import read_environment
from clearway.sources.flow import read_flow
from clearway.sources.links import read_links
from clearway.sources.measures import read_measures
from tests.sources.files import AT, ZONE

pytestmark = pytest.mark.shared


@pytest.fixture
def shared() -> Path:
    folder = read_environment().shared_data
    if not folder.is_dir():
        pytest.skip("no shared data")
    return folder


@pytest.mark.parametrize(
    ("name", "rows", "links"),
    [
        ("sumo_town_counts", 1_395_072, 346),
        ("melbourne_pedestrians_2012_2013", 349_924, 32),
        ("zurich_daily_2020_2021", 19_844, None),
    ],
)
def test_real_counts_load_without_a_reject(shared: Path, name: str, rows: int, links: int | None) -> None:
    intake = read_flow(shared / "flow" / f"{name}.parquet", zone=ZONE, at=AT)
    assert (intake.read, intake.rows.num_rows, intake.rejects) == (rows, rows, ())
    assert links is None or pc.count_distinct(intake.rows["link"]).as_py() == links


def test_the_towns_sensors_load(shared: Path) -> None:
    assert len(read_links(shared / "flow" / "sumo_town_links.csv", zone=ZONE).rows) == 346


def test_the_official_listings_load_as_they_are(shared: Path) -> None:
    intake = read_measures(shared / "measures" / "risk_area_spells.parquet", zone=ZONE)
    assert (len(intake.rows), intake.rejects) == (71_785, ())
    assert sum(measure.right_censored for measure in intake.rows) < 71_785
