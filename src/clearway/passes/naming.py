"""Names as they stand on a pass: masked, and short."""

from __future__ import annotations

from clearway.passes.limits import MAX_NAME_BYTES

_STAR = "*"
_FEW = 2


def masked_name(name: str) -> str:
    """王秀兰 → 王*兰, 王兰 → 王*, Anna Maier → A*r; a name that already carries a star stays; at most 24 bytes.

    Raises:
        ValueError: an empty name, or a masked one of more than 24 bytes.
    """
    bare = " ".join(name.split())
    if not bare:
        raise ValueError("an empty name")
    if _STAR not in bare:
        bare = bare[0] + _STAR + (bare[-1] if len(bare) > _FEW else "")
    if len(bare.encode()) > MAX_NAME_BYTES:
        raise ValueError("a name of more than 24 bytes")
    return bare
