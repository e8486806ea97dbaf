"""A pass becomes a token, and the text of its QR code."""

from __future__ import annotations

from clearway.passes import base45
from clearway.passes.claims import Pass
from clearway.passes.cose import sign1
from clearway.passes.keys import SigningKey, Use
from clearway.passes.limits import PREFIX
from clearway.passes.naming import masked_name
from clearway.passes.refusals import CannotIssue
from clearway.passes.wire import encode_claims

__all__ = ["issue", "masked_name", "text_of"]


def issue(claims: Pass, key: SigningKey) -> bytes:
    """The COSE_Sign1 token of ``claims``.

    Raises:
        CannotIssue: the key is not for passes, is another issuer's, or does not sign at ``claims.nbf``.
    """
    known = key.known
    if known.use is not Use.PASS:
        raise CannotIssue(zh=f"密钥用途是 {known.use}，不是 pass", en=f"the key is for {known.use}, not for passes")
    if known.iss != claims.iss:
        raise CannotIssue(zh=f"密钥属于 {known.iss}", en=f"the key is of {known.iss}")
    if not known.signs_at(claims.nbf):
        raise CannotIssue(zh="通行证起始时间不在密钥签发期内", en="the pass begins outside the key's signing window")
    return sign1(encode_claims(claims), key)


def text_of(token: bytes) -> str:
    """``CW1:`` and the token in base45."""
    return PREFIX + base45.encode(token)
