"""Signatures by COSE's algorithm numbers (RFC 9053, RFC 8812, RFC 9864), and bare ones of either form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm

from clearway.passes.foreign.keys import ForeignPublic
from clearway.passes.verdicts import Code, Rejected

_HASHES: Mapping[str, HashAlgorithm] = {"sha256": SHA256(), "sha384": SHA384(), "sha512": SHA512()}
#: By bytes of a coordinate.
_USUAL = {32: "sha256", 48: "sha384"}

Check = Callable[[ForeignPublic, bytes, bytes], None]


def holds(alg: object, public: ForeignPublic, message: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is one of ``message`` by COSE algorithm ``alg``.

    Raises:
        Rejected: bad_alg: an algorithm nobody here knows, or not one of this key.
    """
    check = _ALGS.get(alg) if isinstance(alg, int) and not isinstance(alg, bool) else None
    if check is None:
        raise Rejected(Code.BAD_ALG)
    return _held(check, public, message, signature)


def bare_holds(
    public: ForeignPublic, message: bytes, signature: bytes, *, form: str = "auto", hashed: str | None = None
) -> bool:
    """A signature without envelope: the key's own algorithm; of ECDSA in ``form`` der, p1363, or whichever fits.

    ``hashed`` is sha256, sha384 or sha512; without it what COSE and JOSE use with the curve.
    """
    if isinstance(public, RSAPublicKey):
        return _held(partial(_rsa, _HASHES[hashed or "sha256"]), public, message, signature)
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return _held(_eddsa, public, message, signature)
    size = _size(public)
    digest = _HASHES[hashed or _USUAL.get(size, "sha512")]
    plain, der = partial(_ecdsa, digest), partial(_ecdsa_der, digest)
    tries = {"p1363": [plain], "der": [der]}.get(form) or ([plain, der] if len(signature) == 2 * size else [der])
    return any(_held(one, public, message, signature) for one in tries)


def _held(check: Check, public: ForeignPublic, message: bytes, signature: bytes) -> bool:
    try:
        check(public, message, signature)
    except InvalidSignature:
        return False
    return True


def _ecdsa(digest: HashAlgorithm, public: ForeignPublic, message: bytes, signature: bytes) -> None:
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise Rejected(Code.BAD_ALG)
    size = _size(public)
    if len(signature) != 2 * size:
        raise InvalidSignature
    r, s = (int.from_bytes(half, "big") for half in (signature[:size], signature[size:]))
    public.verify(encode_dss_signature(r, s), message, ec.ECDSA(digest))


def _ecdsa_der(digest: HashAlgorithm, public: ForeignPublic, message: bytes, signature: bytes) -> None:
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(signature, message, ec.ECDSA(digest))


def _eddsa(public: ForeignPublic, message: bytes, signature: bytes) -> None:
    if not isinstance(public, Ed25519PublicKey | Ed448PublicKey):
        raise Rejected(Code.BAD_ALG)
    public.verify(signature, message)


def _rsa_pss(digest: HashAlgorithm, public: ForeignPublic, message: bytes, signature: bytes) -> None:
    if not isinstance(public, RSAPublicKey):
        raise Rejected(Code.BAD_ALG)
    public.verify(signature, message, padding.PSS(padding.MGF1(digest), digest.digest_size), digest)


def _rsa(digest: HashAlgorithm, public: ForeignPublic, message: bytes, signature: bytes) -> None:
    if not isinstance(public, RSAPublicKey):
        raise Rejected(Code.BAD_ALG)
    public.verify(signature, message, padding.PKCS1v15(), digest)


def _size(public: ec.EllipticCurvePublicKey) -> int:
    return (public.curve.key_size + 7) // 8


_ALGS: Mapping[int, Check] = {
    -7: partial(_ecdsa, SHA256()),
    -9: partial(_ecdsa, SHA256()),
    -35: partial(_ecdsa, SHA384()),
    -51: partial(_ecdsa, SHA384()),
    -36: partial(_ecdsa, SHA512()),
    -52: partial(_ecdsa, SHA512()),
    -8: _eddsa,
    -19: _eddsa,
    -53: _eddsa,
    -37: partial(_rsa_pss, SHA256()),
    -38: partial(_rsa_pss, SHA384()),
    -39: partial(_rsa_pss, SHA512()),
    -257: partial(_rsa, SHA256()),
    -258: partial(_rsa, SHA384()),
    -259: partial(_rsa, SHA512()),
}
