"""``clearway ledger verify|head``: is the ledger whole, and where does it end."""

from __future__ import annotations

import argparse

from clearway.cli.output import add_json, print_json, progress, say, say_in_both
from clearway.core.words import Bilingual

_FAILED = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    verify = acts.add_parser("verify", help="name the first altered, missing or inserted line (exit 1 if there is one)")
    head = acts.add_parser("head", help="number and digest of the last line")
    for sub in (verify, head):
        add_json(sub)


def run(args: argparse.Namespace) -> int:
    """Do it; 1 when the ledger is not whole."""
    from clearway.record.opening import open_record

    open_record()
    return _verify(args.json) if args.act == "verify" else _head(args.json)


def _verify(as_json: bool) -> int:
    from clearway.record.verifying import verify

    with progress(Bilingual("核验账本", "ledger"), None):
        verdict = verify()
    if as_json:
        print_json(verdict.as_json())
    if not verdict.guarded:
        say(
            Bilingual(
                "clearway: 账本防改触发器缺失", "clearway: the triggers that keep the ledger append-only are missing"
            )
        )
    if verdict.finding is None:
        count = verdict.head.count
        say(Bilingual(f"账本完整，共 {count} 行", f"the ledger is whole: {count} lines"))
        return 0
    say_in_both(verdict.finding.text)
    return _FAILED


def _head(as_json: bool) -> int:
    from clearway.record.ledger import head

    now = head()
    if as_json:
        print_json({"lines": now.count, "digest": now.digest})
    else:
        print(f"{now.count} {now.digest}")
    return 0
