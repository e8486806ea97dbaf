"""How far our surveillance statistics lie from R's on the shared series: a figure of ``clearway bench warn``."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from math import isnan, nan
from pathlib import Path

from clearway.core.figures import Figure
from clearway.warn.surveillance.cusum import ratio, standardised
from clearway.warn.surveillance.ears import Method, ears
from clearway.warn.surveillance.farrington import Bound, Settings, farrington
from clearway.warn.surveillance.glr import statistics

CLOSE = 1e-6
EARS: tuple[Method, ...] = ("C1", "C2", "C3")
BOUNDS: tuple[Bound, ...] = ("delta", "nbPlugin", "muan")
Series = dict[str, list[dict[str, str]]]


def equality(shared: Path | None) -> list[Figure]:
    """One figure: the largest difference over all series and methods of ``shared``; empty where it has none."""
    if shared is None or not (shared / "oracles").is_dir():
        return []
    folder = shared / "oracles"
    gaps = [*_ears(folder), *_glr(folder), *_cusum(folder), *_farrington(folder)]
    worst = max(gaps)
    return [
        Figure(
            name="EARS, Farrington flexible, GLR, CUSUM: largest difference from R",
            value=worst,
            unit="",
            target="<= 1e-6",
            met=worst <= CLOSE,
            peer="R surveillance 1.20.3",
            equal=worst <= CLOSE,
            note=f"{len(gaps):,} bounds and statistics",
        )
    ]


def _ears(folder: Path) -> Iterator[float]:
    for series in _read(folder / "ears_oracle.csv"):
        counts = [float(row["y"]) for row in series["input"]]
        for method in EARS:
            answers = ears(counts, method=method)
            for row in series[method]:
                answer = answers[int(row["t"]) - 1]
                yield _gap(nan if answer is None else answer.bound, row["upperbound"])


def _glr(folder: Path) -> Iterator[float]:
    for series in _read(folder / "cusum_glr_oracle.csv"):
        for method in ("glrnb_intercept_inc", "glrpois"):
            rows = series[method]
            dispersion = 0.0 if method == "glrpois" else float(rows[0]["alpha_disp"])
            ours = statistics([float(row["y"]) for row in rows], [float(row["mu0"]) for row in rows], dispersion)
            yield from (_gap(value, row["stat"]) for value, row in zip(ours, rows, strict=True))


def _cusum(folder: Path) -> Iterator[float]:
    for series in _read(folder / "cusum_glr_oracle.csv"):
        rows = series["glrnb_fixedkappa"]
        counts, means = [float(row["y"]) for row in rows], [float(row["mu0"]) for row in rows]
        for name, ours in (
            ("glrnb_fixedkappa", ratio(counts, means, float(rows[0]["alpha_disp"]))),
            ("cusum_rossi", standardised(counts, sum(means) / len(means))),
        ):
            yield from (_gap(value, row["stat"]) for value, row in zip(ours, series[name], strict=True))


def _farrington(folder: Path) -> Iterator[float]:
    for series in _read(folder / "farrington_oracle.csv"):
        counts = [float(row["y"]) for row in series["input"]]
        for bound in BOUNDS:
            for row in series[f"flex_{bound}"]:
                yield _gap(farrington(counts, int(row["t"]) - 1, Settings(bound=bound)).bound, row["upperbound"])


def _gap(ours: float, theirs: str) -> float:
    """The difference; both not a number is none."""
    if theirs == "NA":
        return 0.0 if isnan(ours) else float("inf")
    return abs(ours - float(theirs)) if not isnan(ours) else float("inf")


def _read(path: Path) -> Iterator[Series]:
    found: dict[str, Series] = defaultdict(lambda: defaultdict(list))
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["series"]][row["method"]].append(row)
    yield from found.values()
