"""Compiled kernels: numba when a kernel is first imported, its cache where one can be written, none otherwise."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import numba

_HERE = Path(__file__).parent
Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """``function`` compiled on first call; the compiled form is kept on disk if any cache folder is writable.

    Kernels are put into those that call them: handing on a tuple of twenty arrays takes longer than a small repair.
    """
    try:
        return cast(Kernel, numba.njit(cache=True, forceinline=True)(function))
    except RuntimeError:  # numba: "no locator available", a read-only installation without a home
        return cast(Kernel, numba.njit(forceinline=True)(function))


def forget_older(folder: Path = _HERE) -> None:
    """Throw away what numba kept of kernels in ``folder`` if any of its files changed since.

    numba looks at a kernel's own file alone, and kernels are put into those of other files.
    """
    files = sorted((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in folder.glob("*.py"))
    now, stamp = f"{zlib.crc32(repr(files).encode()):08x}", folder / "__pycache__" / "kernels.stamp"
    try:
        if stamp.exists() and stamp.read_text(encoding="ascii") == now:
            return
        for index in stamp.parent.glob("*.nbi"):
            index.unlink(missing_ok=True)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(now, encoding="ascii")
    except (OSError, UnicodeError):  # a read-only installation does not change either
        return


forget_older()
