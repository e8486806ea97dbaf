"""Equal to R ``surveillance`` 1.20.3, series by series."""

from __future__ import annotations

import csv
from collections import defaultdict
from math import isnan

import pytest

from clearway.warn.surveillance import cusum, ears, glr
from tests.warn.towns import shared

Row = dict[str, str]


def _series(name: str) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    with shared(f"oracles/{name}").open() as file:
        for row in csv.DictReader(file):
            found[(row["series"], row["method"])].append(row)
    return {key: sorted(rows, key=lambda row: int(row["t"])) for key, rows in found.items()}


@pytest.mark.shared
@pytest.mark.parametrize("method", ["C1", "C2", "C3"])
def test_ears_bounds_are_those_of_r(method: ears.Method) -> None:
    found = _series("ears_oracle.csv")
    compared = 0
    for series in sorted({key[0] for key in found}):
        counts = [float(row["y"]) for row in found[(series, "input")]]
        answers = ears.ears(counts, method=method)
        for row in found[(series, method)]:
            answer, theirs = answers[int(row["t"]) - 1], row["upperbound"]
            assert answer is not None
            ours = answer.bound
            assert theirs in ("NA", "NaN", "") or answer.alarm == bool(float(row["alarm"]))
            assert (isnan(ours) and theirs in ("NA", "NaN", "")) or ours == pytest.approx(float(theirs), abs=1e-6)
            compared += 1
    assert compared >= 600


@pytest.mark.shared
@pytest.mark.parametrize("method", ["glrnb_intercept_inc", "glrpois"])
def test_likelihood_ratios_of_a_rise_are_those_of_r(method: str) -> None:
    found = _series("cusum_glr_oracle.csv")
    for (_, name), rows in found.items():
        if name == method:
            dispersion = 0.0 if method == "glrpois" else float(rows[0]["alpha_disp"])
            ours = glr.statistics([float(r["y"]) for r in rows], [float(r["mu0"]) for r in rows], dispersion)
            assert ours == pytest.approx([float(r["stat"]) for r in rows], abs=1e-6)


@pytest.mark.shared
def test_cumulative_sums_are_those_of_r() -> None:
    compared = 0
    for (_, name), rows in _series("cusum_glr_oracle.csv").items():
        counts, means = [float(r["y"]) for r in rows], [float(r["mu0"]) for r in rows]
        theirs, alarms = [float(r["stat"]) for r in rows], [r["alarm"] == "1" for r in rows]
        if name == "glrnb_fixedkappa":
            ours, bound = cusum.ratio(counts, means, float(rows[0]["alpha_disp"])), 5.0
        elif name == "cusum_rossi":
            ours, bound = cusum.standardised(counts, sum(means) / len(means)), cusum.BOUND
        else:
            continue
        assert ours == pytest.approx(theirs, abs=1e-6)
        assert [value >= bound for value in ours] == alarms
        compared += len(ours)
    assert compared == 1600


def test_a_sum_starts_anew_after_its_alarm_and_refuses_what_cannot_be_expected() -> None:
    assert cusum.ratio([30.0, 1.0], [5.0, 5.0], 0.0)[1] == 0
    assert cusum.standardised([0.0, 0.0], 4.0) == [0.0, 0.0]
    with pytest.raises(ValueError, match="above 0"):
        cusum.ratio([1.0], [0.0], 0.5)
    with pytest.raises(ValueError, match="above 0"):
        cusum.standardised([1.0], 0.0)


def test_a_constant_series_has_no_c3_bound_and_a_rise_is_seen_at_once() -> None:
    constant = ears.ears([3.0] * 12, method="C3")[-1]
    assert constant is not None
    assert isnan(constant.bound)
    assert not constant.alarm
    assert ears.ears([3.0] * 12 + [9.0])[-1] == ears.Answer(3.0, True)
    assert ears.ears([3.0] * 12)[:7] == [None] * 7


def test_counts_as_expected_have_no_evidence_and_more_have_some() -> None:
    assert glr.statistics([0, 1, 0, 1], [1.0] * 4, 0.5)[0] == 0
    assert glr.statistics([9, 9, 9], [1.0] * 3, 0.5)[-1] > 5


def test_expected_counts_must_be_positive() -> None:
    with pytest.raises(ValueError, match="above 0"):
        glr.statistics([1, 2], [1.0, 0.0], 0.5)
