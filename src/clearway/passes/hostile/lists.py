"""Status lists as tokens, right and wrong, for ``pass status decode --cases``."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator

from clearway.passes import cbor, limits
from clearway.passes.cose import sign1
from clearway.passes.hostile.making import NOW, REVOKED, STANDING, County, Envelope, changed, encode, map_of
from clearway.passes.keys import SigningKey
from clearway.passes.status_list import bitmap_of
from clearway.passes.status_tokens import CWT_TYPE, STATUS_LIST, TTL, sign_cwt, sign_jwt
from clearway.passes.wire import EXP, IAT, SUB

URI = "https://pass.example/passes/status/1"
_IAT, _EXP = NOW - limits.HOUR, NOW - limits.HOUR + limits.LIST_LIFE

Line = dict[str, object]


def status_cases(county: County) -> Iterator[Line]:
    """Lines with ``expect``."""
    for number, (kind, token, expect, fields) in enumerate(_all(county)):
        line: Line = {"id": f"s{number:04d}", "token_hex": token.hex(), "uri": URI, "now": NOW, "idx": STANDING}
        yield line | fields | {"expect": expect, "class": kind}


def _all(county: County) -> Iterator[tuple[str, bytes, str, Line]]:
    key = county.lists_key
    bitmap = bitmap_of([REVOKED])
    good = sign_cwt(bitmap, uri=URI, iat=_IAT, exp=_EXP, key=key)
    yield "standing", good, "valid", {}
    yield "revoked", good, "revoked", {"idx": REVOKED}
    yield "first entry", good, "valid", {"idx": 0}
    yield "last entry", good, "valid", {"idx": limits.LIST_ENTRIES - 1}
    yield "beyond the list", good, "reject", {"idx": limits.LIST_ENTRIES}
    yield "negative entry", good, "reject", {"idx": -1}
    yield "another list", good, "reject", {"uri": URI + "2"}
    yield "older than seen", good, "reject", {"min_iat": _IAT + 1}
    yield "as old as seen", good, "valid", {"min_iat": _IAT}
    yield "expired", good, "reject", {"now": _EXP + limits.SKEW}
    yield "before iat, within the clock's error", good, "valid", {"now": _IAT - limits.SKEW}
    yield "from the future", good, "reject", {"now": _IAT - limits.SKEW - 1}
    jwt = sign_jwt(bitmap, uri=URI, iat=_IAT, exp=_EXP, key=key).encode()
    yield "JWT standing", jwt, "valid", {}
    yield "JWT revoked", jwt, "revoked", {"idx": REVOKED}
    yield "JWT changed", jwt[:-2] + (b"AA" if jwt[-2:] != b"AA" else b"BB"), "reject", {}
    yield "a byte after", good + b"\0", "reject", {}
    yield "cut", good[:-1], "reject", {}
    yield "nothing", b"", "reject", {}
    for kind, token in _unfit(county, key, bitmap):
        yield kind, token, "reject", {}


def _unfit(county: County, key: SigningKey, bitmap: bytes) -> Iterator[tuple[str, bytes]]:
    packed = zlib.compress(bitmap, 9)
    pairs = _pairs(packed)
    whole = map_of(pairs)

    def signed(payload: bytes) -> bytes:
        return sign1(payload, key, typ=CWT_TYPE)

    for name, label, value in (
        ("ttl 0", TTL, 0),
        ("ttl negative", TTL, -1),
        ("ttl text", TTL, "3600"),
        ("iat text", IAT, "1"),
        ("exp as text", EXP, "1"),
        ("sub a number", SUB, 1),
        ("bits 2", STATUS_LIST, {"bits": 2, "lst": packed}),
        ("bits 0", STATUS_LIST, {"bits": 0, "lst": packed}),
        ("bits true", STATUS_LIST, {"bits": True, "lst": packed}),
        ("no bits", STATUS_LIST, {"lst": packed}),
        ("no lst", STATUS_LIST, {"bits": 1}),
        ("lst text", STATUS_LIST, {"bits": 1, "lst": "eNrbuRgAAhcBXQ=="}),
        ("lst as base64url text", STATUS_LIST, {"bits": 1, "lst": urlsafe_b64encode(packed).rstrip(b"=").decode()}),
        ("list an array", STATUS_LIST, [1, packed]),
        ("not zlib", STATUS_LIST, {"bits": 1, "lst": bitmap[:64]}),
        ("raw deflate", STATUS_LIST, {"bits": 1, "lst": packed[2:-4]}),
        ("no checksum", STATUS_LIST, {"bits": 1, "lst": packed[:-4]}),
        ("wrong checksum", STATUS_LIST, {"bits": 1, "lst": packed[:-1] + bytes((packed[-1] ^ 1,))}),
        ("cut stream", STATUS_LIST, {"bits": 1, "lst": packed[: len(packed) // 2]}),
        ("a byte after the stream", STATUS_LIST, {"bits": 1, "lst": packed + b"\0"}),
        ("a byte too many", STATUS_LIST, {"bits": 1, "lst": zlib.compress(bitmap + b"\0", 9)}),
        ("a bomb", STATUS_LIST, {"bits": 1, "lst": zlib.compress(bytes(30_000_000), 9)}),
        ("empty", STATUS_LIST, {"bits": 1, "lst": b""}),
    ):
        yield name, signed(map_of(changed(pairs, label, encode(value))))  # type: ignore[arg-type]
    for label in (SUB, EXP, IAT, STATUS_LIST):
        yield f"no {label}", signed(map_of(changed(pairs, label, None)))
    yield "exp twice", signed(map_of(sorted([*pairs, (encode(EXP), encode(_EXP + 1))])))
    yield "indefinite", signed(b"\xbf" + whole[1:] + b"\xff")
    yield "long iat", signed(map_of(changed(pairs, IAT, b"\x1b" + _IAT.to_bytes(8, "big"))))
    yield "float exp", signed(map_of(changed(pairs, EXP, b"\xf9\x7c\x00")))
    yield "trailing byte", signed(whole + b"\0")
    yield "not claims", signed(encode([1]))
    for name, typ in (("no typ", None), ("typ of the JWT", "statuslist+jwt"), ("typ in capitals", CWT_TYPE.upper())):
        yield name, sign1(whole, key, typ=typ)
    for name, other in (("a key for passes", county.es), ("the root", county.root), ("a stranger", county.stranger)):
        yield name, sign1(whole, other, typ=CWT_TYPE)
    yield "header beside", Envelope(payload=whole, key=key, unprotected=encode({4: key.known.kid})).token()
    crit = encode({1: -7, 2: [16], 4: key.known.kid, 16: CWT_TYPE})
    yield "crit", Envelope(payload=whole, key=key, protected=crit).token()


def _pairs(packed: bytes) -> list[tuple[bytes, bytes]]:
    claims: dict[int, cbor.Value] = {
        SUB: URI,
        EXP: _EXP,
        IAT: _IAT,
        STATUS_LIST: {"bits": 1, "lst": packed},
        TTL: limits.LIST_TTL,
    }
    return [(encode(label), encode(value)) for label, value in claims.items()]
