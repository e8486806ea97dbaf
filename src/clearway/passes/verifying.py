"""The verifier: text, trust, status lists, gate and moment in; one verdict out. Reads no clock and no file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from clearway.passes import base45, limits
from clearway.passes.claims import Pass
from clearway.passes.cose import open_sign1, signer
from clearway.passes.keys import Use
from clearway.passes.status_list import StatusList
from clearway.passes.trust import Trust
from clearway.passes.verdicts import Answer, Code, Rejected, Verdict
from clearway.passes.wire import decode_claims

Lists = Mapping[tuple[str, int], StatusList]


class Used(Protocol):
    """The passes with limited uses this gate let through."""

    def take(self, cti: bytes, *, uses: int, until: int) -> bool:
        """Count one use; False when all ``uses`` were made. Forgotten after ``until`` (seconds)."""


def verify(
    text: str,
    *,
    trust: Trust,
    lists: Lists,
    gate: int,
    now: int,
    used: Used,
    gate_iss: str | None = None,
    skew: int = limits.SKEW,
) -> Verdict:
    """The verdict on ``text`` at gate number ``gate`` (of issuer ``gate_iss`` where numbers meet) at ``now`` (seconds).

    ``lists`` are status lists already verified, by issuer and list number. ``skew`` is at most ``MAX_SKEW``.
    A gate whose approval has ended, or that has none, is open whatever the pass.

    Raises:
        ValueError: ``skew`` outside 0 to 300 s.
    """
    if not 0 <= skew <= limits.MAX_SKEW:
        raise ValueError("clocks may be 0 to 300 seconds off")
    if not trust.asks(gate, now, gate_iss):
        return Verdict(Answer.GATE_NOT_AUTHORISED, Code.GATE_NOT_AUTHORISED)
    claims: Pass | None = None
    try:
        claims = read_pass(text, trust)
        _check_times(claims, now, skew)
        if gate not in claims.gates or not trust.asks(gate, now, claims.iss) or gate_iss not in (None, claims.iss):
            raise Rejected(Code.WRONG_GATE)
        fresh = _standing(claims, lists, now)
        if claims.uses is not None and not used.take(claims.cti, uses=claims.uses, until=claims.exp + skew):
            raise Rejected(Code.ALREADY_USED)
    except Rejected as rejected:
        return Verdict(Answer.REJECT, rejected.code, claims)
    if fresh:
        return Verdict(Answer.ACCEPT, Code.OK, claims)
    return Verdict(Answer.ACCEPT_WARN, Code.STATUS_STALE, claims)


def read_pass(text: str, trust: Trust) -> Pass:
    """What a text says, once a key of its issuer that may sign passes has signed it; times and gates are not looked at.

    Raises:
        Rejected: with the first thing that does not hold.
    """
    token = token_of(text)
    opened = open_sign1(token)
    key = signer(opened, trust.keys_for(opened.kid, Use.PASS))
    claims = decode_claims(opened.payload)
    if claims.iss != key.iss:
        raise Rejected(Code.WRONG_ISSUER)
    if not key.signs_at(claims.nbf):
        raise Rejected(Code.KEY_EXPIRED)
    return claims


def token_of(text: str) -> bytes:
    """The token of a QR text: its length first, then the prefix, then base45. Only CR and LF at the ends are dropped.

    Raises:
        Rejected: oversize, bad_prefix or malformed.
    """
    if not isinstance(text, str):
        raise Rejected(Code.MALFORMED)
    if len(text) > limits.MAX_TEXT:
        raise Rejected(Code.OVERSIZE)
    bare = text.strip("\r\n")
    if not bare.startswith(limits.PREFIX):
        raise Rejected(Code.BAD_PREFIX)
    token = base45.decode(bare[len(limits.PREFIX) :])
    if len(token) > limits.MAX_TOKEN:
        raise Rejected(Code.OVERSIZE)
    return token


def _check_times(claims: Pass, now: int, skew: int) -> None:
    if now < claims.nbf - skew:
        raise Rejected(Code.NOT_YET_VALID)
    if now >= claims.exp + skew:
        raise Rejected(Code.EXPIRED)


def _standing(claims: Pass, lists: Lists, now: int) -> bool:
    """Whether the pass is known to stand; False where no fresh list says so.

    Raises:
        Rejected: revoked, also by a list that is stale; bad_claims where the list has no such entry.
    """
    held = lists.get((claims.iss, claims.status.list))
    if held is None:
        return False
    revoked = held.revoked(claims.status.index)
    if revoked is None:
        raise Rejected(Code.BAD_CLAIMS)
    if revoked:
        raise Rejected(Code.REVOKED)
    return held.fresh(now)
