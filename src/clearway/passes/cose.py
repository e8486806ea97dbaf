"""COSE_Sign1 (RFC 9052 §4.2) as CW1 has it: tag 18, protected headers alone, ES256 or EdDSA, the key fixes which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from clearway.passes import cbor
from clearway.passes.keys import Private, Public, SigningKey, VerifyingKey
from clearway.passes.limits import KID_BYTES
from clearway.passes.verdicts import Code, Rejected

ALG, CRIT, KID, TYP = 1, 2, 4, 16
_TAGGED: Final = b"\xd2"
_ITEMS: Final = 4
_CONTEXT: Final = b"\x84" + cbor.encode("Signature1")
_NO_AAD: Final = b"\x40"
_HALF: Final = 32
_SIGNATURE: Final = 2 * _HALF
_ES256: Final = ECDSA(SHA256())
_ALGS: Final = (-7, -8)


@dataclass(frozen=True, slots=True)
class Sign1:
    """An opened token: the protected header as it was signed and as read, the payload, the signature."""

    protected: bytes
    alg: int
    kid: bytes
    payload: bytes
    signature: bytes


def sign1(payload: bytes, key: SigningKey, *, typ: str | None = None) -> bytes:
    """``payload`` signed by ``key``; protected headers alg, kid and, if given, typ."""
    headers: dict[cbor.Key, cbor.Value] = {ALG: key.known.alg.cose, KID: key.known.kid}
    if typ is not None:
        headers[TYP] = typ
    protected = cbor.encode(headers)
    signature = raw_signature(key.private, signed_bytes(protected, payload))
    parts = (protected, payload, signature)
    first, *others = map(cbor.byte_string, parts)
    return _TAGGED + b"\x84" + first + b"\xa0" + b"".join(others)


def open_sign1(token: bytes, *, typ: str | None = None, ordered: bool = True) -> Sign1:
    """The parts of a token whose form and headers hold; nothing is verified yet.

    Raises:
        Rejected: malformed, noncanonical, duplicate_key, unknown_crit, unknown_header, bad_alg or unknown_key.
    """
    if token[:1] != _TAGGED:
        raise Rejected(Code.MALFORMED)
    parts = cbor.decode(token[1:])
    if not isinstance(parts, list) or len(parts) != _ITEMS:
        raise Rejected(Code.MALFORMED)
    protected, unprotected, payload, signature = parts
    if not (isinstance(protected, bytes) and isinstance(payload, bytes) and isinstance(signature, bytes)):
        raise Rejected(Code.MALFORMED)
    if unprotected != {}:
        raise Rejected(Code.UNKNOWN_HEADER if isinstance(unprotected, dict) else Code.MALFORMED)
    headers = cbor.decode(protected, ordered=ordered) if protected else {}
    alg, kid = _headers(headers, typ)
    return Sign1(protected, alg, kid, payload, signature)


def _headers(headers: cbor.Value, typ: str | None) -> tuple[int, bytes]:
    """Algorithm and kid of headers that are exactly those asked for."""
    if not isinstance(headers, dict):
        raise Rejected(Code.MALFORMED)
    if CRIT in headers:
        raise Rejected(Code.UNKNOWN_CRIT)
    known = {ALG, KID} if typ is None else {ALG, KID, TYP}
    if headers.keys() - known or headers.get(TYP) != typ:
        raise Rejected(Code.UNKNOWN_HEADER)
    alg, kid = headers.get(ALG), headers.get(KID)
    if not isinstance(alg, int) or alg not in _ALGS:
        raise Rejected(Code.BAD_ALG)
    if not isinstance(kid, bytes) or len(kid) != KID_BYTES:
        raise Rejected(Code.UNKNOWN_KEY)
    return alg, kid


def signer(opened: Sign1, keys: Iterable[VerifyingKey]) -> VerifyingKey:
    """The one of ``keys`` (all those with the token's kid) that signed it.

    Raises:
        Rejected: unknown_key (there are none), bad_alg (not what the key signs with) or bad_signature.
    """
    candidates = tuple(keys)
    if not candidates:
        raise Rejected(Code.UNKNOWN_KEY)
    fitting = [key for key in candidates if key.alg.cose == opened.alg]
    if not fitting:
        raise Rejected(Code.BAD_ALG)
    message = signed_bytes(opened.protected, opened.payload)
    for key in fitting:
        if signature_holds(key.public, message, opened.signature):
            return key
    raise Rejected(Code.BAD_SIGNATURE)


def signed_bytes(protected: bytes, payload: bytes) -> bytes:
    """The Sig_structure (RFC 9052 §4.4) without external data."""
    return _CONTEXT + cbor.byte_string(protected) + _NO_AAD + cbor.byte_string(payload)


def raw_signature(private: Private, message: bytes) -> bytes:
    """64 bytes: Ed25519, or r and s of ES256 (RFC 9053 §2.1)."""
    if not isinstance(private, EllipticCurvePrivateKey):
        return private.sign(message)
    r, s = decode_dss_signature(private.sign(message, _ES256))
    return r.to_bytes(_HALF, "big") + s.to_bytes(_HALF, "big")


def signature_holds(public: Public, message: bytes, signature: bytes) -> bool:
    """Whether these 64 bytes are a signature of ``message``; of ES256 both forms of s are."""
    if len(signature) != _SIGNATURE:
        return False
    try:
        if isinstance(public, Ed25519PublicKey):
            public.verify(signature, message)
        else:
            r, s = (int.from_bytes(half, "big") for half in (signature[:_HALF], signature[_HALF:]))
            public.verify(encode_dss_signature(r, s), message, _ES256)
    except InvalidSignature:
        return False
    return True
