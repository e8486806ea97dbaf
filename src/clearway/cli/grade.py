"""``clearway grade``: twelve readings a place in, a grade with its reasons and the least restrictive measure out."""

from __future__ import annotations

import argparse
import gc
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.cli.law import day
from clearway.cli.output import add_json, print_json, progress, say, say_rejects
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.sources.indicators import IndicatorTable
    from clearway.sources.intake import Intake
    from clearway.warn.grading.arrays import GradedAll
    from clearway.warn.grading.settings import GradingRules


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway grade``."""
    parser.add_argument(
        "--indicators", type=Path, required=True, metavar="F", help="place_code, indicator, value, low, high, as_of …"
    )
    parser.add_argument(
        "--on", type=day, metavar="D", help="grade by the rules of that day, at its end (default: today's rules)"
    )
    parser.add_argument("--panel", type=Path, metavar="P.yaml", help="a county panel's weights and breakpoints")
    parser.add_argument("--out", type=Path, required=True, metavar="O.csv", help="one row a place")
    parser.add_argument("--rejects", type=Path, metavar="R.csv", help="bad rows: row, column, found, expected")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Grade and write; 2 where rows were rejected (the places are still graded from the others)."""
    gc.disable()  # what is made here lives until the end: looking through it again and again costs a sixth of the time
    try:
        return _graded(args)
    finally:
        gc.enable()


def _graded(args: argparse.Namespace) -> int:
    from clearway.cli.rt import rejects_table
    from clearway.cli.tables import write_table
    from clearway.environment import read_environment
    from clearway.law.load import load_rulebook
    from clearway.sources.indicators import read_indicators
    from clearway.warn.grading.arrays import grade_all
    from clearway.warn.grading.explaining import explain_all
    from clearway.warn.grading.settings import right_to_appeal

    zone, rulebook = read_environment().time_zone, load_rulebook()
    on = args.on or datetime.now(UTC).astimezone(zone).date()
    end = datetime.combine(on + timedelta(days=1), time(), tzinfo=zone) if args.on else None
    rules = _rules(args, on)
    with progress(Bilingual("评级", "grade"), 3) as step:
        intake = read_indicators(args.indicators, zone=zone, at=end)
        step(1)
        found = grade_all(intake.rows.readings, rules)
        lines = explain_all(intake.rows.readings, found, rules, right_to_appeal(rulebook, on))
        step(1)
        write_table(args.out, _columns(intake.rows, found, lines))
        if args.rejects:
            write_table(args.rejects, rejects_table(intake.rejects))
        step(1)
    return _tell(args, intake, found, rules, on)


def _rules(args: argparse.Namespace, on: date) -> GradingRules:
    from clearway.law.load import load_rulebook
    from clearway.sources.panels import read_panel
    from clearway.warn.grading.settings import rules_on

    if args.panel is None:
        return rules_on(load_rulebook(), on)
    panel = read_panel(args.panel)
    return rules_on(load_rulebook(), on, [panel], panel.county)


def _columns(table: IndicatorTable, found: GradedAll, lines: list[tuple[Bilingual, ...]]) -> dict[str, Any]:
    import numpy as np

    from clearway.warn.grading.arrays import GRADES, MEASURES

    def words(names: tuple[Any, ...], codes: Any) -> list[str]:
        return [names[code].value for code in codes.tolist()]

    return {
        "place_code": list(table.places),
        "grade_low": words(GRADES, found.low),
        "grade_high": words(GRADES, found.high),
        "probability": found.probability.value,
        "impact": found.impact.value,
        "measure": words(MEASURES, found.measure),
        "reasons": [
            "；".join(f"{n} {line.zh}" for n, line in enumerate(five, 1))
            + " | "
            + "; ".join(f"{n} {line.en}" for n, line in enumerate(five, 1))
            for five in lines
        ],
        "probability_low": found.probability.low,
        "probability_high": found.probability.high,
        "impact_low": found.impact.low,
        "impact_high": found.impact.high,
        "gradable": found.gradable,
        "missing": [" ".join(str(at + 1) for at in np.flatnonzero(row)) for row in found.missing],
    }


def _tell(
    args: argparse.Namespace, intake: Intake[IndicatorTable], found: GradedAll, rules: GradingRules, on: date
) -> int:
    from clearway.warn.grading.arrays import GRADES

    counts = {grade.value: int((found.low == code).sum()) for code, grade in enumerate(GRADES)}
    for note in intake.notes:
        say(note)
    say(Bilingual(f"{on} 的规则：{rules.pack.name.zh}", f"rules of {on}: {rules.pack.name.en}"))
    if (intake.rows.as_of > intake.rows.at.timestamp()).any():
        say(Bilingual("晚于该日的读数按事后回看使用", "readings later than that day are used in hindsight"))
    places, not_gradable = len(intake.rows.places), int((~found.gradable).sum())
    lower = ", ".join(f"{grade} {count}" for grade, count in counts.items())
    say(
        Bilingual(
            f"地点 {places} 个，不能评级 {not_gradable} 个，下限：{lower}",
            f"places {places}, cannot be graded {not_gradable}, lower end: {lower}",
        )
    )
    say_rejects(intake.rejects)
    if args.json:
        print_json(
            {
                "on": on, "pack": rules.pack.id, "places": len(intake.rows.places), "lower_end": counts,
                "cannot_grade": int((~found.gradable).sum()), "read": intake.read, "rejected": len(intake.rejects),
                "out": str(args.out),
            }
        )  # fmt: skip
    return 2 if intake.rejects else 0
