"""Keys of passes, status lists and roots: made, written as JWK, named by their RFC 9679 thumbprint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

Public = EllipticCurvePublicKey | Ed25519PublicKey
Private = EllipticCurvePrivateKey | Ed25519PrivateKey


class Alg(StrEnum):
    """The two algorithms; the key fixes which."""

    ES256 = "ES256"
    EDDSA = "EdDSA"


class Use(StrEnum):
    """What a key may sign: passes, status lists, or trust lists (root)."""

    PASS = "pass"  # noqa: S105 - a use, no password
    STATUS = "status"
    ROOT = "root"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyingKey:
    """A public key as the trust list knows it. ``start`` ≤ nbf of a pass < ``end`` (seconds; None: unbounded)."""

    public: Public
    iss: str
    use: Use
    kid: bytes
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key and what is known of its public half."""

    private: Private
    known: VerifyingKey


def make_key(alg: Alg, *, use: Use, iss: str, start: int | None = None, end: int | None = None) -> SigningKey:
    """A new key."""
    raise NotImplementedError


def thumbprint(public: Public) -> bytes:
    """SHA-256 of the deterministic COSE_Key of its required members (RFC 9679); its first four bytes are the kid."""
    raise NotImplementedError


def as_jwk(key: VerifyingKey | SigningKey) -> dict[str, object]:
    """The key as JWK with ``alg, kid, use`` and ``cw:iss cw:use cw:nbf cw:exp``; private if it is a signing key."""
    raise NotImplementedError


def from_jwk(jwk: Mapping[str, object]) -> VerifyingKey:
    """The public key of a JWK of ours.

    Raises:
        BadKey: not a P-256 or Ed25519 JWK, or without ``cw:iss`` or ``cw:use``.
    """
    raise NotImplementedError


def signing_key(jwk: Mapping[str, object]) -> SigningKey:
    """The private key of a JWK of ours.

    Raises:
        BadKey: as ``from_jwk``, or without ``d``.
    """
    raise NotImplementedError
