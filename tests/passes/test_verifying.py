"""The verifier on whatever may be signed or shown: one verdict, no crash, and no acceptance without a sound pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.passes import cbor, limits
from clearway.passes.cose import sign1
from clearway.passes.hostile.gates import trust_list
from clearway.passes.hostile.making import AWAY, GATE, HOME, NOW, STANDING, usual
from clearway.passes.issuing import text_of
from clearway.passes.status_list import StatusList, bitmap_of
from clearway.passes.trust import Trust, trust_of, trust_of_jwks
from clearway.passes.used import UsedInMemory
from clearway.passes.verdicts import Answer, Code, Verdict
from clearway.passes.verifying import Lists, verify
from clearway.passes.wire import CTI, EXP, ISS, NBF, PASS
from tests.passes.counties import county_with

COUNTY = county_with(21)
TRUST = trust_of_jwks(COUNTY.jwks())
FRESH = {(HOME, 1): StatusList(bitmap=bitmap_of([5]), iat=NOW, exp=NOW + limits.DAY)}
_SMALL = st.integers(-1, 20) | st.sampled_from([NOW, NOW + 1, 1 << 20, 1 << 64 - 1]) | st.text(max_size=3) | st.none()
_VALUES = _SMALL | st.binary(max_size=9) | st.lists(_SMALL, max_size=4)


def _verdict(text: str, trust: Trust = TRUST, lists: Lists = FRESH, now: int = NOW, skew: int = 120) -> Verdict:
    return verify(text, trust=trust, lists=lists, gate=GATE, now=now, used=UsedInMemory(), skew=skew)


@given(st.text(max_size=80) | st.text(alphabet="0123456789ABCDEFGHIJ $%*+-./:", max_size=400).map("CW1:".__add__))
def test_any_text_is_rejected_without_a_crash(text: str) -> None:
    assert _verdict(text).answer is Answer.REJECT


@given(
    st.dictionaries(st.sampled_from([ISS, EXP, NBF, CTI, PASS, 2, 6, -1]), _VALUES, max_size=7),
    st.dictionaries(st.integers(0, 9), _VALUES, max_size=7),
)
def test_the_right_key_does_not_make_nonsense_a_pass(
    outer: dict[cbor.Key, cbor.Value], inner: dict[cbor.Key, cbor.Value]
) -> None:
    """Claims drawn at random and signed by a key we trust."""
    usual_claims: dict[cbor.Key, cbor.Value] = {ISS: HOME, EXP: NOW + 99, NBF: NOW, CTI: bytes(8), PASS: inner}
    for claims in (outer, outer | {PASS: inner}, usual_claims):
        verdict = _verdict(text_of(sign1(cbor.encode(claims), COUNTY.es)))
        if verdict.answer is not Answer.REJECT:
            assert verdict.claims is not None
            assert GATE in verdict.claims.gates


@pytest.mark.parametrize("skew", [-1, 301])
def test_clocks_are_never_trusted_to_be_more_than_five_minutes_off(skew: int) -> None:
    with pytest.raises(ValueError):
        _verdict(usual(COUNTY), skew=skew)


def test_a_wider_skew_reaches_further() -> None:
    late = usual(COUNTY, nbf=NOW - 1_000, exp=NOW - 299)
    assert _verdict(late).code is Code.EXPIRED
    assert _verdict(late, skew=300).answer is Answer.ACCEPT


def test_a_rejected_pass_whose_signature_holds_still_says_what_it_is_for() -> None:
    verdict = _verdict(usual(COUNTY, nbf=NOW - 9_000, exp=NOW - 5_000))
    assert verdict.code is Code.EXPIRED
    assert verdict.claims is not None
    assert _verdict(usual(COUNTY, COUNTY.stranger)).claims is None


def test_a_gate_of_one_issuer_takes_no_pass_of_another_with_the_same_number() -> None:
    trust = trust_of(trust_list(COUNTY))
    home, away = usual(COUNTY), usual(COUNTY, COUNTY.away, iss=AWAY)

    def at(text: str, gate_iss: str | None) -> Code:
        told = verify(text, trust=trust, lists=FRESH, gate=GATE, now=NOW, used=UsedInMemory(), gate_iss=gate_iss)
        return told.code

    assert (at(home, HOME), at(home, None), at(home, AWAY)) == (Code.OK, Code.OK, Code.WRONG_GATE)
    assert (at(away, AWAY), at(away, HOME)) == (Code.STATUS_STALE, Code.WRONG_GATE)
    assert at(home, "CN-999999") is Code.GATE_NOT_AUTHORISED


def test_an_entry_that_is_set_rejects_and_its_neighbour_does_not() -> None:
    revoked = {(HOME, 1): StatusList(bitmap=bitmap_of([STANDING]), iat=NOW, exp=NOW + 1)}
    beside = {(HOME, 1): StatusList(bitmap=bitmap_of([STANDING + 1]), iat=NOW, exp=NOW + 1)}
    assert _verdict(usual(COUNTY), lists=revoked).code is Code.REVOKED
    assert _verdict(usual(COUNTY), lists=revoked, now=NOW + limits.HOUR).code is Code.REVOKED
    assert _verdict(usual(COUNTY), lists=beside).code is Code.OK
    assert _verdict(usual(COUNTY), lists={}).code is Code.STATUS_STALE
