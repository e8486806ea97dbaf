"""Whom a gate believes: keys and gates, from a list signed by the county's offline root, or from a JWKS in tests."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearway.passes.jwk import from_jwk
from clearway.passes.keys import Use, VerifyingKey
from clearway.passes.limits import SKEW
from clearway.passes.refusals import BadKey

_LIST_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


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
    """What the verifier asks: keys by kid, and gates by number (None: a JWKS, gates are not checked).

    After ``exp`` (seconds) the list speaks for no gate any more: whoever holds it may not ask for passes.
    """

    keys: Mapping[bytes, tuple[VerifyingKey, ...]]
    gates: Mapping[int, tuple[Gate, ...]] | None
    status_base: str | None
    exp: int | None = None

    def keys_for(self, kid: bytes, use: Use) -> tuple[VerifyingKey, ...]:
        """Every key with this kid that may sign for ``use``."""
        return tuple(key for key in self.keys.get(kid, ()) if key.use is use)

    def asks(self, gate: int, now: int, iss: str | None = None) -> bool:
        """Whether gate ``gate`` (of ``iss``, or of any issuer) may ask for a pass at ``now``: its approval stands."""
        if self.gates is None:
            return True
        if self.exp is not None and now >= self.exp + SKEW:
            return False
        return any(known.end > now for known in self.gates.get(gate, ()) if iss in (None, known.iss))

    def place_of(self, uri: str) -> int | None:
        """The number of the status list at ``uri``: what follows ``status_base``, or the last part of any address."""
        base, _, number = uri.rpartition("/")
        plain = _LIST_NUMBER.fullmatch(number) is not None
        ours = self.status_base is None or f"{base}/" == self.status_base
        return int(number) if plain and ours else None


def trust_of(known: TrustList) -> Trust:
    """A signed list as the verifier asks it."""
    gates: dict[int, list[Gate]] = defaultdict(list)
    for gate in known.gates:
        gates[gate.number].append(gate)
    by_number = {number: tuple(found) for number, found in gates.items()}
    return Trust(_by_kid(known.keys), by_number, known.status_base, known.exp)


def trust_of_jwks(jwks: Mapping[str, object]) -> Trust:
    """A JWKS as the verifier asks it (tests and mirrors): no gates. Keys that are not ours are passed over (RFC 7517).

    Raises:
        BadKey: no JWKS.
    """
    keys = jwks.get("keys")
    if not isinstance(keys, list):
        raise BadKey(zh="不是 JWKS", en="no JWKS")
    return Trust(_by_kid(_ours(keys)), None, None)


def _ours(keys: Iterable[object]) -> Iterable[VerifyingKey]:
    for jwk in keys:
        if isinstance(jwk, dict):
            try:
                yield from_jwk(jwk)
            except BadKey:
                continue


def _by_kid(keys: Iterable[VerifyingKey]) -> dict[bytes, tuple[VerifyingKey, ...]]:
    found: dict[bytes, list[VerifyingKey]] = defaultdict(list)
    for key in keys:
        found[key.kid].append(key)
    return {kid: tuple(members) for kid, members in found.items()}
