"""Text, base45, CBOR: tokens whose form is wrong while what they say would be right."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace

from clearway.passes import cbor, limits
from clearway.passes.hostile.making import (
    NOW,
    County,
    Envelope,
    HostileCase,
    accepted,
    encode,
    inner_pairs,
    map_of,
    odd,
    outer_pairs,
    rejected,
    text,
    usual,
)
from clearway.passes.keys import SigningKey
from clearway.passes.wire import CHECK, EXP, GATES, ISS, NAME, NBF, PASS, PURPOSE

_FLOAT64 = b"\xfb" + struct.pack(">d", float(NOW + limits.DAY))


def texts(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Prefix, length, line ends, characters that base45 does not know."""
    good = usual(county, key)
    body = good.removeprefix(limits.PREFIX)
    for name, line in (("crlf after", good + "\r\n"), ("lf after", good + "\n"), ("crlf before", "\r\n" + good)):
        yield accepted(f"text: {name}", line)
    for prefix in ("", "CW2:", "HC1:", "cw1:", "CW1", "CW1;", " CW1:", "\ufeffCW1:", "ＣＷ1:", "CW1: ", "CW01:"):
        code = "malformed" if prefix == "CW1: " else "bad_prefix"
        yield rejected(f"prefix: {prefix!r}", prefix + body, code)
    for name, line in (
        ("twice", good + good),
        ("lower case", limits.PREFIX + body.lower()),
        ("a stroke", good[:40] + "_" + good[41:]),
        ("a full-width blank", good[:40] + "\u3000" + good[41:]),
        ("a full-width digit", good[:40] + "１" + good[41:]),
        ("a line end inside", good[:40] + "\n" + good[40:]),
        ("a tab", good[:40] + "\t" + good[41:]),
        ("a nought", good[:40] + "\0" + good[41:]),
        ("one character short", good[:-1]),
        ("one character long", good + "0"),
        ("a blank after", good + " "),
        ("a word above 65,535", limits.PREFIX + ":::" + body[3:]),
        ("a last pair above 255", limits.PREFIX + body + "::"),
        ("nothing after the prefix", limits.PREFIX),
        ("one character after the prefix", limits.PREFIX + "0"),
    ):
        yield rejected(f"text: {name}", line, "malformed")
    yield rejected("text: nothing", "", "bad_prefix")
    yield rejected("text: 1,025 characters", limits.PREFIX + "0" * (limits.MAX_TEXT - 3), "oversize")
    yield rejected("text: a megabyte", limits.PREFIX + "0" * 1_000_000, "oversize")
    yield rejected("token: 641 bytes", text(b"\xd2" * (limits.MAX_TOKEN + 1)), "oversize")


def structures(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Tags, arrays, parts and what follows them."""
    payload = map_of(outer_pairs(county.claims()))
    whole = Envelope(payload=payload, key=key)
    for name, changes in (
        ("no tag", {"head": b"\x84"}),
        ("tag 17", {"head": b"\xd1\x84"}),
        ("tag 98", {"head": b"\xd8\x62\x84"}),
        ("tag 18 in two bytes", {"head": b"\xd8\x12\x84"}),
        ("tag 18 twice", {"head": b"\xd2\xd2\x84"}),
        ("tag 61 around", {"head": b"\xd8\x3d\xd2\x84"}),
        ("three parts", {"head": b"\xd2\x83"}),
        ("five parts announced", {"head": b"\xd2\x85"}),
        ("five parts", {"head": b"\xd2\x85", "tail": b"\xf6"}),
        ("indefinite array", {"head": b"\xd2\x9f", "tail": b"\xff"}),
        ("long array head", {"head": b"\xd2\x98\x04"}),
        ("a byte after", {"tail": b"\0"}),
        ("a null after", {"tail": b"\xf6"}),
        ("a token after", {"tail": whole.token()}),
        ("unprotected null", {"unprotected": b"\xf6"}),
        ("unprotected array", {"unprotected": b"\x80"}),
        ("unprotected bytes", {"unprotected": b"\x40"}),
        ("unprotected long head", {"unprotected": b"\xb8\x00"}),
        ("unprotected indefinite", {"unprotected": b"\xbf\xff"}),
    ):
        code = "noncanonical" if any(word in name for word in ("indefinite", "long", "twice")) else "malformed"
        yield rejected(f"structure: {name}", replace(whole, **changes).text(), code)  # type: ignore[arg-type]
    token = whole.token()
    for name, broken in _cut(token, payload):
        yield rejected(f"structure: {name}", text(broken), "noncanonical" if "long head" in name else "malformed")


def _cut(token: bytes, payload: bytes) -> Iterator[tuple[str, bytes]]:
    string = cbor.byte_string(payload)
    yield "no payload", token.replace(string, b"\xf6")
    yield "payload as text", token.replace(string, b"\x78" + string[1:])
    yield "payload as array", token.replace(string, b"\x80")
    yield "payload announced too long", token.replace(string, b"\x5b" + b"\x7f" * 8 + payload)
    yield "payload of 2^64 bytes", token.replace(string, b"\x5b" + b"\xff" * 8 + payload)
    yield "payload with a long head", token.replace(string, b"\x59" + len(payload).to_bytes(2, "big") + payload)
    yield "reserved length", token.replace(string, b"\x5c" + payload)
    for length in (0, 1, 2, 12, 40, len(token) - 65, len(token) - 1):
        yield f"cut after {length}", token[:length]
    yield "a thousand open arrays", b"\xd2" + b"\x81" * 600
    yield "an array of 2^32", b"\xd2\x9a\xff\xff\xff\xff"
    yield "nothing but the tag", b"\xd2"


def payloads(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Claims signed by the right key in a form that is not the deterministic one."""
    claims = county.claims()
    pairs, inner = outer_pairs(claims), inner_pairs(claims)
    exp = encode(claims.exp)
    long_exp = b"\x1b" + claims.exp.to_bytes(8, "big")
    forms = {
        "indefinite map": b"\xbf" + map_of(pairs)[1:] + b"\xff",
        "long map head": b"\xb8\x05" + map_of(pairs)[1:],
        "keys backwards": map_of(pairs[::-1]),
        "two keys exchanged": map_of([pairs[1], pairs[0], *pairs[2:]]),
        "exp in nine bytes": map_of(_with(pairs, EXP, long_exp)),
        "a long label": map_of([*pairs[:1], (b"\x18\x04", exp), *pairs[2:]]),
        "exp as float": map_of(_with(pairs, EXP, _FLOAT64)),
        "nbf as half float": map_of(_with(pairs, NBF, b"\xf9\x00\x00")),
        "exp as single float": map_of(_with(pairs, EXP, b"\xfa\x4e\xd6\x18\xe1")),
        "exp tagged as date": map_of(_with(pairs, EXP, b"\xc1" + exp)),
        "exp as big number": map_of(_with(pairs, EXP, b"\xc2\x44" + exp[1:])),
        "indefinite text": map_of(_with(pairs, ISS, b"\x7f" + encode(claims.iss) + b"\xff")),
        "undefined": map_of(_with(pairs, EXP, b"\xf7")),
        "long gate": _inner(pairs, _with(inner, GATES, b"\x81\x1a\x00\x00\x04\xb7")),
        "long purpose": _inner(pairs, _with(inner, PURPOSE, b"\x18\x01")),
        "indefinite gates": _inner(pairs, _with(inner, GATES, b"\x9f\x19\x04\xb7\xff")),
        "inner keys backwards": _inner(pairs, inner[::-1]),
        "inner indefinite": map_of(_with(pairs, PASS, b"\xbf" + map_of(inner)[1:] + b"\xff")),
        "check as float": _inner(pairs, _with(inner, CHECK, b"\xf9\x3c\x00")),
        "tagged claims": b"\xd8\x3d" + map_of(pairs),
    }
    for name, payload in forms.items():
        code = "malformed" if name == "undefined" else "noncanonical"
        yield rejected(f"payload: {name}", Envelope(payload=payload, key=key).text(), code)
    for label in (ISS, EXP, NBF):
        double = sorted([*pairs, (encode(label), _later(label, claims.exp))])
        yield rejected(f"payload: label {label} twice", odd(county, double, key), "duplicate_key")
        yield rejected(
            f"payload: label {label} the same twice", odd(county, _doubled(pairs, label), key), "duplicate_key"
        )
    for label in (PURPOSE, GATES, NAME):
        twice = _inner(pairs, _doubled(inner, label))
        yield rejected(f"payload: inner {label} twice", Envelope(payload=twice, key=key).text(), "duplicate_key")
    whole = map_of(pairs)
    for name, payload in (
        ("trailing null", whole + b"\xf6"),
        ("trailing nought", whole + b"\0"),
        ("trailing claims", whole + whole),
        ("cut", whole[:-1]),
        ("one pair announced too many", bytes((whole[0] + 1,)) + whole[1:]),
        ("empty", b""),
        ("bad UTF-8", map_of(_with(pairs, ISS, b"\x69CN-4101\xff\xfe"))),
        ("bad UTF-8 in the name", _inner(pairs, _with(inner, NAME, b"\x63\xed\xa0\x80"))),
        ("too deep", _inner(pairs, _with(inner, GATES, b"\x81" * 8 + b"\x01"))),
        ("an array as key", map_of([*pairs, (b"\x80", b"\x01")])),
        ("a simple value as key", map_of([*pairs, (b"\xf5", b"\x01")])),
    ):
        yield rejected(f"payload: {name}", Envelope(payload=payload, key=key).text(), "malformed")


def _with(pairs: list[tuple[bytes, bytes]], label: int, value: bytes) -> list[tuple[bytes, bytes]]:
    """The pairs in their order, the value of one label replaced."""
    return [(key, value if key == encode(label) else kept) for key, kept in pairs]


def _doubled(pairs: list[tuple[bytes, bytes]], label: int) -> list[tuple[bytes, bytes]]:
    return [pair for kept in pairs for pair in ([kept, kept] if kept[0] == encode(label) else [kept])]


def _inner(pairs: list[tuple[bytes, bytes]], inner: list[tuple[bytes, bytes]]) -> bytes:
    return map_of(_with(pairs, PASS, map_of(inner)))


def _later(label: int, exp: int) -> bytes:
    return encode("CN-999999" if label == ISS else exp + 1)
