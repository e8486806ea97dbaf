"""``clearway bench grade``, second half: R_t beside EpiEstim, and how often an interval holds the truth."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from math import isnan
from pathlib import Path
from time import perf_counter

import numpy as np

from clearway.core.figures import Figure
from clearway.evaluate.effect.trials import Design, Tally, tally
from clearway.evaluate.renewal.reproduction import QUANTILES, Prior, estimate
from clearway.evaluate.renewal.serial_interval import SerialInterval

RUNS, QUICK_RUNS = 1_000, 100


def figures(shared: Path, *, quick: bool) -> Iterator[Figure]:
    """The figures of R_t and of evaluation; ``shared`` is the folder of shared data."""
    if (shared / "oracles" / "rt_oracle.csv").is_file():
        yield beside_epiestim(shared)
    yield _many()
    runs = QUICK_RUNS if quick else RUNS
    for design in Design:
        yield from _of_design(design, tally(design, runs))


def beside_epiestim(shared: Path) -> Figure:
    """The largest relative difference from R EpiEstim over every window, setting and column of the oracle."""
    series: dict[str, list[float]] = defaultdict(list)
    for row in _rows(shared / "epi" / "rt_input.csv"):
        series[row["series"]].append(float(row["cases"]))
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in _rows(shared / "oracles" / "rt_oracle.csv"):
        window = str(int(row["t_end"]) - int(row["t_start"]) + 1)
        keys = ("mean_si", "std_si", "mean_prior", "std_prior")
        groups[(row["series"], *(row[key] for key in keys), window)].append(row)
    worst = max(_difference(series[name], [float(one) for one in rest], rows) for (name, *rest), rows in groups.items())
    return Figure(
        name="R_t, relative difference", value=worst, unit="", target="<= 1e-10", met=worst <= 1e-10,
        peer="R EpiEstim 2.2.4", equal=worst <= 1e-10, note=f"{sum(map(len, groups.values()))} windows × 9 columns",
    )  # fmt: skip


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _difference(cases: list[float], setting: list[float], rows: list[dict[str, str]]) -> float:
    mean, sd, prior_mean, prior_sd, window = setting
    found = estimate(
        np.array([cases]), SerialInterval(mean, sd), window=int(window), prior=Prior(mean=prior_mean, sd=prior_sd)
    )
    ours = {"mean": found.mean, "sd": found.sd} | {name: found.quantile(share) for name, share in QUANTILES.items()}
    worst = 0.0
    for name, values in ours.items():
        theirs = np.array([float(row[name] or "nan") for row in rows])
        if not np.array_equal(np.isnan(values[0]), np.isnan(theirs)):
            return float("inf")
        worst = max(worst, float(np.nanmax(np.abs(values[0] / theirs - 1))))
    return worst


def _many() -> Figure:
    cases = np.random.default_rng(0).poisson(8.0, (2_000, 150)).astype(np.float64)
    start = perf_counter()
    found = estimate(cases, SerialInterval(4.7, 2.9))
    for share in QUANTILES.values():
        found.quantile(share)
    return Figure(name="R_t of 2,000 series × 150 days", value=perf_counter() - start, unit="s")


def _of_design(design: Design, found: Tally) -> Iterator[Figure]:
    name, note = f"evaluation, {design.value}", f"{found.runs:,} counties, identified {found.identified:.1%}"
    if design is Design.RISING:
        met = found.identified <= 0.1 or found.coverage >= 0.9
        yield Figure(
            name=f"{name}: not identified", value=100 * (1 - found.identified), unit="%",
            target=">= 90%, or coverage >= 90%", met=met, note=note,
        )  # fmt: skip
    else:
        met = 0.93 <= found.coverage <= 0.97
        yield Figure(
            name=f"{name}: coverage", value=100 * found.coverage, unit="%", target="93–97%", met=met, note=note
        )
        met = not isnan(found.bias) and abs(found.bias) < 0.02
        yield Figure(name=f"{name}: bias", value=100 * found.bias, unit="%", target="< 2%", met=met, note=note)
    yield Figure(
        name=f"{name}: significant wrong sign", value=100 * found.wrong_sign, unit="%", target="0",
        met=found.wrong_sign == 0, note=note,
    )  # fmt: skip
