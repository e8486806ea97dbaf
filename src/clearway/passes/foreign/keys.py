"""Public keys as others write them: JWK, COSE_Key, X.509 certificates and bare SPKI, in PEM, DER or base64 of it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import cbor2
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key, load_pem_public_key

from clearway.passes.refusals import BadKey

ForeignPublic = ec.EllipticCurvePublicKey | Ed25519PublicKey | Ed448PublicKey | RSAPublicKey

_JWK_CURVES: Mapping[str, ec.EllipticCurve] = {
    "P-256": ec.SECP256R1(),
    "P-384": ec.SECP384R1(),
    "P-521": ec.SECP521R1(),
}
_COSE_CURVES = {1: "P-256", 2: "P-384", 3: "P-521", 6: "Ed25519", 7: "Ed448"}
#: COSE_Key labels: kty, crv (or n), x (or e), y.
_KTY, _FIRST, _SECOND, _THIRD = 1, -1, -2, -3
_OKP, _EC2, _RSA = 1, 2, 3
_CERTIFICATE_KID = 8
#: What the readers of keys raise on content that is none.
_UNREADABLE = (
    ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, UnsupportedAlgorithm,
    x509.InvalidVersion, x509.UnsupportedGeneralNameType, binascii.Error, cbor2.CBORDecodeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A key, and, of a certificate, the kid EU certificates name it by (first 8 bytes of SHA-256 of its DER)."""

    public: ForeignPublic
    certificate_kid: bytes | None = None


def foreign_key(content: bytes) -> ForeignKey:
    """The key in a file, whatever its form.

    Raises:
        BadKey: none of the forms known.
    """
    try:
        return _read(content)
    except _UNREADABLE:
        raise BadKey(
            zh="应为 JWK、COSE_Key、X.509 或 SPKI（PEM 或 DER）",
            en="expected a JWK, COSE_Key, X.509 or SPKI (PEM or DER)",
        ) from None


def _read(content: bytes) -> ForeignKey:
    bare = content.strip()
    if bare.startswith(b"{"):
        return ForeignKey(_of_jwk(json.loads(bare)))
    if b"-----BEGIN CERTIFICATE" in bare:
        return _of_certificate(x509.load_pem_x509_certificate(bare))
    if bare.startswith(b"-----BEGIN"):
        return ForeignKey(_known(load_pem_public_key(bare)))
    if bare[:1] == b"M" and bare.isascii():
        content = base64.b64decode(b"".join(bare.split()), validate=True)
    elif _is_hex(bare):
        content = bytes.fromhex(bare.decode())
    if content[:1] == b"\x30":
        return _of_der(content)
    return ForeignKey(_of_cose(cbor2.loads(content)))


def _is_hex(text: bytes) -> bool:
    return len(text) % 2 == 0 and bool(text) and all(byte in b"0123456789abcdefABCDEF" for byte in text)


def _of_der(der: bytes) -> ForeignKey:
    try:
        return _of_certificate(x509.load_der_x509_certificate(der))
    except ValueError:
        return ForeignKey(_known(load_der_public_key(der)))


def _of_certificate(certificate: x509.Certificate) -> ForeignKey:
    der = certificate.public_bytes(Encoding.DER)
    return ForeignKey(_known(certificate.public_key()), hashlib.sha256(der).digest()[:_CERTIFICATE_KID])


def _known(public: object) -> ForeignPublic:
    if isinstance(public, ec.EllipticCurvePublicKey | Ed25519PublicKey | Ed448PublicKey | RSAPublicKey):
        return public
    raise ValueError("another kind of key")


def _of_jwk(jwk: Mapping[str, str]) -> ForeignPublic:
    """Of a JWK; members may also be given in hex as ``x_hex``, as the COSE examples do."""
    if jwk["kty"] == "RSA":
        return RSAPublicNumbers(_number(_member(jwk, "e")), _number(_member(jwk, "n"))).public_key()
    y = _member(jwk, "y") if jwk["kty"] == "EC" else b""
    return _on_curve(jwk["crv"], _member(jwk, "x"), y)


def _member(jwk: Mapping[str, str], name: str) -> bytes:
    if name not in jwk:
        return bytes.fromhex(jwk[f"{name}_hex"])
    text = jwk[name].rstrip("=")
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _of_cose(key: object) -> ForeignPublic:
    if not isinstance(key, Mapping):
        raise TypeError
    first, second, third = (key.get(label) for label in (_FIRST, _SECOND, _THIRD))
    if key[_KTY] == _RSA:
        return RSAPublicNumbers(_number(_bytes(second)), _number(_bytes(first))).public_key()
    curve = first if isinstance(first, str) else _COSE_CURVES[first if isinstance(first, int) else -1]
    if key[_KTY] == _EC2 and isinstance(third, bool):
        point = bytes((2 + third,)) + _bytes(second)
        return ec.EllipticCurvePublicKey.from_encoded_point(_JWK_CURVES[curve], point)
    return _on_curve(curve, _bytes(second), _bytes(third) if key[_KTY] == _EC2 else b"")


def _on_curve(curve: str, x: bytes, y: bytes) -> ForeignPublic:
    if curve == "Ed25519":
        return Ed25519PublicKey.from_public_bytes(x)
    if curve == "Ed448":
        return Ed448PublicKey.from_public_bytes(x)
    return ec.EllipticCurvePublicNumbers(_number(x), _number(y), _JWK_CURVES[curve]).public_key()


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise TypeError
    return value


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")
