"""Intake's figures are only printed of results that agree."""

from __future__ import annotations

import pytest

from clearway.sources.bench import bench


@pytest.mark.slow
def test_counts_read_equal_the_peers_and_every_bad_row_is_named() -> None:
    counts, complaints = bench(quick=True)
    assert counts.equal is True
    assert counts.note == "200 bad rows named"
    assert complaints.value > 0
