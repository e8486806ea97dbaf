"""The engine's figures are only printed of results that agree."""

from __future__ import annotations

import pytest

from clearway.readings.bench import bench


@pytest.mark.slow
def test_every_compared_figure_of_the_engine_is_equal() -> None:
    figures = {figure.name: figure for figure in bench(quick=True)}
    assert figures["hourly sums, latest load wins"].peer == "pandas"
    assert all(figure.equal is not False and figure.value > 0 for figure in figures.values())
    assert figures["on disk, compacted"].value < 4
