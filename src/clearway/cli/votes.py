"""``clearway votes count FILE``: the result of a vote, made again by anybody from its published file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.cli.output import add_json, print_json, say
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.core.residents import VoteResult


_NOT_THERE = Bilingual("文件中没有", "not in the file")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    count = acts.add_parser("count", help="count a vote again from its published ballots.csv")
    count.add_argument("file", type=Path, metavar="FILE", help="ballots.csv as published")
    count.add_argument("--receipt", metavar="CODE", help="also say what the file holds for this receipt")
    add_json(count)


def run(args: argparse.Namespace) -> int:
    """Count; the printed result is the one the site shows."""
    from clearway.law.load import load_rulebook
    from clearway.publish.ballots import digest_of, read_poll
    from clearway.respond.residents.counting import count

    poll = read_poll(args.file)
    result = count(poll, load_rulebook())
    found = next((ballot.option for ballot in poll.ballots if ballot.receipt == args.receipt), None)
    plain = as_json(result) | {"digest": digest_of(args.file.read_bytes())}
    if args.receipt:
        plain["receipt"] = {"code": args.receipt, "in_file": found is not None, "option": found}
    if args.json:
        print_json(plain)
    else:
        _print(plain)
    return 0


def as_json(result: VoteResult) -> dict[str, Any]:
    """The result as plain values: what the command prints and the site shows."""
    return {
        "vote": result.number,
        "outcome": result.outcome.value,
        "adopted": result.adopted,
        "took_part": result.took_part,
        "doors": result.doors,
        "counts": dict(result.counts),
        "conditions": [
            {
                "name": one.name, "force": force, "low": one.low, "high": one.high, "line": one.line, "met": one.met,
                "rule": one.rule,
            }
            for force, conditions in (("law", result.tests), ("policy", result.policy))
            for one in conditions
        ],
    }  # fmt: skip


def _print(plain: dict[str, Any]) -> None:
    print(f"{plain['vote']}: {plain['outcome']}" + (f" {plain['adopted']}" if plain["adopted"] else ""))
    print(f"took part {plain['took_part']} of {plain['doors']}")
    for key, heads in plain["counts"].items():
        print(f"{key} {heads}")
    for one in plain["conditions"]:
        share = f"{one['low']:.4f}" if one["low"] == one["high"] else f"{one['low']:.4f}..{one['high']:.4f}"
        met = {True: "met", False: "not met", None: "not shown"}[one["met"]]
        print(f"{one['force']} {one['name']} {share} line {one['line']:.4f} {met} ({one['rule']})")
    print(f"sha256 {plain['digest']}")
    if "receipt" in plain:
        held = plain["receipt"]
        held_as = Bilingual(str(held["option"]), str(held["option"])) if held["in_file"] else _NOT_THERE
        say(Bilingual(f"回执 {held['code']}：{held_as.zh}", f"receipt {held['code']}: {held_as.en}"))
