"""``clearway store check|compact|export``: the counts on disk."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clearway.cli.output import add_json, print_json, progress, say, say_in_both
from clearway.core.words import Bilingual

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
    with progress(Bilingual("检查", "check"), None):
        faults = store.check()
    for fault in faults:
        say_in_both(fault)
    if args.json:
        print_json({"store": str(store.folder), "whole": not faults, "faults": [f.as_json() for f in faults]})
    elif not faults:
        say(Bilingual("计数库完好", "the store is whole"))
    return 1 if faults else 0


def _compact(store: Store, args: argparse.Namespace) -> int:
    with progress(Bilingual("压缩", "compact"), None):
        gone = store.compact()
    if args.json:
        print_json({"store": str(store.folder), "files_gone": gone})
    else:
        say(Bilingual(f"减少文件 {gone} 个", f"files gone: {gone}"))
    return 0


def _export(store: Store, args: argparse.Namespace) -> int:
    from clearway.readings.exporting import export

    with progress(Bilingual("导出", "export"), None):
        rows = export(store, args.out)
    if args.json:
        print_json({"out": str(args.out), "rows": rows})
    else:
        say(Bilingual(f"{args.out}：{rows} 行", f"{args.out}: {rows} rows"))
    return 0
