"""A pass becomes a token, and the text of its QR code."""

from __future__ import annotations

from clearway.passes.claims import Pass
from clearway.passes.keys import SigningKey


def issue(claims: Pass, key: SigningKey) -> bytes:
    """The COSE_Sign1 token of ``claims``.

    Raises:
        CannotIssue: the key is not for passes, is another issuer's, or does not sign at ``claims.nbf``.
    """
    raise NotImplementedError


def text_of(token: bytes) -> str:
    """``CW1:`` and the token in base45."""
    raise NotImplementedError


def masked_name(name: str) -> str:
    """王秀兰 → 王*兰, 王兰 → 王*, Anna Maier → A*r; at most 24 bytes, already masked names unchanged."""
    raise NotImplementedError
