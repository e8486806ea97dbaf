"""Compiled kernels: numba when a kernel is first imported, its cache where one can be written, none otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """``function`` compiled on first call; the compiled form is kept on disk if any cache folder is writable.

    Kernels are put into those that call them: handing on a tuple of twenty arrays takes longer than a small repair.
    """
    try:
        return cast(Kernel, numba.njit(cache=True, forceinline=True)(function))
    except RuntimeError:  # numba: "no locator available", a read-only installation without a home
        return cast(Kernel, numba.njit(forceinline=True)(function))
