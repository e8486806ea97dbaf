"""``clearway store check|compact|export``: the counts on disk."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clearway.cli.output import add_json, print_json, progress, say

if TYPE_CHECKING:
    from clearway.readings.store import Store


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway store``."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    add_json(acts.add_parser("check", help="is every file there, whole, with the rows the log promises? (1: no)"))
    add_json(acts.add_parser("compact", help="one file a day, superseded rows left out"))
    export = acts.add_parser("export", help="all counts as one file that load flow takes back")
    export.add_argument("--out", type=Path, required=True, help=".csv or .parquet")
    add_json(export)


def run(args: argparse.Namespace) -> int:
    """Do it; 1 where a check found a fault."""
    from clearway.environment import read_environment
    from clearway.readings.store import Store

    store = Store(read_environment().store)
    return {"check": _check, "compact": _compact, "export": _export}[args.act](store, args)


def _check(store: Store, args: argparse.Namespace) -> int:
    faults = store.check()
    for fault in faults:
        say(f"{fault.en} / {fault.zh}")
    if args.json:
        print_json({"store": str(store.folder), "whole": not faults, "faults": [f.as_json() for f in faults]})
    elif not faults:
        print("the store is whole / 计数库完好")
    return 1 if faults else 0


def _compact(store: Store, args: argparse.Namespace) -> int:
    with progress("compact", None):
        gone = store.compact()
    if args.json:
        print_json({"store": str(store.folder), "files_gone": gone})
    else:
        print(f"files gone: {gone} / 减少文件 {gone} 个")
    return 0


def _export(store: Store, args: argparse.Namespace) -> int:
    from clearway.readings.exporting import export

    with progress("export", None):
        rows = export(store, args.out)
    if args.json:
        print_json({"out": str(args.out), "rows": rows})
    else:
        print(f"{args.out}: {rows} rows / {rows} 行")
    return 0
