"""Keys of passes, status lists and roots: made, and named by their RFC 9679 thumbprint."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from clearway.passes import cbor
from clearway.passes.limits import KID_BYTES
from clearway.passes.refusals import BadKey

Public = EllipticCurvePublicKey | Ed25519PublicKey
Private = EllipticCurvePrivateKey | Ed25519PrivateKey

#: COSE_Key (RFC 9052 §7, RFC 9053 §7): labels and values of the two kinds of key.
_KTY, _CRV, _X, _Y = 1, -1, -2, -3
_OKP, _EC2 = 1, 2
_P256, _ED25519 = 1, 6
_COORDINATE = 32


class Alg(StrEnum):
    """The two algorithms; the key fixes which."""

    ES256 = "ES256"
    EDDSA = "EdDSA"

    @property
    def cose(self) -> int:
        """The number of COSE (RFC 9053 §2)."""
        return {Alg.ES256: -7, Alg.EDDSA: -8}[self]


class Use(StrEnum):
    """What a key may sign: passes, status lists, trust lists (root), or decisions and opinions (document)."""

    PASS = "pass"  # noqa: S105 - a use, no password
    STATUS = "status"
    ROOT = "root"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyingKey:
    """A public key as the trust list knows it. ``start`` ≤ nbf of a pass < ``end`` (seconds; None: unbounded)."""

    public: Public
    iss: str
    use: Use
    kid: bytes
    start: int | None = None
    end: int | None = None

    @property
    def alg(self) -> Alg:
        """What this key signs with."""
        return alg_of(self.public)

    def signs_at(self, moment: int) -> bool:
        """Whether ``moment`` lies in the signing window."""
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and what is known of its public half."""

    private: Private
    known: VerifyingKey


def make_key(alg: Alg, *, use: Use, iss: str, start: int | None = None, end: int | None = None) -> SigningKey:
    """A new key for ``use`` of ``iss``; its kid is the head of its thumbprint."""
    private: Private = Ed25519PrivateKey.generate() if alg is Alg.EDDSA else generate_private_key(SECP256R1())
    public = private.public_key()
    known = VerifyingKey(public=public, iss=iss, use=use, kid=kid_of(public), start=start, end=end)
    return SigningKey(private, known)


def alg_of(public: Public) -> Alg:
    """The algorithm a key fixes."""
    return Alg.EDDSA if isinstance(public, Ed25519PublicKey) else Alg.ES256


def cose_key(public: Public) -> dict[cbor.Key, cbor.Value]:
    """The COSE_Key with its required members alone."""
    if isinstance(public, Ed25519PublicKey):
        return {_KTY: _OKP, _CRV: _ED25519, _X: public.public_bytes(Encoding.Raw, PublicFormat.Raw)}
    numbers = public.public_numbers()
    x, y = (number.to_bytes(_COORDINATE, "big") for number in (numbers.x, numbers.y))
    return {_KTY: _EC2, _CRV: _P256, _X: x, _Y: y}


def from_cose_key(members: Mapping[cbor.Key, cbor.Value]) -> Public:
    """The public key of a COSE_Key with exactly the required members.

    Raises:
        BadKey: another kind of key, other members, or no point of its curve.
    """
    kind = (members.get(_KTY), members.get(_CRV))
    x, y = members.get(_X), members.get(_Y)
    if kind == (_OKP, _ED25519) and members.keys() == {_KTY, _CRV, _X} and isinstance(x, bytes):
        return ed25519_key(x)
    whole = members.keys() == {_KTY, _CRV, _X, _Y} and isinstance(x, bytes) and isinstance(y, bytes)
    if kind == (_EC2, _P256) and whole:
        assert isinstance(x, bytes) and isinstance(y, bytes)  # noqa: PT018 - for the type checker
        return p256_key(x, y)
    raise BadKey(zh="仅支持 P-256 和 Ed25519", en="only P-256 and Ed25519 are known")


def p256_key(x: bytes, y: bytes) -> EllipticCurvePublicKey:
    """The key of a point of P-256, each coordinate of 32 bytes.

    Raises:
        BadKey: no such point.
    """
    try:
        if len(x) != _COORDINATE or len(y) != _COORDINATE:
            raise ValueError
        numbers = EllipticCurvePublicNumbers(int.from_bytes(x, "big"), int.from_bytes(y, "big"), SECP256R1())
        return numbers.public_key()
    except ValueError:
        raise BadKey(zh="坐标不在 P-256 曲线上", en="the coordinates are no point of P-256") from None


def ed25519_key(x: bytes) -> Ed25519PublicKey:
    """The key of 32 bytes.

    Raises:
        BadKey: not 32 bytes.
    """
    try:
        return Ed25519PublicKey.from_public_bytes(x)
    except ValueError:
        raise BadKey(zh="Ed25519 公钥应为 32 字节", en="an Ed25519 key has 32 bytes") from None


def thumbprint(public: Public) -> bytes:
    """SHA-256 of the deterministic COSE_Key of its required members (RFC 9679 §3)."""
    return hashlib.sha256(cbor.encode(cose_key(public))).digest()


def kid_of(public: Public) -> bytes:
    """The first four bytes of the thumbprint; two keys may share them."""
    return thumbprint(public)[:KID_BYTES]
