"""``clearway world OUT``: a simulated county, its feeds and its truth."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to write feeds/ and truth/ to")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same county (default 1)")
    parser.add_argument("--weeks", type=int, default=8, help="weeks of history, at least 4 (default 8)")
    parser.add_argument("--until", type=_moment, help="end of the history, ISO 8601 with offset (default: now)")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Write the county; print its figures."""
    from clearway.world import STEPS, generate

    with progress(Bilingual("建县", "county"), STEPS) as advance:
        summary = generate(
            args.out, seed=args.seed, until=args.until or datetime.now(UTC), weeks=args.weeks, progress=advance
        )
    if args.json:
        print_json(summary.as_json())
    else:
        for name, value in summary.as_json().items():
            print(f"{name}: {value}")
    name, feeds, truth = summary.county_name, summary.feeds, summary.truth
    say(
        Bilingual(
            f"{name}：{feeds}（闭环可读），{truth}（仅供对照）",
            f"{name}: {feeds} (loop may read), {truth} (for judging only)",
        )
    )
    return 0


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadUsage(
            zh=f"--until 应为带时区的时间（如 2026-11-23T16:00:00+08:00），现为 {text}",
            en=f"--until should be a time with offset (like 2026-11-23T16:00:00+08:00), found {text}",
        )
    return moment
