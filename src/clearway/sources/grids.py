"""From the bytes of a CSV, XLSX or Parquet file to one Arrow table with the headers as they were found."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from clearway.core.words import Bilingual
from clearway.sources.bytes import decode, read_bytes
from clearway.sources.grid import Grid, whole
from clearway.sources.separated import separated
from clearway.sources.workbook import workbook
from clearway.sources.wrong import BINARY, OLD_EXCEL, TABLE, bad_file, broken

_XLSX, _PARQUET, _OLE, _PDF = b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0", b"%PDF"


def read_grid(path: Path) -> Grid:
    """The table in ``path``; its format is told by its first bytes, not by its name.

    Raises:
        BadFile: no table in it, or a damaged one.
    """
    content, digest = read_bytes(path)
    if content.startswith(_PARQUET):
        return whole(path, digest, _parquet(path, content))
    if content.startswith(_XLSX):
        return whole(path, digest, workbook(path, content))
    if path.suffix.lower() == ".parquet":
        raise bad_file(path, BINARY if b"\0" in content[:4096] else broken("Parquet"), TABLE)
    if content.startswith(_OLE):
        raise bad_file(path, OLD_EXCEL)
    if content.startswith(_PDF):
        raise bad_file(path, Bilingual("PDF 文件", "a PDF file"))
    return separated(path, digest, decode(path, content))


def _parquet(path: Path, content: bytes) -> pa.Table:
    try:
        return pyarrow.parquet.read_table(pa.BufferReader(content))
    except (pa.ArrowException, OSError, ValueError):
        raise bad_file(path, broken("Parquet")) from None
