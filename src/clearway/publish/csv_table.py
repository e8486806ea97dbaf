"""``measures.csv`` (RFC 4180, UTF-8): a row a measure; ``?bom=1`` is the form for spreadsheets."""

from __future__ import annotations

import csv
import io

from clearway.publish.published import Edition
from clearway.publish.rows import COLUMNS, Value, row

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_table(edition: Edition, *, for_spreadsheet: bool = False) -> bytes:
    """The table, by number. For a spreadsheet it begins with a byte order mark, and a text that would be taken for a
    formula begins with an apostrophe; otherwise every text is as it was stated."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in COLUMNS])
    for item in edition.items:
        facts = row(item, edition)
        writer.writerow([_cell(facts[column.name], for_spreadsheet) for column in COLUMNS])
    return ((_BOM if for_spreadsheet else "") + out.getvalue()).encode()


def _cell(value: Value, for_spreadsheet: bool) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if for_spreadsheet and isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
