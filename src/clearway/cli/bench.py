"""``clearway bench``: each engine's figures beside the best peer on the same work, equality checked first."""

from __future__ import annotations

import argparse
import importlib
import os
from dataclasses import asdict
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

from clearway.cli.output import add_json, in_language, print_json, say
from clearway.core.figures import Figure
from clearway.core.words import Bilingual

#: bench → the modules that measure, in the order of ``bench all``.
BENCHES = {
    "roads": ("clearway.roads.bench",),
    "warn": ("clearway.warn.bench", "clearway.loop.county_bench"),
    "text": ("clearway.monitor.bench",),
    "intake": ("clearway.sources.bench", "clearway.loop.intake_bench"),
    "hotline": ("clearway.loop.hotline_bench",),
    "engine": ("clearway.readings.bench",),
    "passes": ("clearway.passes.bench",),
    "grade": ("clearway.loop.grade_bench",),
}

#: Columns of the table where no terminal says how wide it is.
PLAIN_WIDTH = 170
_HEADINGS = (
    Bilingual("项目", "figure"), Bilingual("本系统", "ours"), Bilingual("单位", "unit"), Bilingual("对比", "peer"),
    Bilingual("目标", "target"), Bilingual("达到", "met"), Bilingual("结果相等", "equal"), Bilingual("说明", "note"),
)  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway bench``."""
    parser.add_argument("engine", choices=[*BENCHES, "all"], help="which engine")
    parser.add_argument("--quick", action="store_true", help="smaller inputs: a minute instead of several")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Measure and print; exit code 1 when an engine and its peer disagree."""
    names = list(BENCHES) if args.engine == "all" else [args.engine]
    figures: dict[str, list[Figure]] = {}
    for name in names:
        say(Bilingual(f"正在测量 {name} …", f"measuring {name} …"))
        figures[name] = [
            figure for module in BENCHES[name] for figure in _measured(importlib.import_module(module), args.quick)
        ]
        if not args.json:
            _print_table(name, figures[name])
    if args.json:
        print_json({name: [asdict(figure) for figure in rows] for name, rows in figures.items()})
    return int(any(figure.equal is False for rows in figures.values() for figure in rows))


def _measured(module: ModuleType, quick: bool) -> list[Figure]:
    """The module's figures; where it measures on shared data too, it is handed their folder."""
    told: dict[str, Any] = {"quick": quick}
    if "shared" in signature(module.bench).parameters:
        told["shared"] = Path(os.environ.get("CLEARWAY_SHARED_DATA") or "../shared/data")
    return list(module.bench(**told))


def _print_table(name: str, rows: list[Figure]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=name, title_justify="left")
    for heading in _HEADINGS:
        table.add_column(in_language(heading), justify="right" if heading.en == "ours" else "left", overflow="fold")
    for row in rows:
        peer = f"{row.peer} {row.peer_value:,.4g}" if row.peer_value is not None else row.peer
        table.add_row(
            row.name,
            f"{row.value:,.4g}",
            row.unit,
            peer,
            row.target,
            _yes(row.met),
            _yes(row.equal),
            row.note,
        )
    console = Console()
    if not console.is_terminal:
        console = Console(width=PLAIN_WIDTH)
    console.print(table)


def _yes(answer: bool | None) -> str:
    return "" if answer is None else in_language(Bilingual("是", "yes") if answer else Bilingual("否！", "NO"))
