"""Keys: their names, their JWK, and what is not taken for one."""

import json

import pytest

from clearway.passes.jwk import as_jwk, from_jwk, signing_key
from clearway.passes.keys import Alg, Use, cose_key, from_cose_key, kid_of, make_key, p256_key, thumbprint
from clearway.passes.refusals import BadKey


def test_the_thumbprint_is_that_of_rfc_9679() -> None:
    x = bytes.fromhex("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d")
    y = bytes.fromhex("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c")
    print_of = "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec"
    assert thumbprint(p256_key(x, y)).hex() == print_of
    assert kid_of(p256_key(x, y)).hex() == print_of[:8]


@pytest.mark.parametrize("alg", list(Alg))
@pytest.mark.parametrize("use", list(Use))
def test_a_key_comes_back_from_its_jwk(alg: Alg, use: Use) -> None:
    key = make_key(alg, use=use, iss="CN-410122", start=5, end=9)
    kept = signing_key(json.loads(json.dumps(as_jwk(key))))
    assert kept.known == key.known
    assert "d" not in as_jwk(key.known)
    assert from_jwk(as_jwk(key.known)) == key.known
    assert from_cose_key(cose_key(key.known.public)) == key.known.public


@pytest.mark.parametrize(
    "change",
    [
        {"kty": "RSA"},
        {"crv": "P-384"},
        {"x": "AAAA"},
        {"x": 7},
        {"x": "????"},
        {"y": None},
        {"alg": "HS256"},
        {"alg": "none"},
        {"kid": "AAAAAAA"},
        {"kid": 5},
        {"cw:use": "gate"},
        {"cw:use": ["pass"]},
        {"kty": ["EC"]},
        {"crv": {}},
        {"cw:iss": 410122},
        {"cw:nbf": "now"},
        {"cw:exp": True},
    ],
)
def test_a_jwk_that_contradicts_itself_is_no_key(change: dict[str, object]) -> None:
    jwk = as_jwk(make_key(Alg.ES256, use=Use.PASS, iss="CN-410122")) | change
    with pytest.raises(BadKey):
        from_jwk(jwk)


def test_a_private_half_of_another_key_is_found_out() -> None:
    ours, theirs = (as_jwk(make_key(Alg.EDDSA, use=Use.PASS, iss="CN-410122")) for _ in range(2))
    with pytest.raises(BadKey):
        signing_key(ours | {"d": theirs["d"]})
    with pytest.raises(BadKey):
        signing_key({name: value for name, value in ours.items() if name != "d"})


def test_a_point_off_the_curve_is_no_key() -> None:
    with pytest.raises(BadKey):
        p256_key(bytes(32), bytes(31) + b"\x01")


def test_the_window_begins_with_its_first_second_and_ends_before_its_last() -> None:
    key = make_key(Alg.ES256, use=Use.PASS, iss="CN-410122", start=100, end=200).known
    assert [key.signs_at(moment) for moment in (99, 100, 199, 200)] == [False, True, True, False]
    assert make_key(Alg.ES256, use=Use.PASS, iss="CN-410122").known.signs_at(0)
