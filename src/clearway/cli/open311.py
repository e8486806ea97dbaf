"""``clearway open311 forward|follow``: reports that are a neighbour's matter, sent to its Open311 endpoint."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import Any

from clearway.cli.apikey import console
from clearway.cli.output import add_json, print_json, say
from clearway.core.words import Bilingual


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    forward = acts.add_parser("forward", help="send a report on; sent before, nothing happens")
    forward.add_argument("number", help="of the report")
    forward.add_argument("--service", default="", help="service code there (default: the report's own)")
    follow = acts.add_parser("follow", help="ask how everything forwarded there stands")
    for act in (forward, follow):
        act.add_argument("--endpoint", required=True, help="base address, such as https://host/open311/v2")
        act.add_argument("--key-stdin", action="store_true", help="read the api_key from the first line of stdin")
        act.add_argument("--jurisdiction", default="", help="jurisdiction_id, where the endpoint asks for one")
        add_json(act)


def run(args: argparse.Namespace) -> int:
    """Send on, or ask."""
    from clearway.record.opening import open_record

    open_record()
    from clearway.loop.forward_report import follow_forwards, forward_report
    from clearway.sources.open311_client import Neighbour

    key = sys.stdin.readline().strip() if args.key_stdin else ""
    neighbour = Neighbour(endpoint=args.endpoint.rstrip("/"), key=key, jurisdiction=args.jurisdiction)
    if args.act == "forward":
        remote = forward_report(args.number, neighbour, _desk(), args.service)
        told: dict[str, Any] = {"report": args.number, "remote": remote}
    else:
        told = {"changed": follow_forwards(neighbour, _desk())}
    if args.json:
        print_json(told)
    else:
        say(_told(told))
    return 0


def _told(told: dict[str, Any]) -> Bilingual:
    if "report" in told:
        return Bilingual(
            f"线索 {told['report']} 已转出，对方编号 {told['remote']}",
            f"report {told['report']} is {told['remote']} there",
        )
    return Bilingual(f"有变化 {told['changed']}", f"changed {told['changed']}")


def _desk() -> Any:
    from django.conf import settings

    from clearway.law.load import load_rulebook
    from clearway.loop.desk import Desk

    return Desk(by=console(), at=datetime.now(UTC), rulebook=load_rulebook(), zone=settings.ENVIRONMENT.time_zone)
