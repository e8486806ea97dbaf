"""Any COSE_Sign1 (RFC 9052 §4.2): tagged or not, as CBOR, hex or EU certificate text; headers on either side."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import cbor2

from clearway.passes import base45, cbor
from clearway.passes.foreign.keys import ForeignKey
from clearway.passes.foreign.signatures import holds
from clearway.passes.limits import PREFIX
from clearway.passes.verdicts import Code, Rejected

_SIGN1, _CWT = 18, 61
_ALG, _CRIT, _CONTENT_TYPE, _KID = 1, 2, 3, 4
_UNDERSTOOD = (_ALG, _CONTENT_TYPE, _KID)
_ITEMS = 4
_DEPTH = 32
#: Text of one QR code, and what its zlib may become: no certificate comes near.
_MAX_TEXT, _MAX_INFLATED = 16_384, 262_144
_EU = b"HC1:"
#: Where an EU certificate keeps what it certifies: claim −260, and in it entry 1.
_HEALTH, _FIRST = -260, 1

Headers = Mapping[object, object]


@dataclass(frozen=True, slots=True)
class ForeignSign1:
    """An opened token of others. ``is_certificate``: it came as EU certificate text."""

    protected: bytes
    headers: Headers
    unprotected: Headers
    payload: bytes
    signature: bytes
    is_certificate: bool


def verify_foreign(content: bytes, key: ForeignKey, *, aad: bytes = b"") -> tuple[Code, bytes | None]:
    """``ok`` or the first thing that does not hold, and the payload once the form is read."""
    payload: bytes | None = None
    try:
        opened = open_foreign(content)
        payload = opened.payload
        _check(opened, key, aad)
    except Rejected as rejected:
        return rejected.code, payload
    return Code.OK, payload


def open_foreign(content: bytes) -> ForeignSign1:
    """The parts of a token: CBOR, hex of it, ``HC1:`` or ``CW1:`` text.

    Raises:
        Rejected: malformed, bad_prefix, oversize or duplicate_key.
    """
    token, is_certificate = _token(content)
    item = _decode(token)
    if is_certificate and isinstance(item, cbor2.CBORTag) and item.tag == _CWT:
        item = item.value
    if isinstance(item, cbor2.CBORTag) and item.tag == _SIGN1:
        item = item.value
    if not isinstance(item, list | tuple) or len(item) != _ITEMS:
        raise Rejected(Code.MALFORMED)
    protected, unprotected, payload, signature = item
    shaped = all(isinstance(part, bytes) for part in (protected, payload, signature))
    headers = _decode(protected) if protected else {}
    if not shaped or not isinstance(headers, Mapping) or not isinstance(unprotected, Mapping):
        raise Rejected(Code.MALFORMED)
    return ForeignSign1(protected, headers, unprotected, payload, signature, is_certificate)


def _check(opened: ForeignSign1, key: ForeignKey, aad: bytes) -> None:
    _check_crit(opened)
    if opened.is_certificate:
        _check_certificate(opened, key)
    alg = opened.headers.get(_ALG, opened.unprotected.get(_ALG))
    signed: cbor.Value = ["Signature1", _signed_headers(opened), aad, opened.payload]
    if not holds(alg, key.public, cbor.encode(signed), opened.signature):
        raise Rejected(Code.BAD_SIGNATURE)


def _signed_headers(opened: ForeignSign1) -> bytes:
    """An empty map counts as an empty string (RFC 9052 §3)."""
    return opened.protected if opened.headers else b""


def _check_crit(opened: ForeignSign1) -> None:
    """Labels that must be understood: protected, listed once in a list that is not empty, present, and known here."""
    if _CRIT in opened.unprotected:
        raise Rejected(Code.UNKNOWN_CRIT)
    if _CRIT not in opened.headers:
        return
    labels = opened.headers[_CRIT]
    known = isinstance(labels, list | tuple) and bool(labels)
    if not known or not all(label in _UNDERSTOOD and label in opened.headers for label in labels):  # type: ignore[attr-defined]
        raise Rejected(Code.UNKNOWN_CRIT)


def _check_certificate(opened: ForeignSign1, key: ForeignKey) -> None:
    """An EU certificate names its signer by kid (protected before unprotected) and holds its map of claims."""
    kid = opened.headers.get(_KID, opened.unprotected.get(_KID))
    if key.certificate_kid is not None and kid != key.certificate_kid:
        raise Rejected(Code.UNKNOWN_KEY)
    claims = _decode(opened.payload)
    held = claims.get(_HEALTH) if isinstance(claims, Mapping) else None
    if not isinstance(held, Mapping) or not isinstance(held.get(_FIRST), Mapping):
        raise Rejected(Code.BAD_CLAIMS)


def _token(content: bytes) -> tuple[bytes, bool]:
    text = content.strip(b"\r\n")
    if text.startswith(_EU):
        return _inflate(_from_base45(text.removeprefix(_EU))), True
    if text.startswith(PREFIX.encode()):
        return _from_base45(text.removeprefix(PREFIX.encode())), False
    bare = b"".join(text.split())
    if bare and all(byte in b"0123456789abcdefABCDEF" for byte in bare) and len(bare) % 2 == 0:
        return bytes.fromhex(bare.decode()), False
    return content, False


def _from_base45(text: bytes) -> bytes:
    if len(text) > _MAX_TEXT:
        raise Rejected(Code.OVERSIZE)
    return base45.decode(text.decode("latin-1"))


def _inflate(packed: bytes) -> bytes:
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(packed, _MAX_INFLATED + 1)
    except zlib.error:
        raise Rejected(Code.MALFORMED) from None
    if len(data) > _MAX_INFLATED:
        raise Rejected(Code.OVERSIZE)
    if not inflater.eof or inflater.unused_data:
        raise Rejected(Code.MALFORMED)
    return data


def _decode(data: object) -> object:
    """One CBOR item, whole, without repeated keys."""
    if not isinstance(data, bytes):
        raise Rejected(Code.MALFORMED)
    stream = BytesIO(data)
    try:
        item: object = cbor2.load(stream, max_depth=_DEPTH, allow_duplicate_keys=False)
    except (cbor2.CBORDecodeError, ValueError, TypeError, OverflowError, RecursionError, EOFError, MemoryError):
        raise Rejected(Code.MALFORMED) from None
    if stream.tell() != len(data):
        raise Rejected(Code.MALFORMED)
    return item
