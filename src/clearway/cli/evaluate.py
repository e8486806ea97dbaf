"""``clearway evaluate``: each closure's cost, what it bought, whether that can be known, and keep, adjust or exit."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.cli.law import day
from clearway.cli.output import add_json, print_json, progress, say, say_rejects
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.core.intake import Reject
    from clearway.evaluate.correlating import Correlation
    from clearway.evaluate.costs import Extra
    from clearway.evaluate.effect.identifying import Effect
    from clearway.loop.judge_measures import Judged
    from clearway.sources.epidemics import Epidemic

_IDENTIFIED = Bilingual("可识别", "identified")
_NOT_IDENTIFIED = Bilingual("效果无法识别", "effect not identified")


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway evaluate``."""
    parser.add_argument(
        "--measures", type=Path, metavar="F", help="measures or official listings (neither: the county's own record)"
    )
    parser.add_argument(
        "--cases", type=Path, metavar="F", help="place_code, on, infections (or a bulletin by district)"
    )
    parser.add_argument("--costs", type=Path, metavar="F", help="id and what was counted: people, school_days …")
    parser.add_argument("--on", type=day, metavar="D", help="the day judged on (default: the last day of the cases)")
    parser.add_argument("--si-mean", type=float, default=4.7, metavar="M", help="serial interval: mean, days (4.7)")
    parser.add_argument("--si-sd", type=float, default=2.9, metavar="S", help="serial interval: spread (2.9)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where measures.csv and the others go (evaluation/)")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Judge and write; 2 where rows were rejected (the others are still judged)."""
    from clearway.core.refusals import BadUsage

    if args.measures is None and args.cases is None and args.costs is None:
        return _own_record(args)
    if args.measures is None or args.cases is None:
        raise BadUsage(
            zh="--measures 和 --cases 须一起给出；都不给则评估本县在效的措施",
            en="--measures and --cases go together; without both the county's measures in force are judged",
        )
    return _files(args)


def _own_record(args: argparse.Namespace) -> int:
    """Measures in force of this home, with accounts gathered from its records."""
    from clearway.cli.evaluate_record import judged_record

    judged, effects = judged_record(args.on)
    out = _folder(args.out or Path("evaluation"))
    _write(out, judged, effects)
    return _tell(args, out, judged, effects, [], ())


def _write(out: Path, judged: list[Judged], effects: dict[str, Effect]) -> None:
    from clearway.cli.evaluate_tables import account_columns, effect_columns, measure_columns
    from clearway.cli.tables import write_table

    write_table(out / "measures.csv", measure_columns(judged))
    write_table(out / "account.csv", account_columns(judged))
    write_table(out / "effects.csv", effect_columns(effects))


def _files(args: argparse.Namespace) -> int:
    """What two files tell."""
    from clearway.cli.evaluate_tables import correlation_columns
    from clearway.cli.rt import rejects_table
    from clearway.cli.tables import write_table
    from clearway.environment import read_environment
    from clearway.evaluate.renewal.serial_interval import SerialInterval
    from clearway.law.load import load_rulebook
    from clearway.loop.judge_measures import judge_measures
    from clearway.sources.epidemics import read_epidemic
    from clearway.sources.measures import read_measures

    interval = SerialInterval(args.si_mean, args.si_sd)
    zone = read_environment().time_zone
    with progress(Bilingual("评估", "evaluate"), 4) as step:
        measures, cases = read_measures(args.measures, zone=zone), read_epidemic(args.cases)
        step(1)
        extras, costs_rejects = _extras(args.costs)
        on = args.on or _last_day(cases.rows, zone)
        judged, effects = judge_measures(
            measures.rows, cases.rows, load_rulebook(), zone=zone, on=on, interval=interval, extras=extras
        )
        step(1)
        correlations = _correlations(cases.rows)
        step(1)
        out = _folder(args.out or Path("evaluation"))
        _write(out, judged, effects)
        write_table(out / "correlations.csv", correlation_columns(correlations))
        rejects = (*measures.rejects, *cases.rejects, *costs_rejects)
        if rejects:
            write_table(out / "rejects.csv", rejects_table(rejects))
        step(1)
    for note in (*measures.notes, *cases.notes):
        say(note)
    return _tell(args, out, judged, effects, correlations, rejects)


def _folder(path: Path) -> Path:
    from clearway.core.refusals import BadUsage

    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise BadUsage(zh=f"不能写入 {path}：{why}", en=f"cannot write {path}: {why}") from None
    return path


def _last_day(epidemic: Epidemic, zone: Any) -> date:
    days = epidemic.days
    return days[-1] if days else datetime.now(UTC).astimezone(zone).date()


def _extras(path: Path | None) -> tuple[dict[str, Extra], tuple[Reject, ...]]:
    from clearway.sources.closure_costs import read_closure_costs

    if path is None:
        return {}, ()
    intake = read_closure_costs(path)
    return dict(intake.rows), intake.rejects


def _correlations(epidemic: Epidemic) -> list[Correlation]:
    """Strictness against infections per head, by half-year; with fewer than eight places there is nothing to say."""
    import numpy as np

    from clearway.evaluate.correlating import correlate, half_years

    per_head = epidemic.infections / np.where(np.isnan(epidemic.people), 1.0, epidemic.people)[:, None]
    days, found = epidemic.days, []
    for start, end in half_years(days):
        one = correlate(epidemic.stringency[:, start:end], per_head[:, start:end], days[start:end], "stringency")
        if one is not None:
            found.append(one)
    return found


def _tell(
    args: argparse.Namespace,
    out: Path,
    judged: list[Judged],
    effects: dict[str, Effect],
    correlations: list[Correlation],
    rejects: tuple[Reject, ...],
) -> int:
    from collections import Counter

    from clearway.cli.evaluate_tables import correlation_columns

    verdicts = Counter(one.verdict.value for one in judged)
    counts = ", ".join(f"{verdict} {count}" for verdict, count in sorted(verdicts.items()))
    told = sum(one.identified for one in judged)
    say(
        Bilingual(
            f"评估措施 {len(judged)} 项：{counts}；效果可识别 {told} 项；→ {out}",
            f"{len(judged)} measures judged: {counts}; identified {told}; → {out}",
        )
    )
    for level, effect in effects.items():
        found = effect.estimate
        figure = f"{found.value:+.3f} [{found.low:+.3f}, {found.high:+.3f}]" if found else "-"
        state = _IDENTIFIED if effect.identified else _NOT_IDENTIFIED
        why = effect.reasons[0]
        say(
            Bilingual(
                f"{level}：log R 的变化 {figure}，{state.zh}：{why.zh}",
                f"{level}: change of log R {figure}, {state.en}: {why.en}",
            )
        )
    for one in correlations:
        figure = f"{one.value:.2f} [{one.low:.2f}, {one.high:.2f}], n = {one.n}"
        say(
            Bilingual(
                f"{one.what} 与人均感染数的秩相关，{one.first} 至 {one.last}：{figure}（{one.unit}，{one.places} 地）",
                f"rank correlation of {one.what} with infections per head, {one.first} to {one.last}: {figure} "
                f"{one.unit}s of {one.places} places",
            )
        )
    say_rejects(rejects)
    if args.json:
        print_json(
            {
                "measures": len(judged), "verdicts": dict(verdicts), "out": str(out), "rejected": len(rejects),
                "identified": sum(one.identified for one in judged),
                "effects": {
                    level: None if effect.estimate is None else {
                        "effect": effect.estimate.value, "low": effect.estimate.low, "high": effect.estimate.high,
                        "identified": effect.identified,
                    }
                    for level, effect in effects.items()
                },
                "correlations": [
                    {name: values[at] for name, values in correlation_columns(correlations).items()}
                    for at in range(len(correlations))
                ],
            }
        )  # fmt: skip
    return 2 if rejects else 0
