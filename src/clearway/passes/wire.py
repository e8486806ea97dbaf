"""Claims as CBOR (CWT, RFC 8392): labels, types, and the rule that nothing unknown is let by."""

from __future__ import annotations

from clearway.passes import cbor
from clearway.passes.claims import Pass, Purpose, StatusIndex
from clearway.passes.verdicts import Code, Rejected

ISS, SUB, EXP, NBF, IAT, CTI = 1, 2, 4, 5, 6, 7
#: The map of the pass, in the private-use range of CWT claims (below −65536).
PASS = -65537
PURPOSE, GATES, NAME, CHECK, COMPANIONS, USES, STATUS = range(1, 8)

_CLAIMS = frozenset((ISS, EXP, NBF, CTI, PASS))
_KNOWN = frozenset((PURPOSE, GATES, NAME, CHECK, COMPANIONS, USES, STATUS))
_NEEDED = frozenset((PURPOSE, GATES, STATUS))
_OPTIONAL = ((NAME, "name"), (CHECK, "check"), (COMPANIONS, "companions"), (USES, "uses"))


def encode_claims(claims: Pass) -> bytes:
    """The deterministic payload of a pass."""
    inner: dict[cbor.Key, cbor.Value] = {
        PURPOSE: int(claims.purpose),
        GATES: list(claims.gates),
        STATUS: [claims.status.list, claims.status.index],
    }
    inner |= {label: value for label, name in _OPTIONAL if (value := getattr(claims, name)) is not None}
    return cbor.encode({ISS: claims.iss, EXP: claims.exp, NBF: claims.nbf, CTI: claims.cti, PASS: inner})


def decode_claims(payload: bytes) -> Pass:
    """The pass of a payload.

    Raises:
        Rejected: as ``cbor.decode``, or bad_claims.
    """
    claims = cbor.decode(payload)
    if not isinstance(claims, dict) or claims.keys() != _CLAIMS:
        raise Rejected(Code.BAD_CLAIMS)
    inner = claims[PASS]
    if not isinstance(inner, dict) or not _NEEDED <= inner.keys() <= _KNOWN:
        raise Rejected(Code.BAD_CLAIMS)
    try:
        return Pass(
            iss=_text(claims[ISS]),
            exp=whole(claims[EXP]),
            nbf=whole(claims[NBF]),
            cti=_bytes(claims[CTI]),
            purpose=Purpose(whole(inner[PURPOSE])),
            gates=_wholes(inner[GATES]),
            status=StatusIndex(*_pair(inner[STATUS])),
            name=_text(inner[NAME]) if NAME in inner else None,
            check=whole(inner[CHECK]) if CHECK in inner else None,
            companions=whole(inner[COMPANIONS]) if COMPANIONS in inner else None,
            uses=whole(inner[USES]) if USES in inner else None,
        )
    except (TypeError, ValueError):
        raise Rejected(Code.BAD_CLAIMS) from None


def whole(value: cbor.Value) -> int:
    """``value``, an unsigned integer.

    Raises:
        TypeError: it is none.
    """
    if type(value) is not int or value < 0:
        raise TypeError
    return value


def _text(value: cbor.Value) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _bytes(value: cbor.Value) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError
    return value


def _wholes(value: cbor.Value) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(map(whole, value))


def _pair(value: cbor.Value) -> tuple[int, int]:
    first, second = _wholes(value)
    return first, second
