"""Which passes with limited uses went through here: a keyed hash of the cti, kept until the pass ends.

The key is made on this machine and never leaves it, so that two gates' files cannot be joined. A file that cannot be
read counts as empty only when it is absent: a gate that forgot would let a used pass through unseen.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from clearway.core.refusals import BadFile

_HASH_BYTES = 16
_KEY_BYTES = 32


@dataclass(slots=True)
class UsedInMemory:
    """Uses of one sitting, for tests and case files."""

    counts: dict[bytes, int] = field(default_factory=dict)

    def take(self, cti: bytes, *, uses: int, until: int) -> bool:
        """Count one use; False when all were made."""
        made = self.counts.get(cti, 0)
        if made >= uses:
            return False
        self.counts[cti] = made + 1
        return True


@dataclass(frozen=True, slots=True)
class UsedOnDisk:
    """Uses remembered in ``folder``; ``now`` (seconds) decides what has ended and is dropped."""

    folder: Path
    now: int

    def take(self, cti: bytes, *, uses: int, until: int) -> bool:
        """Count one use under a lock and write it before saying yes; False when all were made.

        Raises:
            BadFile: what is kept is damaged.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _locked(self.folder / "used.lock"):
            name = hmac.new(self._key(), cti, hashlib.sha256).digest()[:_HASH_BYTES].hex()
            kept = {who: (made, end) for who, made, end in self._lines() if end > self.now}
            made = kept.get(name, (0, until))[0]
            if made < uses:
                kept[name] = (made + 1, until)
                self._write(kept)
            return made < uses

    def _key(self) -> bytes:
        path = self.folder / "used.key"
        if not path.exists():
            _write_whole(path, secrets.token_bytes(_KEY_BYTES))
        return path.read_bytes()

    def _lines(self) -> Iterator[tuple[str, int, int]]:
        path = self.folder / "used"
        try:
            for line in path.read_text(encoding="ascii").splitlines() if path.exists() else ():
                name, made, end = line.split()
                yield name, int(made), int(end)
        except ValueError:
            raise BadFile(
                file=str(path), found="a damaged line", found_zh="损坏的行",
                expected="hash, uses, end on each line", expected_zh="每行为哈希、次数、到期时间",
            ) from None  # fmt: skip

    def _write(self, kept: dict[str, tuple[int, int]]) -> None:
        text = "".join(f"{name} {made} {end}\n" for name, (made, end) in sorted(kept.items()))
        _write_whole(self.folder / "used", text.encode("ascii"))


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _write_whole(path: Path, data: bytes) -> None:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
