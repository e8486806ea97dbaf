"""Keys as JWK (RFC 7517, 7518, 8037) with members of ours: ``cw:iss``, ``cw:use``, ``cw:nbf``, ``cw:exp``."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from clearway.passes.keys import (
    Private,
    Public,
    SigningKey,
    Use,
    VerifyingKey,
    alg_of,
    cose_key,
    ed25519_key,
    kid_of,
    p256_key,
)
from clearway.passes.limits import KID_BYTES
from clearway.passes.refusals import BadKey

Jwk = Mapping[str, object]

_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_SECRET_BYTES = 32


def as_jwk(key: VerifyingKey | SigningKey) -> dict[str, object]:
    """The key as JWK, private if it is a signing key."""
    if isinstance(key, SigningKey):
        return {**as_jwk(key.known), "d": _text(_secret(key.private))}
    members = {"kty": "OKP", "crv": "Ed25519"} if alg_of(key.public) == "EdDSA" else {"kty": "EC", "crv": "P-256"}
    coordinates = [value for value in cose_key(key.public).values() if isinstance(value, bytes)]
    jwk: dict[str, object] = {**members, **dict(zip("xy", map(_text, coordinates), strict=False))}
    jwk |= {"alg": str(key.alg), "use": "sig", "kid": _text(key.kid), "cw:iss": key.iss, "cw:use": str(key.use)}
    window = {"cw:nbf": key.start, "cw:exp": key.end}
    return jwk | {name: moment for name, moment in window.items() if moment is not None}


def as_jwks(keys: Iterable[VerifyingKey]) -> dict[str, object]:
    """Public keys as JWK Set."""
    return {"keys": [as_jwk(key) for key in keys]}


def from_jwk(jwk: Jwk) -> VerifyingKey:
    """The public key of a JWK of ours.

    Raises:
        BadKey: not a P-256 or Ed25519 JWK, without ``cw:iss`` or ``cw:use``, or with members that contradict.
    """
    public = public_of(jwk)
    iss, use = jwk.get("cw:iss"), jwk.get("cw:use")
    if not isinstance(iss, str) or not isinstance(use, str) or use not in set(Use):
        raise BadKey(zh="缺少 cw:iss 或 cw:use", en="cw:iss or cw:use is missing")
    kid = _bytes(jwk, "kid") if "kid" in jwk else kid_of(public)
    if len(kid) != KID_BYTES:
        raise BadKey(zh="kid 应为 4 字节", en="a kid has four bytes")
    if jwk.get("alg", str(alg_of(public))) != str(alg_of(public)):
        raise BadKey(zh="alg 与密钥不符", en="alg is not the key's")
    start, end = (_moment(jwk, name) for name in ("cw:nbf", "cw:exp"))
    return VerifyingKey(public=public, iss=iss, use=Use(use), kid=kid, start=start, end=end)


def signing_key(jwk: Jwk) -> SigningKey:
    """The private key of a JWK of ours.

    Raises:
        BadKey: as ``from_jwk``, or without its ``d``, or with another key's.
    """
    known = from_jwk(jwk)
    secret = _bytes(jwk, "d")
    number = int.from_bytes(secret, "big")
    if len(secret) != _SECRET_BYTES or not 0 < number < _P256_ORDER:
        raise BadKey(zh="d 不是私钥", en="d is no private key")
    private: Private = (
        Ed25519PrivateKey.from_private_bytes(secret)
        if alg_of(known.public) == "EdDSA"
        else derive_private_key(number, SECP256R1())
    )
    if private.public_key() != known.public:
        raise BadKey(zh="d 与公钥不符", en="d is not the private half of this key")
    return SigningKey(private, known)


def public_of(jwk: Jwk) -> Public:
    """The public key of any P-256 or Ed25519 JWK.

    Raises:
        BadKey: another kind of key, or no point of its curve.
    """
    kind = (jwk.get("kty"), jwk.get("crv"))
    if kind == ("EC", "P-256"):
        return p256_key(_bytes(jwk, "x"), _bytes(jwk, "y"))
    if kind == ("OKP", "Ed25519"):
        return ed25519_key(_bytes(jwk, "x"))
    raise BadKey(zh="仅支持 P-256 和 Ed25519", en="only P-256 and Ed25519 are known")


def _secret(private: Private) -> bytes:
    if isinstance(private, EllipticCurvePrivateKey):
        return private.private_numbers().private_value.to_bytes(_SECRET_BYTES, "big")
    return private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(jwk: Jwk, name: str) -> bytes:
    try:
        text = jwk[name]
        if not isinstance(text, str):
            raise TypeError
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise BadKey(zh=f"{name} 应为 base64url", en=f"{name} should be base64url") from None


def _moment(jwk: Jwk, name: str) -> int | None:
    moment = jwk.get(name)
    if moment is None or (isinstance(moment, int) and not isinstance(moment, bool)):
        return moment
    raise BadKey(zh=f"{name} 应为整数秒", en=f"{name} should be whole seconds")
