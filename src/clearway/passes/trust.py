"""Whom a gate believes: keys and gates, from a list signed by the county's offline root, or from a JWKS in tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clearway.passes.keys import SigningKey, Use, VerifyingKey


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate that may ask for passes: its number in the issuer's list, the approval, its legal end (seconds)."""

    iss: str
    number: int
    approval: str
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustList:
    """A trust list; times in seconds. ``status_base`` + list number is the address of a status list."""

    iss: str
    version: int
    iat: int
    exp: int
    keys: tuple[VerifyingKey, ...]
    status_base: str
    gates: tuple[Gate, ...]


@dataclass(frozen=True, slots=True)
class Trust:
    """What the verifier asks: keys by kid, and gates (None: a JWKS, gates are not checked)."""

    keys: Mapping[bytes, tuple[VerifyingKey, ...]]
    gates: Mapping[int, tuple[Gate, ...]] | None
    status_base: str | None

    def keys_for(self, kid: bytes, use: Use) -> tuple[VerifyingKey, ...]:
        """Every key with this kid that may sign for ``use``."""
        return tuple(key for key in self.keys.get(kid, ()) if key.use is use)


def sign_trust(trust: TrustList, root: SigningKey) -> bytes:
    """The list as COSE_Sign1 (CBOR), signed by the root."""
    raise NotImplementedError


def read_trust(token: bytes, root: VerifyingKey, *, now: int, newest: int | None = None) -> TrustList:
    """The list, once its root, its form and its times hold and it is not older than ``newest`` (a version).

    Raises:
        BadTrust: with the code of what does not hold (``rollback`` for an older version).
    """
    raise NotImplementedError


def trust_of(known: TrustList) -> Trust:
    """A signed list as the verifier asks it."""
    raise NotImplementedError


def trust_of_jwks(jwks: Mapping[str, object]) -> Trust:
    """A JWKS as the verifier asks it (tests and mirrors): no gates.

    Raises:
        BadKey: one of the keys is not ours.
    """
    raise NotImplementedError
