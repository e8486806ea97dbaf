"""``clearway pass issue --batch``: supply vehicles or an exam day, from a table."""

from __future__ import annotations

import argparse

from clearway.cli.output import print_json, progress, say
from clearway.cli.pass_entries import Entries
from clearway.cli.pass_files import write_bytes
from clearway.cli.pass_issue import drawn, issued
from clearway.cli.tables import write_table
from clearway.core.intake import Reject
from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.passes.claims import short_code
from clearway.passes.keys import SigningKey
from clearway.sources.pass_rows import PassRow, read_pass_rows
from clearway.sources.rejects import write_rejects

_ROWS_LOST = 2
_COLUMNS = ("row", "file", "cti", "list", "index", "short_code", "exp")


def issue_table(args: argparse.Namespace, key: SigningKey, entries: Entries) -> int:
    """Every row of a table becomes a file; ``issued.csv`` names them, ``rejects.csv`` says what is wrong (then 2)."""
    rows, rejects = read_pass_rows(args.batch)
    columns: dict[str, list[object]] = {
        name: [] for name in ("row", "file", "cti", "list", "index", "short_code", "exp")
    }
    digits = len(str(max((row.row for row in rows), default=1)))
    with progress(Bilingual("签发", "pass issue"), len(rows)) as step:
        for row in rows:
            step(1)
            try:
                claims, token = issued(row, key, entries.draw(), paper=args.format == "pdf")
                name = f"{row.row:0{digits}d}.{args.format}"
                write_bytes(args.out / name, drawn(claims, token, args.format, args.duty_phone))
            except Refusal as refusal:
                rejects.append(_unissued(row, refusal))
                continue
            status = claims.status
            entries.give(status)
            line = (row.row, name, claims.cti.hex(), status.list, status.index, short_code(claims.cti), claims.exp)
            for column, value in zip(columns.values(), line, strict=True):
                column.append(value)
    args.out.mkdir(parents=True, exist_ok=True)
    write_table(args.out / "issued.csv", columns)
    write_rejects(
        args.out / "rejects.csv", [(args.batch.name, one) for one in sorted(rejects, key=lambda one: one.row)]
    )
    count = len(columns["row"])
    print_json({"read": count + len(rejects), "issued": count, "rejected": len(rejects), "out": str(args.out)})
    if rejects:
        count = len(rejects)
        say(Bilingual(f"{count} 行未签发，见 rejects.csv", f"{count} rows not issued, see rejects.csv"))
    return _ROWS_LOST if rejects else 0


def _unissued(row: PassRow, refusal: Refusal) -> Reject:
    expected = Bilingual(refusal.say("zh"), refusal.say("en"))
    return Reject(row=row.row, column="*", found="", expected=expected, code=refusal.code)
