"""``clearway watch``: run the loop on what is loaded, once or again and again."""

from __future__ import annotations

import argparse
import json
import signal
import threading
from typing import TYPE_CHECKING

from clearway.cli.language import command_language
from clearway.cli.moments import moment
from clearway.cli.output import add_json, progress, say
from clearway.core.refusals import BadUsage
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.environment import Environment
    from clearway.loop.watch import WatchReport

STAGES = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway watch``."""
    parser.add_argument("--once", action="store_true", help="one turn, then stop")
    parser.add_argument("--at", metavar="T", help="up to this moment (ISO 8601 with offset; default: now)")
    parser.add_argument("--every", type=int, default=300, metavar="SECONDS", help="pause between turns (default 300)")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Turn until told to stop (SIGINT, SIGTERM), or once."""
    if args.every < 1:
        raise BadUsage(zh="--every 应为正整数（秒）", en="--every should be a whole number of seconds, 1 or more")
    if args.at and not args.once:
        raise BadUsage(zh="--at 须与 --once 一起使用", en="--at goes with --once")
    from clearway.environment import read_environment
    from clearway.record.opening import open_record

    environment = read_environment()
    at = moment("--at", args.at)
    open_record()
    if args.once:
        _turn(environment, args, at)
        return 0
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    while not stop.is_set():
        _turn(environment, args, moment("--at", None))
        stop.wait(args.every)
    return 0


def _turn(environment: Environment, args: argparse.Namespace, at: object) -> None:
    from datetime import datetime

    from clearway.loop.watch import watch

    assert isinstance(at, datetime)
    with progress(Bilingual("闭环", "watch"), STAGES) as advance:
        report = watch(environment, at=at, stage=lambda name: advance(1))
    if args.json:
        print(json.dumps(_plain(report), ensure_ascii=False), flush=True)
    else:
        _tell(report, environment)


def _plain(report: WatchReport) -> dict[str, object]:
    from clearway.law.load import load_rulebook
    from clearway.loop.telling import tell_json
    from clearway.record import reading

    rulebook = load_rulebook()
    return {
        "at": report.at.isoformat(),
        "links": report.links,
        "readings": report.readings,
        "reports": report.reports,
        "incidents": len(report.incidents),
        "raised": [tell_json(facts, rulebook) for number in report.raised if (facts := reading.warning(number))],
        "updated": list(report.updated),
        "checks_opened": list(report.checks),
        "refused": [refusal.as_json() for refusal in report.refusals],
        "lagging": report.lagging.as_json(),
        "silent_feeds": list(report.silent_feeds),
    }


def _tell(report: WatchReport, environment: Environment) -> None:
    from clearway.law.load import load_rulebook
    from clearway.loop.telling import tell
    from clearway.record import reading

    rulebook, zone, language = load_rulebook(), environment.time_zone, command_language()
    for number in report.raised:
        facts = reading.warning(number)
        if facts is not None:
            print(tell(facts, rulebook, zone, language) + "\n")
    for line in report.summary(language):
        print(line)
    for refusal in report.refusals:
        say(refusal.text)
