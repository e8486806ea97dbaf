"""``clearway load FEED FILE…``: read, check and store files; bad rows go to a rejects file, good rows in once."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from clearway.cli.output import add_json, print_json, progress, say, say_in_both
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.core.intake import LoadResult
    from clearway.core.refusals import Refusal

FEEDS = (
    "roads", "places", "facilities", "links", "flow", "complaints", "cases", "measures", "calendar", "stock", "budget",
    "posts", "indicators", "mobility", "stairs", "baseline",
)  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway load``."""
    parser.add_argument("feed", choices=FEEDS, metavar="FEED", help=", ".join(FEEDS))
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="CSV, XLSX, Parquet, GeoJSON; .osm.pbf")
    parser.add_argument("--rejects", type=Path, metavar="OUT.csv", help="bad rows (default: HOME/rejects/…)")
    parser.add_argument("--datum", choices=("wgs84", "gcj02"), default="wgs84", help="datum of the coordinates")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Load every file; 2 where a file was refused, held no row, or had rows rejected (good rows are in)."""
    from clearway.cli.main import report
    from clearway.record.opening import open_record

    open_record()
    results, refused = _load_all(args)
    for result in results:
        _tell(result, json=args.json)
    for refusal in refused:
        report(refusal)
    if args.json:
        print_json({"files": [_plain(result) for result in results], "refused": [r.as_json() for r in refused]})
    return 2 if refused or any(result.rejected or not result.read for result in results) else 0


def _load_all(args: argparse.Namespace) -> tuple[tuple[LoadResult, ...], list[Refusal]]:
    from datetime import UTC, datetime

    from clearway.core.intake import Feed
    from clearway.environment import read_environment
    from clearway.loop.jurisdiction import the_loop
    from clearway.loop.load import STEPS_A_FILE, load
    from clearway.record import reading
    from clearway.sources.datum import Datum

    refused: list[Refusal] = []
    with progress(Bilingual(f"载入 {args.feed}", f"load {args.feed}"), STEPS_A_FILE * len(args.files)) as step:
        results = load(
            Feed(args.feed),
            args.files,
            by=the_loop(read_environment().county, reading.places()),
            at=datetime.now(UTC),
            rejects=args.rejects,
            datum=Datum(args.datum),
            progress=step,
            refused=refused,
        )
    return results, refused


def _tell(result: LoadResult, *, json: bool) -> None:
    """The counts on stdout (unless a JSON document goes there), notes and the first rejects on stderr."""
    from clearway.core.refusals import BadCell

    counts = f"read {result.read}, kept {result.kept}, unchanged {result.unchanged}, rejected {result.rejected}"
    if not json:
        print(f"{result.file}: {counts}")
    for note in result.notes:
        say(note)
    for bad in result.examples:
        cell = BadCell(
            file=result.file,
            row=bad.row,
            column=bad.column,
            found=bad.found or "(empty)",
            expected=bad.expected.en,
            expected_zh=bad.expected.zh,
        )
        say_in_both(cell.text, bad.code)
    if result.rejects_file:
        say(Bilingual(f"未收的行：{result.rejects_file}", f"rejected rows: {result.rejects_file}"))


def _plain(result: LoadResult) -> dict[str, object]:
    return {
        "feed": result.feed.value,
        "file": result.file,
        "read": result.read,
        "kept": result.kept,
        "unchanged": result.unchanged,
        "rejected": result.rejected,
        "rejects_file": result.rejects_file,
        "examples": [
            {"row": bad.row, "column": bad.column, "found": bad.found, "code": bad.code} | bad.expected.as_json()
            for bad in result.examples
        ],
        "notes": [note.as_json() for note in result.notes],
    }
