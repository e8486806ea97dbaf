"""``clearway rt``: R_t of each series with its posterior, as R EpiEstim reckons it; nothing is stored."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.cli.output import add_json, print_json, progress, say, say_rejects
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.core.intake import Reject
    from clearway.evaluate.renewal.reproduction import Prior, Reproduction
    from clearway.evaluate.renewal.serial_interval import SerialInterval
    from clearway.sources.incidence import Series

#: Series estimated at once; equally long ones share one set of windows.
_BATCH = 500


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway rt``."""
    parser.add_argument("--cases", type=Path, required=True, metavar="F", help="series, t (1, 2, … no gaps), cases")
    parser.add_argument("--si-mean", type=float, required=True, metavar="M", help="serial interval: mean, days (> 1)")
    parser.add_argument("--si-sd", type=float, required=True, metavar="S", help="serial interval: standard deviation")
    parser.add_argument("--window", type=int, default=7, metavar="N", help="days a window covers (7)")
    parser.add_argument("--prior-mean", type=float, default=5.0, metavar="M", help="prior of R: mean (5)")
    parser.add_argument("--prior-sd", type=float, default=5.0, metavar="S", help="prior of R: standard deviation (5)")
    parser.add_argument("--out", type=Path, required=True, metavar="O.csv", help="one row a series and window")
    parser.add_argument("--rejects", type=Path, metavar="R.csv", help="bad rows: row, column, found, expected")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Estimate and write; 2 where series were refused (the others are still written)."""
    from clearway.cli.tables import write_table
    from clearway.evaluate.renewal.reproduction import Prior, window_of
    from clearway.evaluate.renewal.serial_interval import SerialInterval
    from clearway.sources.incidence import read_incidence

    interval = SerialInterval(args.si_mean, args.si_sd)
    prior, window = Prior(mean=args.prior_mean, sd=args.prior_sd), window_of(args.window)
    intake = read_incidence(args.cases)
    windows = _columns(intake.rows, interval, window, prior)
    write_table(args.out, windows)
    if args.rejects:
        write_table(args.rejects, rejects_table(intake.rejects))
    for note in intake.notes:
        say(note)
    return _tell(args, intake.rows, intake.rejects, len(windows["series"]))


def _columns(series: Series, interval: SerialInterval, window: int, prior: Prior) -> dict[str, Any]:
    """The columns of the output, series in the order of the file."""
    import numpy as np

    from clearway.evaluate.renewal.reproduction import QUANTILES, estimate

    parts: dict[str, tuple[Reproduction, dict[str, Any], int]] = {}
    with progress(Bilingual("实时再生数", "R_t"), len(series)) as step:
        for names in _alike(series):
            found = estimate(np.stack([series[name] for name in names]), interval, window=window, prior=prior)
            figures = _figures(found)
            parts.update({name: (found, figures, row) for row, name in enumerate(names)})
            step(len(names))
    columns: dict[str, list[Any]] = {name: [] for name in ("series", "t_start", "t_end", "mean", "sd", *QUANTILES)}
    for name in series:
        found, figures, row = parts[name]
        columns["series"] += [name] * len(found.t_start)
        columns["t_start"] += found.t_start.tolist()
        columns["t_end"] += found.t_end.tolist()
        for column, values in figures.items():
            columns[column] += [None if value != value else float(f"{value:.15g}") for value in values[row].tolist()]
    return columns


def _alike(series: Series) -> Iterator[list[str]]:
    """Equally long series, in batches."""
    by_length: dict[int, list[str]] = {}
    for name, cases in series.items():
        by_length.setdefault(len(cases), []).append(name)
    for names in by_length.values():
        yield from (names[start : start + _BATCH] for start in range(0, len(names), _BATCH))


def _figures(found: Reproduction) -> dict[str, Any]:
    from clearway.evaluate.renewal.reproduction import QUANTILES

    return {"mean": found.mean, "sd": found.sd} | {name: found.quantile(q) for name, q in QUANTILES.items()}


def rejects_table(rejects: tuple[Reject, ...]) -> dict[str, list[Any]]:
    """Rejected rows as columns: row, column, found, expected, code."""
    return {
        "row": [reject.row for reject in rejects],
        "column": [reject.column for reject in rejects],
        "found": [reject.found for reject in rejects],
        "expected": [f"{reject.expected.en} | {reject.expected.zh}" for reject in rejects],
        "code": [reject.code for reject in rejects],
    }


def _tell(args: argparse.Namespace, series: Series, rejects: tuple[Reject, ...], windows: int) -> int:
    say(
        Bilingual(
            f"序列 {len(series)} 个，时间窗 {windows} 个，写入 {args.out}；拒收 {len(rejects)} 行",
            f"{len(series)} series, {windows} windows written to {args.out}; rejected rows {len(rejects)}",
        )
    )
    say_rejects(rejects)
    if rejects:
        say(Bilingual("有拒收行的序列整体不计", "a series with a rejected row is left out"))
    if args.json:
        print_json({"series": len(series), "windows": windows, "rejected": len(rejects), "out": str(args.out)})
    return 2 if rejects else 0
