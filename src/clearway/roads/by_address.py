"""A leg's arrays as one table of addresses, so that calling a kernel costs less than its work on a small change.

Handing an array to a compiled kernel takes about 50 ns and its passing between kernels more; a leg has twenty of
them. The table holds address and length of each; kernels read views off it. Whoever makes a table keeps its arrays.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.numpy_support import carray
from numpy.typing import NDArray

from clearway.roads.compiling import compiled
from clearway.roads.forest import Forest, Int32, Int64
from clearway.roads.scratch import Scratch

_ARRAYS = len(Forest._fields) + len(Scratch._fields)
#: Changes with the fields: a kernel compiled and kept for other fields must not read this table.
_LAYOUT = zlib.crc32(",".join((*Forest._fields, *Scratch._fields)).encode())


def table_of(forest: Forest, scratch: Scratch) -> Int64:
    """Address and length of each array (C-contiguous, one dimension), in order, and the layout."""
    arrays: tuple[NDArray[Any], ...] = (*forest, *scratch)
    told = [number for array in arrays for number in (array.ctypes.data, len(array))]
    return np.array([*told, _LAYOUT], np.int64)


def _as_pointer(typing_context: Any, address: Any) -> Any:
    """The whole number ``address`` as a pointer."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.inttoptr(args[0], cgutils.voidptr_t)

    return types.voidptr(address), generate


_pointer: Any = intrinsic(_as_pointer)


@compiled
def table_at(address: int) -> Int64:
    """The table that lies at ``address``.

    Raises:
        RuntimeError: it has another layout than the one this was compiled for (kept by another version).
    """
    table: Int64 = carray(_pointer(address), (2 * _ARRAYS + 1,), np.int64)
    if table[2 * _ARRAYS] != _LAYOUT:
        raise RuntimeError("a kernel kept by another version: remove the __pycache__ of clearway/roads")
    return table


@compiled
def int32_at(table: Int64, position: int) -> Int32:
    """The array of 32-bit numbers at a position of the table."""
    array: Int32 = carray(_pointer(table[2 * position]), (table[2 * position + 1],), np.int32)
    return array


@compiled
def int64_at(table: Int64, position: int) -> Int64:
    """The array of 64-bit numbers at a position of the table."""
    array: Int64 = carray(_pointer(table[2 * position]), (table[2 * position + 1],), np.int64)
    return array


@compiled
def forest_at(table: Int64) -> Forest:
    """The forest whose arrays come first in the table, in the order of ``Forest``."""
    return Forest(
        int32_at(table, 0),
        int32_at(table, 1),
        int64_at(table, 2),
        int32_at(table, 3),
        int32_at(table, 4),
        int32_at(table, 5),
        int32_at(table, 6),
        int32_at(table, 7),
        int32_at(table, 8),
        int32_at(table, 9),
        int32_at(table, 10),
        int32_at(table, 11),
        int32_at(table, 12),
    )


@compiled
def scratch_at(table: Int64) -> Scratch:
    """The scratch whose arrays follow the forest's in the table, in the order of ``Scratch``."""
    return Scratch(
        int32_at(table, 13),
        int32_at(table, 14),
        int32_at(table, 15),
        int32_at(table, 16),
        int32_at(table, 17),
        int32_at(table, 18),
        int32_at(table, 19),
        int32_at(table, 20),
        int64_at(table, 21),
        int64_at(table, 22),
        int64_at(table, 23),
        int64_at(table, 24),
        int64_at(table, 25),
    )
