"""``clearway demo``: build or reopen the demo county, run the loop, print what it found, serve the site."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from clearway.cli.language import command_language
from clearway.cli.moments import moment
from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.environment import Environment
    from clearway.loop.demo.county import DemoCounty


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway demo``."""
    parser.add_argument("--port", type=int, default=8000, help="port on loopback (default 8000)")
    parser.add_argument("--seed", type=int, default=7, help="which county (default 7)")
    parser.add_argument("--until", metavar="T", help="the county's present hour (default: now), when building")
    parser.add_argument("--once", action="store_true", help="print what was found and exit, without serving")
    parser.add_argument("--fresh", action="store_true", help="throw away the demo in CLEARWAY_HOME and build it anew")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Build or reopen, run the loop, print, serve."""
    begun = time.monotonic()
    from clearway.environment import read_environment
    from clearway.loop.demo.county import check_home, clear_home
    from clearway.record.opening import open_record

    environment = read_environment()
    if args.fresh:
        clear_home(environment.home)
    county = check_home(environment.home, args.seed)
    open_record(migrate=county is not None)
    if county is None:
        county = _build(environment, args)
    else:
        until = county.until.isoformat()
        say(Bilingual(f"{county.name}：重新打开，截至 {until}", f"{county.name}: reopened as of {until}"))
    _print(environment, county, args)
    took, peak = time.monotonic() - begun, _peak_megabytes()
    say(Bilingual(f"用时 {took:.0f} 秒，内存 {peak:,.0f} MB", f"{took:.0f} s, {peak:,.0f} MB"))
    if args.once:
        return 0
    from clearway.cli.serve import serve

    return serve("127.0.0.1", args.port)


def _build(environment: Environment, args: argparse.Namespace) -> DemoCounty:
    from clearway.loop.demo.building import STEPS, build

    until = moment("--until", args.until).replace(minute=0, second=0, microsecond=0)
    with progress(Bilingual("建县", "county"), STEPS) as advance:
        return build(environment, seed=args.seed, until=until, progress=advance)


def _print(environment: Environment, county: DemoCounty, args: argparse.Namespace) -> None:
    from clearway.loop.demo.accounts import accounts
    from clearway.loop.demo.printed import document, lines

    people = accounts(environment.home)
    if args.json:
        print_json(document(environment, county, people))
        return
    for line in lines(environment, county, people, command_language()):
        print(line)


def _peak_megabytes() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
