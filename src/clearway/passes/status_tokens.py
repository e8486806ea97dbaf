"""Status lists as signed tokens: IETF Token Status List, as CWT and as JWT, read under our profile."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from clearway.passes import cbor, limits
from clearway.passes.cose import open_sign1, raw_signature, sign1, signature_holds, signer
from clearway.passes.keys import SigningKey, Use, VerifyingKey
from clearway.passes.refusals import BadStatus
from clearway.passes.status_list import StatusList
from clearway.passes.trust import Trust
from clearway.passes.verdicts import Code, Rejected
from clearway.passes.wire import EXP, IAT, SUB, whole

CWT_TYPE = "application/statuslist+cwt"
JWT_TYPE = "statuslist+jwt"
#: Labels the draft requests and IANA has not yet given: ttl and status_list.
TTL, STATUS_LIST = 65534, 65533
_BITS, _LST = "bits", "lst"
_BEST = 9
#: The longest token read: a full list that does not compress, in base64url, with room for its claims.
_MAX_TOKEN = 2 * limits.LIST_BYTES
_PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedStatus:
    """A list as its token says it, the signature checked; ``uri`` is its subject; times in seconds."""

    uri: str
    iat: int
    exp: int
    ttl: int | None
    bitmap: bytes
    iss: str

    @property
    def held(self) -> StatusList:
        """What a gate keeps of it."""
        return StatusList(bitmap=self.bitmap, iat=self.iat, exp=self.exp)


def sign_cwt(bitmap: bytes, *, uri: str, iat: int, exp: int, key: SigningKey, ttl: int = limits.LIST_TTL) -> bytes:
    """The list as ``application/statuslist+cwt``.

    Raises:
        BadStatus: the key may not sign status lists at ``iat``.
    """
    _check_signer(key, iat)
    packed: cbor.Value = {_BITS: 1, _LST: zlib.compress(bitmap, _BEST)}
    claims: cbor.Value = {SUB: uri, EXP: exp, IAT: iat, STATUS_LIST: packed, TTL: ttl}
    return sign1(cbor.encode(claims), key, typ=CWT_TYPE)


def sign_jwt(bitmap: bytes, *, uri: str, iat: int, exp: int, key: SigningKey, ttl: int = limits.LIST_TTL) -> str:
    """The list as ``application/statuslist+jwt``.

    Raises:
        BadStatus: the key may not sign status lists at ``iat``.
    """
    _check_signer(key, iat)
    header = {"alg": str(key.known.alg), "kid": _base64(key.known.kid), "typ": JWT_TYPE}
    packed = {_BITS: 1, _LST: _base64(zlib.compress(bitmap, _BEST))}
    claims = {"sub": uri, "iat": iat, "exp": exp, "ttl": ttl, "status_list": packed}
    message = ".".join(_base64(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
    return f"{message}.{_base64(raw_signature(key.private, message.encode()))}"


def read_status(token: bytes, trust: Trust, *, uri: str, now: int, min_iat: int | None = None) -> StatusList:
    """A signed list (CWT, or a JWT in ASCII) under our profile, not expired at ``now``.

    Raises:
        Rejected: with the code of what does not hold.
    """
    signed = open_status(token, trust)
    check_status(signed, uri=uri, now=now, min_iat=min_iat)
    if now >= signed.exp + limits.SKEW:
        raise Rejected(Code.EXPIRED)
    return signed.held


def check_status(signed: SignedStatus, *, uri: str, now: int, min_iat: int | None = None) -> None:
    """Its subject and its age; an expired list passes (a known revocation holds even then).

    Raises:
        Rejected: bad_claims (another list), not_yet_valid (from the future), expired (older than one already seen).
    """
    if signed.uri != uri:
        raise Rejected(Code.BAD_CLAIMS)
    if signed.iat > now + limits.SKEW:
        raise Rejected(Code.NOT_YET_VALID)
    if min_iat is not None and signed.iat < min_iat:
        raise Rejected(Code.EXPIRED)


def open_status(token: bytes, trust: Trust) -> SignedStatus:
    """What a token says once a key for status lists signed it; neither its subject nor its times are judged.

    Raises:
        Rejected: with the code of what does not hold.
    """
    if len(token) > _MAX_TOKEN:
        raise Rejected(Code.OVERSIZE)
    is_jwt = token[:2] == b"ey"
    claims, key = _open_jwt(token, trust) if is_jwt else _open_cwt(token, trust)
    try:
        signed = _signed(claims, key.iss, text=is_jwt)
    except (TypeError, ValueError, KeyError, binascii.Error):
        raise Rejected(Code.BAD_CLAIMS) from None
    if not key.signs_at(signed.iat):
        raise Rejected(Code.KEY_EXPIRED)
    return signed


def inflate(packed: bytes) -> bytes:
    """A whole zlib stream with its checksum, of at most 131,072 bytes (RFC 1950).

    Raises:
        ValueError: it is not.
    """
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(packed, limits.LIST_BYTES + 1)
    except zlib.error:
        raise ValueError("not zlib") from None
    if len(data) > limits.LIST_BYTES or not inflater.eof or inflater.unused_data:
        raise ValueError("not a whole stream of at most 131,072 bytes")
    return data


def _check_signer(key: SigningKey, iat: int) -> None:
    if key.known.use is not Use.STATUS:
        raise BadStatus(reason=Code.UNKNOWN_KEY.value)
    if not key.known.signs_at(iat):
        raise BadStatus(reason=Code.KEY_EXPIRED.value)


def _open_cwt(token: bytes, trust: Trust) -> tuple[Mapping[str, object], VerifyingKey]:
    """Claims by name. Keys may come in the draft's own order, which is not sorted; all else is deterministic."""
    opened = open_sign1(token, typ=CWT_TYPE, ordered=False)
    key = signer(opened, trust.keys_for(opened.kid, Use.STATUS))
    claims = cbor.decode(opened.payload, ordered=False)
    if not isinstance(claims, dict):
        raise Rejected(Code.BAD_CLAIMS)
    names = {SUB: "sub", EXP: "exp", IAT: "iat", TTL: "ttl", STATUS_LIST: "status_list"}
    return {names[label]: value for label, value in claims.items() if label in names}, key


def _open_jwt(token: bytes, trust: Trust) -> tuple[Mapping[str, object], VerifyingKey]:
    parts = token.strip(b"\r\n").split(b".")
    if len(parts) != _PARTS:
        raise Rejected(Code.MALFORMED)
    header, claims = (_json(part) for part in parts[:2])
    signature = _unbase64(parts[2])
    if "crit" in header:
        raise Rejected(Code.UNKNOWN_CRIT)
    if header.get("typ") != JWT_TYPE or header.keys() - {"alg", "kid", "typ"}:
        raise Rejected(Code.UNKNOWN_HEADER)
    kid = header.get("kid")
    keys = trust.keys_for(_unbase64(kid.encode(errors="replace")) if isinstance(kid, str) else b"", Use.STATUS)
    if not keys:
        raise Rejected(Code.UNKNOWN_KEY)
    fitting = [key for key in keys if key.alg == header.get("alg")]
    if not fitting:
        raise Rejected(Code.BAD_ALG)
    message = parts[0] + b"." + parts[1]
    for key in fitting:
        if signature_holds(key.public, message, signature):
            return claims, key
    raise Rejected(Code.BAD_SIGNATURE)


def _signed(claims: Mapping[str, object], iss: str, *, text: bool) -> SignedStatus:
    """What the claims say; the list is base64url text in a JWT and bytes in a CWT, and never the other's form."""
    packed = claims["status_list"]
    if not isinstance(packed, dict) or type(packed[_BITS]) is not int or packed[_BITS] != 1:
        raise ValueError("bits other than 1")
    lst = packed[_LST]
    if not isinstance(lst, str if text else bytes):
        raise TypeError
    stream = _unbase64(lst.encode()) if isinstance(lst, str) else lst
    uri, ttl = claims["sub"], claims.get("ttl")
    if not isinstance(uri, str) or not isinstance(stream, bytes):
        raise TypeError
    if "ttl" in claims and _whole(ttl) < 1:
        raise ValueError("a time to live below one second")
    iat, exp = _whole(claims["iat"]), _whole(claims["exp"])
    seconds = None if ttl is None else _whole(ttl)
    return SignedStatus(uri=uri, iat=iat, exp=exp, ttl=seconds, bitmap=inflate(stream), iss=iss)


def _whole(value: object) -> int:
    return whole(value if isinstance(value, int) else None)


def _json(part: bytes) -> dict[str, object]:
    try:
        read = json.loads(_unbase64(part), object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise Rejected(Code.MALFORMED) from None
    if not isinstance(read, dict):
        raise Rejected(Code.MALFORMED)
    return read


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Rejected(Code.DUPLICATE_KEY)
    return found


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unbase64(text: bytes) -> bytes:
    """Strict base64url without padding: no blanks, no other alphabet, no spare bits."""
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise Rejected(Code.MALFORMED) from None
    if _base64(data).encode() != text:
        raise Rejected(Code.MALFORMED)
    return data
