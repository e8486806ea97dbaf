"""Headers, algorithms, keys and signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA384

from clearway.passes import cbor
from clearway.passes.cose import raw_signature, signed_bytes
from clearway.passes.hostile.making import (
    AWAY,
    County,
    Envelope,
    HostileCase,
    accepted,
    assemble,
    encode,
    header,
    map_of,
    outer_pairs,
    rejected,
    text,
    usual,
)
from clearway.passes.keys import SigningKey
from clearway.passes.wire import PASS

_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_ED25519_ORDER = 2**252 + 27742317777372353535851937790883648493
_HALF = 32


def protected(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Protected headers that are not exactly alg and kid."""
    alg, kid = key.known.alg.cose, key.known.kid
    whole = Envelope(payload=map_of(outer_pairs(county.claims())), key=key)
    other = -8 if alg == -7 else -7
    for name, headers, code in (
        ("crit", {1: alg, 2: [4], 4: kid}, "unknown_crit"),
        ("crit of an unknown", {1: alg, 2: [-70001], 4: kid, -70001: 1}, "unknown_crit"),
        ("an empty crit", {1: alg, 2: [], 4: kid}, "unknown_crit"),
        ("content type", {1: alg, 3: 0, 4: kid}, "unknown_header"),
        ("typ", {1: alg, 4: kid, 16: "application/statuslist+cwt"}, "unknown_header"),
        ("x5chain", {1: alg, 4: kid, 33: b"\x30"}, "unknown_header"),
        ("jku-like address", {1: alg, 4: kid, 35: "https://example.org/k"}, "unknown_header"),
        ("a private label", {1: alg, 4: kid, -70001: 1}, "unknown_header"),
        ("a text label", {1: alg, 4: kid, "alg": "none"}, "unknown_header"),
        ("no alg", {4: kid}, "bad_alg"),
        ("alg none", {1: 0, 4: kid}, "bad_alg"),
        ("alg null", {1: None, 4: kid}, "bad_alg"),
        ("alg text", {1: "ES256", 4: kid}, "bad_alg"),
        ("alg true", {1: True, 4: kid}, "bad_alg"),
        ("alg HS256", {1: 5, 4: kid}, "bad_alg"),
        ("alg HS512", {1: 7, 4: kid}, "bad_alg"),
        ("alg HS256/64", {1: 4, 4: kid}, "bad_alg"),
        ("alg 6", {1: 6, 4: kid}, "bad_alg"),
        ("alg ES384", {1: -35, 4: kid}, "bad_alg"),
        ("alg ES512", {1: -36, 4: kid}, "bad_alg"),
        ("alg PS256", {1: -37, 4: kid}, "bad_alg"),
        ("alg ESP256", {1: -9, 4: kid}, "bad_alg"),
        ("alg Ed25519 by its newer number", {1: -19, 4: kid}, "bad_alg"),
        ("alg of the other key", {1: other, 4: kid}, "bad_alg"),
        ("alg positive", {1: -alg, 4: kid}, "bad_alg"),
        ("no kid", {1: alg}, "unknown_key"),
        ("kid null", {1: alg, 4: None}, "unknown_key"),
        ("kid text", {1: alg, 4: "kid0"}, "unknown_key"),
        ("kid empty", {1: alg, 4: b""}, "unknown_key"),
        ("kid of three bytes", {1: alg, 4: kid[:3]}, "unknown_key"),
        ("kid of eight bytes", {1: alg, 4: kid + kid}, "unknown_key"),
        ("kid of nobody", {1: alg, 4: bytes(4)}, "unknown_key"),
    ):
        yield rejected(f"header: {name}", replace(whole, protected=encode(headers)).text(), code)  # type: ignore[arg-type]
    good = header(alg, kid)
    for name, raw, code in (
        ("empty", b"", "bad_alg"),
        ("an empty map", b"\xa0", "bad_alg"),
        ("no map", b"\x80", "malformed"),
        ("backwards", b"\xa2" + good[3:] + good[1:3], "noncanonical"),
        ("indefinite", b"\xbf" + good[1:] + b"\xff", "noncanonical"),
        ("alg in two bytes", b"\xa2\x01\x38" + bytes((-1 - alg,)) + good[3:], "noncanonical"),
        ("alg twice", b"\xa3" + good[1:3] + good[1:], "duplicate_key"),
        ("kid twice", b"\xa3" + good[1:] + good[3:], "duplicate_key"),
        ("a byte after", good + b"\0", "malformed"),
        ("cut", good[:-1], "malformed"),
    ):
        yield rejected(f"header: {name}", replace(whole, protected=raw).text(), code)


def unprotected(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Anything beside the signature."""
    alg, kid = key.known.alg.cose, key.known.kid
    whole = Envelope(payload=map_of(outer_pairs(county.claims())), key=key)
    for name, headers in (
        ("kid", {4: kid}),
        ("alg", {1: alg}),
        ("alg none", {1: 0}),
        ("crit", {2: [4]}),
        ("x5chain", {33: b"\x30"}),
        ("a text label", {"note": "let by"}),
        ("countersignature", {11: b""}),
    ):
        moved = replace(whole, unprotected=encode(headers))  # type: ignore[arg-type]
        yield rejected(f"unprotected: {name}", moved.text(), "unknown_header")
    bare = replace(whole, protected=encode({1: alg}), unprotected=encode({4: kid}))
    yield rejected("unprotected: kid there alone", bare.text(), "unknown_header")


def signatures(county: County, key: SigningKey) -> Iterator[HostileCase]:
    """Signatures of another message, another length, another form."""
    payload = map_of(outer_pairs(county.claims()))
    whole = Envelope(payload=payload, key=key)
    shield = header(key.known.alg.cose, key.known.kid)
    message = signed_bytes(shield, payload)
    for name, signed in (
        ("payload alone", payload),
        ("nothing", b""),
        ("as CounterSignature", message.replace(b"Signature1", b"Signature2")),
        ("as Signature", b"\x84\x69Signature" + message[12:]),
        (
            "with external data",
            message.replace(b"\x40" + cbor.byte_string(payload), b"\x41a" + cbor.byte_string(payload)),
        ),
        ("without the header", signed_bytes(b"", payload)),
        ("of another pass", signed_bytes(shield, map_of(outer_pairs(county.claims())))),
    ):
        yield rejected(f"signature: over {name}", replace(whole, signed=signed).text(), "bad_signature")
    good = raw_signature(key.private, message)
    halves = int.from_bytes(good[_HALF:], "big"), int.from_bytes(good[_HALF:], "little")
    order = (_P256_ORDER).to_bytes(_HALF, "big")
    shapes = {
        "empty": b"",
        "63 bytes": good[:-1],
        "65 bytes": good + b"\0",
        "nought before": b"\0" + good,
        "all noughts": bytes(64),
        "all ones": b"\xff" * 64,
        "r alone": good[:_HALF],
        "halves exchanged": good[_HALF:] + good[:_HALF],
        "r nought": bytes(_HALF) + good[_HALF:],
        "s nought": good[:_HALF] + bytes(_HALF),
        "r the order": order + good[_HALF:],
        "s the order": good[:_HALF] + order,
        "last bit turned": good[:-1] + bytes((good[-1] ^ 1,)),
        "twice": good + good,
        "negated r": bytes(byte ^ 255 for byte in good[:_HALF]) + good[_HALF:],
        "s plus the order": good[:_HALF] + _plus_order(key, halves),
    }
    for name, signature in shapes.items():
        yield rejected(f"signature: {name}", text(assemble(whole, shield, signature)), "bad_signature")
    for name, signature in _foreign(key, message):
        yield rejected(f"signature: {name}", text(assemble(whole, shield, signature)), "bad_signature")
    if isinstance(key.private, EllipticCurvePrivateKey):
        mirrored = good[:_HALF] + (_P256_ORDER - halves[0]).to_bytes(_HALF, "big")
        yield accepted("signature: the other form of s", text(assemble(whole, shield, mirrored)))


def _plus_order(key: SigningKey, halves: tuple[int, int]) -> bytes:
    """s beyond its range, in the byte order of the algorithm (cut to 32 bytes where it does not fit)."""
    if isinstance(key.private, EllipticCurvePrivateKey):
        return ((halves[0] + _P256_ORDER) % 2**256).to_bytes(_HALF, "big")
    return (halves[1] + _ED25519_ORDER).to_bytes(_HALF, "little")


def _foreign(key: SigningKey, message: bytes) -> Iterator[tuple[str, bytes]]:
    """Signatures by the same key in forms of other standards."""
    if isinstance(key.private, EllipticCurvePrivateKey):
        from cryptography.hazmat.primitives.hashes import SHA256

        yield "DER", key.private.sign(message, ECDSA(SHA256()))
        yield "SHA-384", key.private.sign(message, ECDSA(SHA384()))[-64:]


def signers(county: County) -> Iterator[HostileCase]:
    """Keys that may not sign this pass, and two keys that share a kid."""
    claims = map_of(outer_pairs(county.claims()))
    yield rejected("signer: nobody we know", usual(county, county.stranger), "unknown_key")
    posing = Envelope(payload=claims, key=county.stranger, protected=header(-7, county.es.known.kid))
    yield rejected("signer: a stranger under our kid", posing.text(), "bad_signature")
    yield rejected("signer: a key for status lists", usual(county, county.lists_key), "unknown_key")
    yield rejected("signer: the root", usual(county, county.root), "unknown_key")
    yield rejected("signer: another county's key", usual(county, county.away), "wrong_issuer")
    yield rejected("signer: our key for another county", usual(county, iss=AWAY), "wrong_issuer")
    yield rejected("signer: window over before nbf", usual(county, county.ended), "key_expired")
    yield rejected("signer: window not begun at nbf", usual(county, county.coming), "key_expired")
    for number, twin in enumerate(county.twins):
        yield accepted(f"signer: twin {number} of one kid", usual(county, twin))
    neither = Envelope(payload=claims, key=county.es, protected=header(-7, county.twins[0].known.kid))
    yield rejected("signer: neither twin", neither.text(), "bad_signature")
    other = Envelope(payload=claims, key=county.ed, protected=header(-8, county.twins[0].known.kid))
    yield rejected("signer: the twins' kid with EdDSA", other.text(), "bad_alg")
    yield accepted("signer: another county's own pass", usual(county, county.away, iss=AWAY), status="another")
    hidden = Envelope(payload=map_of([*outer_pairs(county.claims())[:-1], (encode(PASS), b"\xa0")]), key=county.es)
    yield rejected("signer: ours, an empty pass", hidden.text(), "bad_claims")
