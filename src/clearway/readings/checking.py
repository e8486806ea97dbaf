"""Is the store whole? Every live file is there, readable, of our shape and day, with the rows the log promises."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.readings import delta
from clearway.readings.shape import SECONDS_A_DAY, STORED, day_of


def faults(folder: Path) -> tuple[Bilingual, ...]:
    """What is wrong with the table in ``folder``; nothing stored is nothing wrong."""
    try:
        table = delta.open_table(folder)
        files = [] if table is None else delta.live_files(table)
    except Refusal as refusal:
        return (refusal.text,)
    return tuple(fault for file in files if (fault := _fault(folder, file)) is not None)


def _fault(folder: Path, file: dict[str, Any]) -> Bilingual | None:
    path = Path(file["path"])
    name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
    try:
        rows = pq.ParquetFile(path).read()
    except FileNotFoundError:
        return Bilingual(f"文件 {name} 缺失", f"file {name} is missing")
    except (pa.ArrowException, OSError):
        return Bilingual(f"文件 {name} 损坏", f"file {name} is damaged")
    if set(rows.column_names) != set(STORED.names) - {"day"}:
        return Bilingual(f"文件 {name} 的列不符", f"file {name} has other columns")
    if rows.num_rows != file["rows"]:
        return Bilingual(
            f"文件 {name}：日志记 {file['rows']} 行，实有 {rows.num_rows} 行",
            f"file {name}: the log says {file['rows']} rows, found {rows.num_rows}",
        )
    return _wrong_day(name, rows, file["day"])


def _wrong_day(name: str, rows: pa.Table, day: int) -> Bilingual | None:
    if not rows.num_rows:
        return None
    ends = pc.min_max(rows["at"]).as_py()
    if {day_of(ends["min"]), day_of(ends["max"])} == {day} and ends["max"] - ends["min"] < SECONDS_A_DAY:
        return None
    return Bilingual(f"文件 {name} 含别日的读数", f"file {name} holds readings of another day")
