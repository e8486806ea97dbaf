"""Claims: what is missing, beyond its bounds or of another type, and what is just within."""

from __future__ import annotations

from collections.abc import Iterator

from clearway.passes import cbor, limits
from clearway.passes.claims import Purpose, StatusIndex
from clearway.passes.hostile.making import (
    GATE,
    NOW,
    REVOKED,
    County,
    HostileCase,
    accepted,
    changed,
    encode,
    inner_pairs,
    map_of,
    odd,
    outer_pairs,
    rejected,
    usual,
)
from clearway.passes.keys import SigningKey
from clearway.passes.wire import CHECK, COMPANIONS, CTI, EXP, GATES, ISS, NAME, NBF, PASS, PURPOSE, STATUS, USES

_DAY = limits.DAY


def within(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Passes at the edge of what is allowed."""
    for purpose in Purpose:
        yield accepted(f"claims: purpose {purpose}", usual(county, key, purpose=purpose))
    for name, changes in (
        ("one gate", {"gates": (GATE,)}),
        ("sixteen gates", {"gates": tuple(range(GATE, GATE + 16))}),
        ("gate and gate 0", {"gates": (0, GATE)}),
        ("a gate beyond 2^32", {"gates": (GATE, 1 << 40)}),
        ("no name", {"name": None}),
        ("an empty name", {"name": ""}),
        ("24 bytes of name", {"name": "欧阳**慧慧*****"}),
        ("no check", {"check": None}),
        ("check 0", {"check": 0}),
        ("check 9999", {"check": 9_999}),
        ("no companion", {"companions": 0}),
        ("five companions", {"companions": 5}),
        ("one use", {"gates": (GATE,), "uses": 1}),
        ("three uses", {"gates": (GATE,), "uses": 3}),
        ("the first entry", {"status": StatusIndex(1, 0)}),
        ("beside the revoked one", {"status": StatusIndex(1, REVOKED - 1)}),
        ("after the revoked one", {"status": StatusIndex(1, REVOKED + 1)}),
        ("fourteen days", {"exp": NOW - limits.HOUR + limits.MAX_LIFE}),
        ("a second", {"nbf": NOW, "exp": NOW + 1}),
    ):
        yield accepted(f"claims: {name}", usual(county, key, **changes))
    last = StatusIndex(1, limits.LIST_ENTRIES - 1)
    yield accepted("claims: the last entry", usual(county, key, status=last), status="full")


def outside(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Claims of the outer map: missing, unknown, of another type."""
    pairs = outer_pairs(county.claims())
    for label in (ISS, EXP, NBF, CTI, PASS):
        yield rejected(f"claims: no {label}", odd(county, changed(pairs, label, None), key), "bad_claims")
        for name, value in _TYPES:
            broken = odd(county, changed(pairs, label, encode(value)), key)
            yield rejected(f"claims: {label} {name}", broken, "bad_claims")
    unknown: tuple[cbor.Key, ...] = (2, 3, 6, 8, 65533, -65538, -260, "exp", b"\x04")
    for extra in unknown:
        more = sorted([*pairs, (encode(extra), encode(1))])
        yield rejected(f"claims: unknown {extra!r}", odd(county, more, key), "bad_claims")
    nbf = NOW - limits.HOUR
    for name, label, changed_to in (
        ("cti of seven bytes", CTI, bytes(7)),
        ("cti of nine bytes", CTI, bytes(9)),
        ("cti of sixteen bytes", CTI, bytes(16)),
        ("cti empty", CTI, b""),
        ("exp at nbf", EXP, nbf),
        ("exp before nbf", EXP, nbf - 1),
        ("exp 0", EXP, 0),
        ("exp a second beyond fourteen days", EXP, nbf + limits.MAX_LIFE + 1),
        ("exp in a year", EXP, nbf + 365 * _DAY),
        ("exp in milliseconds", EXP, (NOW + _DAY) * 1000),
        ("exp 2^64 - 1", EXP, (1 << 64) - 1),
        ("nbf 0", NBF, 0),
        ("iss without CN", ISS, "410122"),
        ("iss in lower case", ISS, "cn-410122"),
        ("iss of five digits", ISS, "CN-41012"),
        ("iss of seven digits", ISS, "CN-4101220"),
        ("iss with a line end", ISS, "CN-410122\n"),
        ("iss in full-width digits", ISS, "CN-４10122"),
        ("iss empty", ISS, ""),
    ):
        yield rejected(f"claims: {name}", odd(county, changed(pairs, label, encode(changed_to)), key), "bad_claims")
    for name, payload in (
        ("an array", encode([1])),
        ("a number", encode(7)),
        ("an empty map", b"\xa0"),
        ("null", b"\xf6"),
    ):
        bare = [(encode(PASS), payload)]
        yield rejected(f"claims: only a pass that is {name}", odd(county, bare, key), "bad_claims")


def inside(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """The map of the pass."""
    claims = county.claims()
    inner = inner_pairs(claims)

    def broken(label: int, value: cbor.Value) -> str:
        pairs = changed(inner, label, encode(value))
        return odd(county, outer_pairs(claims, map_of(pairs)), key)

    for label in (PURPOSE, GATES, STATUS):
        without = map_of(changed(inner, label, None))
        yield rejected(f"pass: no {label}", odd(county, outer_pairs(claims, without), key), "bad_claims")
    for label, values in _WRONG.items():
        for value in values:
            yield rejected(f"pass: {label} = {value!r}", broken(label, value), "bad_claims")
    for extra in (0, 8, 9, 255, 65_536):
        yield rejected(f"pass: unknown {extra}", broken(extra, 1), "bad_claims")
    unusual: tuple[cbor.Key, ...] = (-1, -65_537, "red", "deny", b"\x01")
    for key_of in unusual:
        pairs = sorted([*inner, (encode(key_of), encode(True))])
        yield rejected(f"pass: key {key_of!r}", odd(county, outer_pairs(claims, map_of(pairs)), key), "bad_claims")
    for uses in (1, 2):
        yield rejected(f"pass: {uses} uses at three gates", broken(USES, uses), "bad_claims")


_TYPES: tuple[tuple[str, cbor.Value], ...] = (
    ("as text", "1"),
    ("as bytes", b"1"),
    ("as array", [1]),
    ("as map", {1: 1}),
    ("negative", -1),
    ("null", None),
    ("true", True),
    ("false", False),
)
_NOT_WHOLE: list[cbor.Value] = ["1", b"\x01", [1], {1: 1}, -1, None, True, False]
_WRONG: dict[int, list[cbor.Value]] = {
    PURPOSE: [*_NOT_WHOLE, 0, 8, 9, 255, 1 << 32, "medical"],
    GATES: [
        [],
        GATE,
        [GATE, GATE],
        [1301, GATE],
        [GATE, 1301, 1208],
        list(range(GATE, GATE + 17)),
        [-1, GATE],
        ["1207"],
        [b"\x04\xb7"],
        [None, GATE],
        [True, GATE],
        [[GATE]],
        "1207",
        {GATE: 1},
        None,
    ],
    NAME: [b"name", 7, [], None, True, "一" * 9, "a" * 25],
    CHECK: [*_NOT_WHOLE, 10_000, 1 << 32, "0123"],
    COMPANIONS: [*_NOT_WHOLE, 6, 255],
    USES: [*_NOT_WHOLE, 0],
    STATUS: [
        [],
        [1],
        [1, 2, 3],
        [1, limits.LIST_ENTRIES],
        [1, 1 << 32],
        [1, -1],
        [-1, 1],
        ["1", 1],
        [1, "1"],
        [1, None],
        [True, 1],
        7,
        "1/7",
        b"\x01",
        {1: 7},
        None,
    ],
}
