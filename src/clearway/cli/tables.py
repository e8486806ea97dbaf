"""Tables a command writes: the format follows the extension (.csv, .parquet, .xlsx, .jsonl), CSV when there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clearway.core.refusals import BadUsage

if TYPE_CHECKING:
    import pyarrow as pa


def write_table(path: Path, columns: Mapping[str, Sequence[Any] | pa.Array]) -> None:
    """Write ``columns`` (equally long lists or Arrow arrays) to ``path``, overwriting it; None is an empty cell.

    Raises:
        BadUsage: an extension nobody knows, or a folder that cannot be written.
    """
    import pyarrow as pa

    writers = {"": _csv, ".csv": _csv, ".parquet": _parquet, ".xlsx": _xlsx, ".jsonl": _jsonl}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        known = ", ".join(name for name in writers if name)
        raise BadUsage(zh=f"不能写成 {path.suffix}，可用 {known}", en=f"cannot write {path.suffix}; known: {known}")
    try:
        writer(path, pa.table({name: pa.array(values) for name, values in columns.items()}))
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise BadUsage(zh=f"不能写入 {path}：{why}", en=f"cannot write {path}: {why}") from None


def _csv(path: Path, table: pa.Table) -> None:
    import pyarrow.csv

    pyarrow.csv.write_csv(table, path, pyarrow.csv.WriteOptions(quoting_style="needed"))


def _parquet(path: Path, table: pa.Table) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, path)


def _xlsx(path: Path, table: pa.Table) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(table.column_names)
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        sheet.append(row)
    book.save(path)


def _jsonl(path: Path, table: pa.Table) -> None:
    import json

    with path.open("w", encoding="utf-8") as file:
        for row in table.to_pylist():
            file.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
