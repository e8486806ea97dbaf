"""A small county of keys, and tokens built byte by byte so that any rule can be broken alone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from random import Random

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from clearway.passes import base45, cbor, limits
from clearway.passes.claims import Pass, Purpose, StatusIndex
from clearway.passes.cose import raw_signature, signed_bytes
from clearway.passes.jwk import as_jwks
from clearway.passes.keys import Alg, Private, SigningKey, Use, VerifyingKey, kid_of
from clearway.passes.wire import CHECK, COMPANIONS, CTI, EXP, GATES, ISS, NAME, NBF, PASS, PURPOSE, STATUS, USES

HOME, AWAY = "CN-410122", "CN-410105"
#: Monday 23 November 2026, 09:00 in Zhengzhou.
NOW = 1_795_395_600
GATE, SECOND_GATE, STRANGE_GATE = 1_207, 1_208, 4_000
REVOKED, STANDING = 777, 1_234
#: Bytes of the lists most cases carry, so that a file of a thousand lines stays small.
_SMALL = 256

Pairs = list[tuple[bytes, bytes]]
encode = cbor.encode


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileCase:
    """One line of a case file, with what must come out. ``status`` names a list of ``County.lists``, "" for none."""

    kind: str
    qr: str
    verdict: str
    code: str
    gate: int = GATE
    now: int = NOW
    status: str = "fresh"
    reset_used: bool = True


def accepted(kind: str, qr: str, **fields: object) -> HostileCase:
    """A case that must be let through."""
    return replace(HostileCase(kind=kind, qr=qr, verdict="accept", code="ok"), **fields)  # type: ignore[arg-type]


def warned(kind: str, qr: str, **fields: object) -> HostileCase:
    """A case that must be let through with a warning."""
    case = HostileCase(kind=kind, qr=qr, verdict="accept_warn", code="status_stale")
    return replace(case, **fields)  # type: ignore[arg-type]


def rejected(kind: str, qr: str, code: str, **fields: object) -> HostileCase:
    """A case that must be rejected."""
    return replace(HostileCase(kind=kind, qr=qr, verdict="reject", code=code), **fields)  # type: ignore[arg-type]


@dataclass(slots=True)
class County:
    """Keys of two issuers, drawn from a seed. ``es`` and ``ed`` sign passes of ``HOME``."""

    random: Random
    es: SigningKey = field(init=False)
    ed: SigningKey = field(init=False)
    lists_key: SigningKey = field(init=False)
    away: SigningKey = field(init=False)
    ended: SigningKey = field(init=False)
    coming: SigningKey = field(init=False)
    stranger: SigningKey = field(init=False)
    twins: tuple[SigningKey, SigningKey] = field(init=False)
    root: SigningKey = field(init=False)

    def __post_init__(self) -> None:
        self.es = self._key(Alg.ES256)
        self.ed = self._key(Alg.EDDSA)
        self.lists_key = self._key(Alg.ES256, use=Use.STATUS)
        self.away = self._key(Alg.ES256, iss=AWAY)
        self.ended = self._key(Alg.ES256, days=(-100, -10))
        self.coming = self._key(Alg.ES256, days=(7, 97))
        self.stranger = self._key(Alg.ES256)
        self.root = self._key(Alg.EDDSA, use=Use.ROOT)
        first, second = self._key(Alg.ES256), self._key(Alg.ES256)
        self.twins = first, SigningKey(second.private, replace(second.known, kid=first.known.kid))

    @property
    def keys(self) -> tuple[VerifyingKey, ...]:
        """What the trust list holds: not the stranger, not the root."""
        held = (self.es, self.ed, self.lists_key, self.away, self.ended, self.coming, *self.twins)
        return tuple(key.known for key in held)

    def jwks(self) -> dict[str, object]:
        """The trust of the case file."""
        return as_jwks(self.keys)

    def lists(self) -> dict[str, dict[str, object]]:
        """The ``status`` objects a case may name."""
        bits = bytearray(limits.LIST_BYTES)
        bits[REVOKED >> 3] |= 1 << (REVOKED & 7)
        full, whole, short = (base64.b64encode(bytes(bits[:size])).decode() for size in (None, _SMALL, 16))
        name = f"{HOME}/1"

        def held(bitmap: str, iat: int, life: int = limits.LIST_LIFE) -> dict[str, object]:
            return {name: {"bitmap": bitmap, "iat": iat, "exp": iat + life}}

        return {
            "fresh": held(whole, NOW - limits.HOUR),
            "full": held(full, NOW - limits.HOUR),
            "a day old": held(whole, NOW - limits.LIST_STALE),
            "stale": held(whole, NOW - limits.LIST_STALE - 1),
            "ended": held(whole, NOW - 2 * limits.HOUR, limits.HOUR),
            "short": held(short, NOW - limits.HOUR),
            "another": {f"{AWAY}/1": held(whole, NOW - limits.HOUR)[name]},
        }

    def claims(self, **changes: object) -> Pass:
        """An ordinary pass, at a gate an hour after it began; a new cti each time."""
        usual = Pass(
            iss=HOME,
            nbf=NOW - limits.HOUR,
            exp=NOW + 23 * limits.HOUR,
            cti=self.random.randbytes(limits.CTI_BYTES),
            purpose=Purpose.MEDICAL,
            gates=(GATE, SECOND_GATE, 1_301),
            status=StatusIndex(1, STANDING),
            name="王*兰",
            check=self.random.randrange(10_000),
        )
        return replace(usual, **changes)  # type: ignore[arg-type]

    def _key(self, alg: Alg, *, use: Use = Use.PASS, iss: str = HOME, days: tuple[int, int] = (-30, 60)) -> SigningKey:
        secret = self.random.randbytes(32)
        private: Private = (
            Ed25519PrivateKey.from_private_bytes(secret)
            if alg is Alg.EDDSA
            else derive_private_key(int.from_bytes(hashlib.sha256(secret).digest(), "big") >> 1, SECP256R1())
        )
        public = private.public_key()
        start, end = (NOW + day * limits.DAY for day in days)
        known = VerifyingKey(public=public, iss=iss, use=use, kid=kid_of(public), start=start, end=end)
        return SigningKey(private, known)


def inner_pairs(claims: Pass) -> Pairs:
    """The map of the pass as pairs of encoded label and value, ascending."""
    values = {
        PURPOSE: int(claims.purpose),
        GATES: list(claims.gates),
        NAME: claims.name,
        CHECK: claims.check,
        COMPANIONS: claims.companions,
        USES: claims.uses,
        STATUS: [claims.status.list, claims.status.index],
    }
    return [(encode(label), encode(value)) for label, value in values.items() if value is not None]  # type: ignore[arg-type]


def outer_pairs(claims: Pass, inner: bytes | None = None) -> Pairs:
    """The claims as pairs, ascending; ``inner`` in place of the map of the pass."""
    simple: dict[int, cbor.Value] = {ISS: claims.iss, EXP: claims.exp, NBF: claims.nbf, CTI: claims.cti}
    pairs = [(encode(label), encode(value)) for label, value in simple.items()]
    return [*pairs, (encode(PASS), map_of(inner_pairs(claims)) if inner is None else inner)]


def map_of(pairs: Pairs) -> bytes:
    """A map of these pairs in this order, whatever they are."""
    return cbor.head(5, len(pairs)) + b"".join(key + value for key, value in pairs)


def changed(pairs: Pairs, label: int, value: bytes | None) -> Pairs:
    """The pairs with ``label`` set to an encoded value, or without it (None)."""
    key = encode(label)
    kept = [pair for pair in pairs if pair[0] != key]
    return kept if value is None else sorted([*kept, (key, value)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A COSE_Sign1 to be: every part as bytes, so that each can be wrong alone."""

    payload: bytes
    key: SigningKey
    protected: bytes | None = None
    unprotected: bytes = b"\xa0"
    head: bytes = b"\xd2\x84"
    tail: bytes = b""
    signed: bytes | None = None

    def token(self) -> bytes:
        """The token, signed over what is in it (or over ``signed``)."""
        known = self.key.known
        protected = header(known.alg.cose, known.kid) if self.protected is None else self.protected
        message = signed_bytes(protected, self.payload) if self.signed is None else self.signed
        return assemble(self, protected, raw_signature(self.key.private, message))

    def text(self) -> str:
        """The text of its QR code."""
        return text(self.token())


def assemble(envelope: Envelope, protected: bytes, signature: bytes) -> bytes:
    """The parts in their order."""
    string = cbor.byte_string
    parts: Iterable[bytes] = (
        envelope.head,
        string(protected),
        envelope.unprotected,
        string(envelope.payload),
        string(signature),
        envelope.tail,
    )
    return b"".join(parts)


def header(alg: int, kid: bytes) -> bytes:
    """The protected header as it should be."""
    return encode({1: alg, 4: kid})


def text(token: bytes) -> str:
    """A token as QR text."""
    return limits.PREFIX + base45.encode(token)


def usual(county: County, key: SigningKey | None = None, **changes: object) -> str:
    """The text of an ordinary pass with these claims changed."""
    claims = county.claims(**changes)
    return Envelope(payload=map_of(outer_pairs(claims)), key=key or county.es).text()


def odd(county: County, pairs: Pairs, key: SigningKey | None = None) -> str:
    """The text of a pass whose claims are these pairs."""
    return Envelope(payload=map_of(pairs), key=key or county.es).text()
