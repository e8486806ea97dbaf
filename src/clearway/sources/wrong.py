"""The sentences for a file that is not what it is said to be, in both languages."""

from __future__ import annotations

from pathlib import Path

from clearway.core.refusals import BadFile
from clearway.core.words import Bilingual

TABLE = Bilingual("CSV、XLSX 或 Parquet 表格", "a table as CSV, XLSX or Parquet")
EMPTY = Bilingual("空文件（0 字节）", "an empty file (0 bytes)")
BINARY = Bilingual("不是文本的二进制内容", "binary content that is not text")
OLD_EXCEL = Bilingual("旧版 Excel（.xls），请另存为 .xlsx", "an old Excel file (.xls): save it as .xlsx")
ENCODING = Bilingual("既非 UTF-8 也非 GB18030 的字节", "bytes that are neither UTF-8 nor GB18030")


def bad_file(path: Path, found: Bilingual, expected: Bilingual = TABLE) -> BadFile:
    """The refusal that names ``path``, what was found in it and what was expected."""
    return BadFile(file=str(path), found=found.en, found_zh=found.zh, expected=expected.en, expected_zh=expected.zh)


def broken(kind: str) -> Bilingual:
    """A file that begins as ``kind`` but is damaged or cut off."""
    return Bilingual(f"损坏或不完整的 {kind} 文件", f"a damaged or truncated {kind} file")
