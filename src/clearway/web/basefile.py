"""The base map's file in this home: where it is, and which box it covers."""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_HEADER = 127
_BOX_AT = 102


def base_file() -> Path:
    """``HOME/tiles/base.pmtiles``."""
    home: Path = settings.ENVIRONMENT.home
    return home / "tiles" / "base.pmtiles"


def base_version() -> str:
    """Changes when the file does; empty while there is none."""
    try:
        stat = base_file().stat()
    except FileNotFoundError:
        return ""
    return f"{int(stat.st_mtime):x}-{stat.st_size:x}"


def base_box() -> tuple[float, float, float, float] | None:
    """West, south, east, north of the base map (PMTiles 3 header, bytes 102–117); None without one."""
    version = base_version()
    return _read_box(base_file(), version) if version else None


@lru_cache(maxsize=4)
def _read_box(file: Path, version: str) -> tuple[float, float, float, float] | None:
    with file.open("rb") as opened:
        header = opened.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(b"PMTiles"):
        return None
    west, south, east, north = struct.unpack_from("<4i", header, _BOX_AT)
    return west / 1e7, south / 1e7, east / 1e7, north / 1e7
