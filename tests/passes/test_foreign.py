"""Other people's COSE_Sign1, EU certificates and bare signatures: made here, each with one thing wrong."""

import base64
import hashlib
import json
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from clearway.passes import base45, cbor
from clearway.passes.cose import raw_signature
from clearway.passes.foreign.keys import ForeignKey, foreign_key
from clearway.passes.foreign.sign1 import verify_foreign
from clearway.passes.foreign.signatures import bare_holds
from clearway.passes.jwk import as_jwk
from clearway.passes.keys import cose_key
from clearway.passes.refusals import BadKey
from clearway.passes.verdicts import Code
from tests.passes.counties import county_with

COUNTY = county_with(12)
ES = COUNTY.es
KEY = ForeignKey(ES.known.public)
PAYLOAD = b"This is the content."


def _made(
    protected: dict[cbor.Key, cbor.Value],
    unprotected: dict[cbor.Key, cbor.Value],
    *,
    aad: bytes = b"",
    tag: bytes = b"\xd2",
    payload: bytes = PAYLOAD,
) -> bytes:
    shield = cbor.encode(protected) if protected else b""
    signature = raw_signature(ES.private, cbor.encode(["Signature1", shield, aad, payload]))
    return tag + cbor.encode([shield, unprotected, payload, signature])


@pytest.mark.parametrize(
    ("token", "code"),
    [
        (_made({1: -7}, {4: b"11"}), Code.OK),
        (_made({1: -7}, {}, tag=b""), Code.OK),
        (_made({}, {1: -7}), Code.OK),
        (_made({1: -9}, {}), Code.OK),
        (_made({1: -7, 2: [4], 4: b"k"}, {}), Code.OK),
        (_made({1: -7}, {}, tag=b"\xd9\x03\xe6"), Code.MALFORMED),
        (_made({1: -7}, {}, tag=b"\xd1"), Code.MALFORMED),
        (_made({1: -7}, {}, aad=b"x"), Code.BAD_SIGNATURE),
        (_made({1: -7}, {})[:-1] + b"\0", Code.BAD_SIGNATURE),
        (_made({1: -7}, {}) + b"\0", Code.MALFORMED),
        (_made({1: -999}, {}), Code.BAD_ALG),
        (_made({1: "ES256"}, {}), Code.BAD_ALG),
        (_made({1: -8}, {}), Code.BAD_ALG),
        (_made({1: -37}, {}), Code.BAD_ALG),
        (_made({}, {}), Code.BAD_ALG),
        (_made({1: -7, 2: [99], 99: 1}, {}), Code.UNKNOWN_CRIT),
        (_made({1: -7, 2: []}, {}), Code.UNKNOWN_CRIT),
        (_made({1: -7, 2: [4]}, {4: b"k"}), Code.UNKNOWN_CRIT),
        (_made({1: -7}, {2: [1]}), Code.UNKNOWN_CRIT),
        (b"", Code.MALFORMED),
        (b"\xd2\x84", Code.MALFORMED),
        (b"\xd2\x84\x40\xa0\xf6\x40", Code.MALFORMED),
        (b"hello", Code.MALFORMED),
        (b"\x81" * 5_000, Code.MALFORMED),
    ],
)
def test_any_sign1_gets_its_answer_as_bytes_and_as_hex(token: bytes, code: Code) -> None:
    assert verify_foreign(token, KEY)[0] is code
    if token:
        assert verify_foreign(token.hex().encode() + b"\n", KEY)[0] is code


def test_external_data_counts() -> None:
    token = _made({1: -7}, {}, aad=b"\x11\xaa")
    assert verify_foreign(token, KEY, aad=b"\x11\xaa") == (Code.OK, PAYLOAD)
    assert verify_foreign(token, KEY, aad=b"\x11\xab")[0] is Code.BAD_SIGNATURE


def _certificate() -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    private = ES.private
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    builder = x509.CertificateBuilder(name, name, private.public_key(), 1, start, start + timedelta(days=9))
    return builder.sign(private, hashes.SHA256())


CERTIFICATE = _certificate()
KID = hashlib.sha256(CERTIFICATE.public_bytes(Encoding.DER)).digest()[:8]
HEALTH = cbor.encode({1: "AT", -260: {1: {"ver": "1.0.0"}}})


def _eu(token: bytes) -> bytes:
    return b"HC1:" + base45.encode(zlib.compress(token)).encode()


GOOD = _made({1: -7, 4: KID}, {}, payload=HEALTH)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (_eu(GOOD), Code.OK),
        (_eu(GOOD) + b"\r\n", Code.OK),
        (_eu(b"\xd8\x3d" + GOOD), Code.OK),
        (_eu(_made({1: -7}, {4: KID}, payload=HEALTH)), Code.OK),
        (_eu(_made({1: -7, 4: KID}, {4: b"wrong"}, payload=HEALTH)), Code.OK),
        (_eu(_made({1: -7, 4: b"wrong"}, {4: KID}, payload=HEALTH)), Code.UNKNOWN_KEY),
        (_eu(_made({1: -7}, {}, payload=HEALTH)), Code.UNKNOWN_KEY),
        (_eu(_made({1: -7, 4: KID}, {}, payload=cbor.encode({1: "AT", -260: {1: b"\xff"}}))), Code.BAD_CLAIMS),
        (_eu(_made({1: -7, 4: KID}, {}, payload=b"text, no CBOR")), Code.MALFORMED),
        (b"HC1:" + base45.encode(GOOD).encode(), Code.MALFORMED),
        (_eu(GOOD)[:-4], Code.MALFORMED),
        (_eu(GOOD).lower(), Code.MALFORMED),
        (_eu(GOOD).replace(b"HC1:", b"HC2:"), Code.MALFORMED),
        (_eu(GOOD).removeprefix(b"HC1:"), Code.MALFORMED),
        (_eu(bytes(300_000)), Code.OVERSIZE),
    ],
)
def test_eu_certificates_are_taken_and_refused_as_their_rules_say(text: bytes, code: Code) -> None:
    assert verify_foreign(text, foreign_key(CERTIFICATE.public_bytes(Encoding.PEM)))[0] is code


def test_a_key_is_read_in_every_form() -> None:
    public = ES.known.public
    spki = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    forms = [
        json.dumps(as_jwk(ES.known)).encode(),
        cbor.encode(cose_key(public)),
        cbor.encode(cose_key(public)).hex().encode(),
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        spki,
        spki.hex().encode(),
        base64.b64encode(spki),
        CERTIFICATE.public_bytes(Encoding.DER),
        CERTIFICATE.public_bytes(Encoding.PEM),
        base64.b64encode(CERTIFICATE.public_bytes(Encoding.DER)),
    ]
    assert all(foreign_key(form).public == public for form in forms)


_OF_VERSION_40 = CERTIFICATE.public_bytes(Encoding.DER).replace(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x27", 1)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"hello",
        b"\x30\x00",
        b"\xa0",
        b'{"kty": "oct", "k": "AA"}',
        b'{"kty": "EC", "crv": 1, "x": 2}',
        _OF_VERSION_40,
    ],
)
def test_what_is_no_key_is_refused(content: bytes) -> None:
    with pytest.raises(BadKey):
        foreign_key(content)


@pytest.mark.parametrize(("curve", "size"), [(ec.SECP256R1(), 32), (ec.SECP384R1(), 48), (ec.SECP521R1(), 66)])
def test_bare_ecdsa_is_read_as_der_and_as_two_halves(curve: ec.EllipticCurve, size: int) -> None:
    private = ec.generate_private_key(curve)
    digest = {32: hashes.SHA256(), 48: hashes.SHA384(), 66: hashes.SHA512()}[size]
    der = private.sign(b"m", ec.ECDSA(digest))
    halves = b"".join(number.to_bytes(size, "big") for number in decode_dss_signature(der))
    public = private.public_key()
    assert bare_holds(public, b"m", der)
    assert bare_holds(public, b"m", halves)
    assert bare_holds(public, b"m", halves, form="p1363")
    assert not bare_holds(public, b"m", der, form="p1363")
    assert not bare_holds(public, b"m", halves, form="der")
    for broken in (der + b"\0", der[:-1], b"\x30\x81" + der[1:], halves + b"\0", halves[1:], bytes(2 * size), b""):
        assert not bare_holds(public, b"m", broken)


def test_bare_edwards_and_rsa_signatures() -> None:
    for private in (Ed25519PrivateKey.generate(), Ed448PrivateKey.generate()):
        signature = private.sign(b"m")
        assert bare_holds(private.public_key(), b"m", signature)
        assert not bare_holds(private.public_key(), b"m", signature + b"\0")
        assert not bare_holds(private.public_key(), b"n", signature)
    big = rsa.generate_private_key(65_537, 2_048)
    signature = big.sign(b"m", padding.PKCS1v15(), hashes.SHA256())
    assert bare_holds(big.public_key(), b"m", signature)
    assert not bare_holds(big.public_key(), b"n", signature)
