"""The Delta table underneath: opened, refused where we could not read it rightly, its live files listed.

Files are read as plain Parquet by the list in the table's log, so no engine needs an extension. That is only right
while no row is deleted by a deletion vector, so tables with them are refused.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError
from deltalake.transaction import CommitProperties, Transaction

from clearway.core.words import Bilingual
from clearway.readings.refusals import bad_store
from clearway.readings.shape import STORED

_PLAIN_NAME = Bilingual("名称不含“%”的文件夹", "a folder without % in its name")
_OURS = Bilingual("本程序写入的 Delta 表", "a Delta table that this program wrote")


def open_table(folder: Path) -> DeltaTable | None:
    """The table in ``folder``; None when there is none yet.

    Raises:
        BadStore: damaged, of another shape, or with deletion vectors.
    """
    if not (folder / "_delta_log").exists():
        return None
    try:
        table = DeltaTable(_address(folder))
        names = [field.name for field in table.schema().fields]
        features = table.protocol().reader_features or []
        vectors = table.metadata().configuration.get("delta.enableDeletionVectors", "false")
    except (DeltaError, OSError, ValueError):
        raise bad_store(folder, Bilingual("损坏的日志", "a damaged log"), _OURS) from None
    if "deletionVectors" in features or str(vectors).lower() == "true":
        raise bad_store(
            folder,
            Bilingual("带删除向量的表", "a table with deletion vectors"),
            Bilingual("不带删除向量的表", "a table without deletion vectors"),
        )
    if set(names) != set(STORED.names):
        found = ", ".join(names)
        raise bad_store(folder, Bilingual(f"列 {found}", f"columns {found}"), _OURS)
    return table


def _address(folder: Path) -> str:
    """The table as a URI; the library takes ``%20`` in a name for a blank however it is written: ``%`` is refused."""
    if "%" in str(folder.absolute()):
        raise bad_store(folder, Bilingual("名称含“%”的文件夹", "a folder with % in its name"), _PLAIN_NAME)
    return folder.absolute().as_uri()


def next_version(table: DeltaTable | None) -> int:
    """The version the next commit will have: the ``seq`` of its rows."""
    return 0 if table is None else int(table.version()) + 1


def commit(folder: Path, rows: pa.Table, batch_id: str) -> None:
    """Add ``rows`` (``shape.STORED``, perhaps none) and remember ``batch_id``, as one atomic commit."""
    write_deltalake(
        _address(folder),
        rows,
        mode="append",
        partition_by=["day"],
        commit_properties=CommitProperties(app_transactions=[Transaction(batch_id, 1)]),
    )


def committed(table: DeltaTable, batch_id: str) -> bool:
    """Whether a batch of that id was committed before."""
    return table.transaction_version(batch_id) is not None


def live_files(table: DeltaTable) -> list[dict[str, Any]]:
    """The live files, by day: ``path`` (absolute), ``day``, ``rows``, and first and last ``at`` as the log tells."""
    root = Path(unquote(str(table.table_uri).removeprefix("file://")))
    actions = pa.table(table.get_add_actions(flatten=True)).to_pylist()
    files = [
        {
            "path": str(root / unquote(str(action["path"]))),
            "day": int(action["partition.day"]),
            "rows": action["num_records"],
            "first": action.get("min.at"),
            "last": action.get("max.at"),
        }
        for action in actions
    ]
    return sorted(files, key=lambda file: (file["day"], file["path"]))
