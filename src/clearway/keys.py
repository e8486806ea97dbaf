"""Secrets of one installation: made once, kept in HOME/keys, readable by the owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_key(home: Path, name: str) -> str:
    """The secret called ``name`` (64 hex digits), made at its first use; file mode 0600.

    Two processes that start at once agree: the file is linked into place whole, and the first one stays.
    """
    path = home / "keys" / name
    if not path.exists():
        _make(path)
    return path.read_text(encoding="ascii").strip()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
