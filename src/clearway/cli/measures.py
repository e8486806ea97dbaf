"""``clearway measures review``: each official listing judged under the rule pack in force on each day."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.cli.output import add_json, print_json, progress, say, say_rejects
from clearway.core.words import Bilingual

if TYPE_CHECKING:
    from clearway.sources.intake import Intake
    from clearway.sources.listings import ListingTable
    from clearway.warn.listing_arrays import Judged
    from clearway.warn.listings import Pack

#: A registered measure may end in the future; a day further ahead than this is a slip of the pen.
_AHEAD = timedelta(days=366)


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway measures``."""
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    review = acts.add_parser("review", help="judge each listing under the rules of its days")
    review.add_argument("file", type=Path, help="listings: CSV, XLSX or Parquet")
    review.add_argument("--out", type=Path, required=True, help="one row a listing: .csv, .parquet, .xlsx or .jsonl")
    review.add_argument("--rejects", type=Path, help="bad rows: row, column, found, expected")
    review.add_argument("--at", type=date.fromisoformat, metavar="DAY", help="last day seen of listings without an end")
    add_json(review)


def run(args: argparse.Namespace) -> int:
    """Read, judge, write; 2 where rows were rejected (the others are still written)."""
    from clearway.cli.tables import write_table
    from clearway.environment import read_environment
    from clearway.law.load import load_rulebook
    from clearway.sources.listings import read_listings
    from clearway.warn.listing_arrays import judge_all
    from clearway.warn.listings import ceiling_of, packs_of

    zone = read_environment().time_zone
    today = datetime.now(UTC).astimezone(zone).date()
    rulebook = load_rulebook()
    packs, ceiling = packs_of(rulebook), ceiling_of(rulebook, today)
    bounds = {"not_before": packs[0].since, "not_after": today + _AHEAD}
    with progress(Bilingual("审查名单", "listings"), 3) as step:
        intake = read_listings(args.file, zone=zone, seen_until=args.at, **bounds)
        step(1)
        judged = judge_all(intake.rows.listings, packs, ceiling)
        columns = _columns(intake.rows, judged, packs, ceiling)
        step(1)
        write_table(args.out, columns)
        if args.rejects:
            write_table(args.rejects, _rejects(intake))
        step(1)
    _print(args, intake, _totals(intake.rows, judged, packs))
    return 2 if intake.rejects else 0


def _columns(table: ListingTable, judged: Judged, packs: Sequence[Pack], ceiling: int | None) -> Mapping[str, Any]:
    import numpy as np
    import pyarrow as pa

    from clearway.warn.listing_arrays import NEVER, explain_all

    words, which = explain_all(table.listings, judged, packs, ceiling, table.left, table.right)
    never = judged.release_due == NEVER
    due = np.where(never, 0, judged.release_due).astype(np.int32)
    return {
        "id": pa.array(table.ids),
        "pack": pa.array([pack.id for pack in packs]).take(pa.array(judged.pack, mask=judged.pack < 0)),
        "release_due": pa.array(due, mask=never).cast(pa.date32()),
        "days": pa.array(judged.days),
        "past_release": pa.array(judged.past_release),
        "past_ceiling": pa.array(judged.past_ceiling),
        "reasons": pa.array([f"{reason.zh} | {reason.en}" for reason in words], pa.large_string()).take(
            pa.array(which)
        ),
    }


def _rejects(intake: Intake[ListingTable]) -> Mapping[str, Sequence[Any]]:
    return {
        "row": [reject.row for reject in intake.rejects],
        "column": [reject.column for reject in intake.rejects],
        "found": [reject.found for reject in intake.rejects],
        "expected": [f"{reject.expected.en} | {reject.expected.zh}" for reject in intake.rejects],
        "code": [reject.code for reject in intake.rejects],
    }


def _totals(table: ListingTable, judged: Judged, packs: Sequence[Pack]) -> list[dict[str, Any]]:
    """Listings, past release and past the ceiling, by level and the pack that sets the due day."""
    from clearway.warn.listing_arrays import LEVELS

    totals = []
    for level in reversed(range(len(LEVELS))):
        for index in range(len(packs) - 1, -2, -1):
            here = (table.listings.level == level) & (judged.pack == index)
            if here.any():
                totals.append(
                    {
                        "level": LEVELS[level].value,
                        "pack": packs[index].id if index >= 0 else None,
                        "listings": int(here.sum()),
                        "past_release": int((judged.past_release & here).sum()),
                        "past_ceiling": int((judged.past_ceiling & here).sum()),
                    }
                )
    return totals


def _print(args: argparse.Namespace, intake: Intake[ListingTable], totals: list[dict[str, Any]]) -> None:
    for note in intake.notes:
        say(note)
    say(
        Bilingual(
            "等级    规则包        名单数      超过解除时限      超过上限",
            f"{'level':8}{'pack':10}{'listings':>10}{'past release':>18}{'past ceiling':>14}",
        )
    )
    for row in totals:
        counts = f"{row['listings']:>10,}{row['past_release']:>18,}{row['past_ceiling']:>14,}"
        line = f"{row['level']:8}{row['pack'] or '-':10}{counts}"
        say(line)
    kept, rejected = len(intake.rows.ids), len(intake.rejects)
    same = intake.unchanged
    say(
        Bilingual(
            f"读入 {intake.read}，已审查 {kept}，未变 {same}，拒收 {rejected}",
            f"read {intake.read}, judged {kept}, unchanged {same}, rejected {rejected}",
        )
    )
    say(Bilingual("“超过解除时限”均以其间没有新增感染为前提", "past release reads: unless new infections are shown"))
    say_rejects(intake.rejects, hint=not args.rejects)
    if args.json:
        totals_of = {"read": intake.read, "judged": kept, "unchanged": intake.unchanged, "rejected": rejected}
        print_json({**totals_of, "out": str(args.out), "totals": totals})
