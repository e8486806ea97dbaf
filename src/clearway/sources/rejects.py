"""The rejects file: bad rows with what was found and what was expected, for the person who keeps the source."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path

from clearway.core.intake import Reject
from clearway.core.words import Bilingual
from clearway.sources.wrong import bad_file

COLUMNS = ("row", "column", "found", "expected", "expected_zh", "code", "file")
#: A cell that begins like this would be run as a formula by a spreadsheet.
_FORMULA = ("=", "@", "+", "\t", "\r")


def write_rejects(out: Path, rejects: Iterable[tuple[str, Reject]]) -> None:
    """Write (file name, reject) pairs as CSV in UTF-8; ``out`` is there whole or as it was before.

    Raises:
        BadFile: the place cannot be written to.
    """
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(_cells(name, reject) for name, reject in rejects)
        draft.replace(out)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        found = Bilingual(f"无法写入（{reason}）", f"it cannot be written ({reason})")
        raise bad_file(out, found, Bilingual("可写的文件", "a file that can be written")) from None


def _cells(name: str, reject: Reject) -> tuple[str | int, ...]:
    found = f"'{reject.found}" if reject.found.startswith(_FORMULA) else reject.found
    return reject.row, reject.column, found, reject.expected.en, reject.expected.zh, reject.code, name
