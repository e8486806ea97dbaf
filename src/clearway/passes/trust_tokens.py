"""The signed trust list: a COSE_Sign1 of the county's root, with claims of our own labels.

Protected headers: alg (1), kid (4), typ (16) ``application/clearway-trust+cwt``. Claims, deterministic CBOR:

| label | what |
|---|---|
| 1 iss, 4 exp, 6 iat | issuer of the list; end (at most 30 days after iat); moment of signing; seconds |
| −65538 | map: 1 version, 2 keys, 3 status_base, 4 gates |
| · 2 keys | array of maps: 1 COSE_Key, 2 iss, 3 use (1 pass, 2 status), 4 window start, 5 window end |
| · 4 gates | array of maps: 1 number, 2 approval number, 3 legal end, 4 iss |
"""

from __future__ import annotations

from collections.abc import Mapping

from clearway.passes import cbor, limits
from clearway.passes.cose import open_sign1, sign1, signer
from clearway.passes.keys import SigningKey, Use, VerifyingKey, cose_key, from_cose_key, kid_of, thumbprint
from clearway.passes.refusals import BadKey, BadTrust
from clearway.passes.trust import Gate, TrustList
from clearway.passes.verdicts import Rejected
from clearway.passes.wire import EXP, IAT, ISS, whole

TRUST_TYPE = "application/clearway-trust+cwt"
#: The map of the list, in the private-use range of CWT claims.
LIST = -65538
_VERSION, _KEYS, _BASE, _GATES = range(1, 5)
_KEY, _KEY_ISS, _USE, _START, _END = range(1, 6)
_NUMBER, _APPROVAL, _GATE_END, _GATE_ISS = range(1, 5)
_USES = {1: Use.PASS, 2: Use.STATUS}
_MAX_BYTES = 1 << 20

Map = Mapping[cbor.Key, cbor.Value]


def sign_trust(trust: TrustList, root: SigningKey) -> bytes:
    """The list as COSE_Sign1 (CBOR), signed by the root.

    Raises:
        BadTrust: the key is no root of this issuer, or the list breaks a rule.
    """
    if root.known.use is not Use.ROOT or root.known.iss != trust.iss:
        raise BadTrust(reason="unknown_key", zh="须由本县的根密钥签署", en="this county's root must sign it")
    _check_rules(trust, root.known)
    inner: dict[cbor.Key, cbor.Value] = {
        _VERSION: trust.version,
        _KEYS: [_key_map(key) for key in trust.keys],
        _BASE: trust.status_base,
        _GATES: [
            {_NUMBER: gate.number, _APPROVAL: gate.approval, _GATE_END: gate.end, _GATE_ISS: gate.iss}
            for gate in trust.gates
        ],
    }
    claims: cbor.Value = {ISS: trust.iss, EXP: trust.exp, IAT: trust.iat, LIST: inner}
    return sign1(cbor.encode(claims), root, typ=TRUST_TYPE)


def read_trust(token: bytes, root: VerifyingKey, *, now: int | None = None, newest: int | None = None) -> TrustList:
    """The list, once its root, its form and its rules hold.

    With ``now`` (seconds) it must be neither expired nor from the future; with ``newest``, the version last seen, it
    must not be older. The verifier needs neither: a list past its end speaks for no gate (``Trust.asks``).

    Raises:
        BadTrust: with the reason.
    """
    trust = _opened(token, root)
    _check_rules(trust, root)
    _check_moment(trust, now, newest)
    return trust


def unverified_trust(token: bytes) -> TrustList:
    """What a list says, whoever signed it: to be looked at, never to be believed.

    Raises:
        BadTrust: it is no list.
    """
    return _opened(token, None)


def _opened(token: bytes, root: VerifyingKey | None) -> TrustList:
    """The list, its signature checked against ``root`` unless that is None."""
    try:
        if len(token) > _MAX_BYTES:
            raise ValueError
        opened = open_sign1(token, typ=TRUST_TYPE)
        if root is not None:
            signer(opened, [root] if root.use is Use.ROOT and root.kid == opened.kid else [])
        return _trust(cbor.decode(opened.payload))
    except Rejected as rejected:
        raise BadTrust(reason=rejected.code.value, zh="签名或格式不符", en="its form or signature") from None
    except (TypeError, ValueError, KeyError, BadKey):
        raise BadTrust(reason="bad_claims", zh="内容不符", en="its claims") from None


def _check_rules(trust: TrustList, root: VerifyingKey) -> None:
    """What holds of every list, at any moment."""
    prints = [thumbprint(key.public) for key in trust.keys]
    windows = [(key.start, key.end) for key in trust.keys]
    for holds, reason, zh, en in (
        (trust.iss == root.iss, "wrong_issuer", "签发者与根密钥不符", "its issuer is not the root's"),
        (0 < trust.exp - trust.iat <= limits.TRUST_LIFE, "bad_claims", "有效期超过 30 天", "longer than 30 days"),
        (all(key.use is not Use.ROOT for key in trust.keys), "bad_claims", "列出了根密钥", "it lists a root key"),
        (len({*prints, thumbprint(root.public)}) == len(prints) + 1, "bad_claims", "密钥重复", "a key twice"),
        (all(map(_sound_window, windows)), "bad_claims", "签发期超过 90 天", "a signing window of more than 90 days"),
        (
            all(gate.end <= trust.iat + limits.GATE_LIFE for gate in trust.gates),
            "bad_claims",
            "大门审批超过 14 天",
            "an approval of a gate of more than 14 days",
        ),
        (
            len({(gate.iss, gate.number) for gate in trust.gates}) == len(trust.gates),
            "bad_claims",
            "大门重复",
            "a gate twice",
        ),
    ):
        if not holds:
            raise BadTrust(reason=reason, zh=zh, en=en)


def _sound_window(window: tuple[int | None, int | None]) -> bool:
    start, end = window
    return start is not None and end is not None and 0 < end - start <= limits.SIGNING_WINDOW


def _check_moment(trust: TrustList, now: int | None, newest: int | None) -> None:
    if newest is not None and trust.version < newest:
        raise BadTrust(reason="rollback", zh=f"已有第 {newest} 版", en=f"version {newest} was already seen")
    if now is None:
        return
    if now >= trust.exp + limits.SKEW:
        raise BadTrust(reason="expired", zh="已过有效期", en="it has expired")
    if now < trust.iat - limits.SKEW:
        raise BadTrust(reason="not_yet_valid", zh="尚未生效", en="it is from the future")


def _key_map(key: VerifyingKey) -> cbor.Value:
    use = {known: number for number, known in _USES.items()}[key.use]
    return {_KEY: cose_key(key.public), _KEY_ISS: key.iss, _USE: use, _START: key.start, _END: key.end}


def _trust(claims: cbor.Value) -> TrustList:
    outer = _map(claims, {ISS, EXP, IAT, LIST})
    inner = _map(outer[LIST], {_VERSION, _KEYS, _BASE, _GATES})
    return TrustList(
        iss=_text(outer[ISS]),
        version=whole(inner[_VERSION]),
        iat=whole(outer[IAT]),
        exp=whole(outer[EXP]),
        keys=tuple(map(_key, _array(inner[_KEYS]))),
        status_base=_text(inner[_BASE]),
        gates=tuple(map(_gate, _array(inner[_GATES]))),
    )


def _key(value: cbor.Value) -> VerifyingKey:
    members = _map(value, {_KEY, _KEY_ISS, _USE, _START, _END})
    cose = members[_KEY]
    if not isinstance(cose, dict):
        raise TypeError
    public = from_cose_key(cose)
    return VerifyingKey(
        public=public,
        iss=_text(members[_KEY_ISS]),
        use=_USES[whole(members[_USE])],
        kid=kid_of(public),
        start=whole(members[_START]),
        end=whole(members[_END]),
    )


def _gate(value: cbor.Value) -> Gate:
    members = _map(value, {_NUMBER, _APPROVAL, _GATE_END, _GATE_ISS})
    return Gate(
        iss=_text(members[_GATE_ISS]),
        number=whole(members[_NUMBER]),
        approval=_text(members[_APPROVAL]),
        end=whole(members[_GATE_END]),
    )


def _map(value: cbor.Value, labels: set[int]) -> Map:
    if not isinstance(value, dict) or value.keys() != labels:
        raise TypeError
    return value


def _array(value: cbor.Value) -> list[cbor.Value]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: cbor.Value) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
