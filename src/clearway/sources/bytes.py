"""The bytes of a file: read whole, unpacked if gzipped, decoded as UTF-8, UTF-16 (with mark) or GB18030."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import io
import zlib
from pathlib import Path

from clearway.core.refusals import BadFile
from clearway.core.words import Bilingual
from clearway.sources.wrong import BINARY, EMPTY, ENCODING, TABLE, bad_file, broken

LARGEST = 4 * 1024**3
DAMAGED = "\ufffd"
#: With more than this part of its characters beyond ASCII damaged, a text is in no encoding of ours.
MOST_DAMAGED = 0.1
_GZIP = b"\x1f\x8b"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_bytes(path: Path) -> tuple[bytes, str]:
    """The content of ``path`` (unpacked) and the SHA-256 of the file as it lies there.

    Raises:
        BadFile: it does not exist, cannot be read, is empty, too large or a damaged gzip.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise _unopened(path, fault) from None
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(_GZIP):
        content = _unpack(path, content)
    if not content:
        raise bad_file(path, EMPTY)
    return content, digest


def digest_of(path: Path, expected: Bilingual = TABLE) -> str:
    """The SHA-256 of a file of any size; ``expected`` says what it should have been.

    Raises:
        BadFile: it does not exist or cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise _unopened(path, fault, expected) from None


def _unopened(path: Path, fault: OSError, expected: Bilingual = TABLE) -> BadFile:
    if isinstance(fault, FileNotFoundError):
        return bad_file(path, Bilingual("没有这个文件", "no such file"), expected)
    reason = fault.strerror or type(fault).__name__
    return bad_file(path, Bilingual(f"无法打开（{reason}）", f"it cannot be opened ({reason})"), expected)


def _unpack(path: Path, content: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        raise bad_file(path, broken("gzip")) from None
    if len(unpacked) > LARGEST:
        raise bad_file(path, Bilingual("解压后超过 4 GiB", "more than 4 GiB when unpacked"))
    return unpacked


def decode(path: Path, content: bytes) -> str:
    """The text of ``content``; line ends as they are.

    A few damaged bytes in a text that is otherwise plain become ``U+FFFD`` and cost their cells, not the file.

    Raises:
        BadFile: binary content, or an encoding that is none of ours.
    """
    if b"\0" in content and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise bad_file(path, BINARY)
    encodings = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return _text(path, content.decode(encoding))
        except UnicodeDecodeError:
            mostly = content.decode(encoding, errors="replace")
            if _damage(mostly) <= MOST_DAMAGED:  # one line of another encoding must not turn all others to nonsense
                return _text(path, mostly)
    best = min((content.decode(encoding, errors="replace") for encoding in encodings), key=_damage)
    if _damage(best) > MOST_DAMAGED:
        raise bad_file(path, ENCODING)
    return _text(path, best)


def _text(path: Path, text: str) -> str:
    if "\0" in text:
        raise bad_file(path, BINARY)
    return text


def _damage(text: str) -> float:
    """Which part of the characters beyond ASCII could not be read."""
    beyond = sum(1 for character in text if character > "\x7f")
    return text.count(DAMAGED) / beyond if beyond else 0.0
