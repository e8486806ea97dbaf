"""What a pass may say, its check, its short code and its name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.passes.claims import Pass, Purpose, StatusIndex, holder_check, short_code
from clearway.passes.issuing import issue, masked_name, text_of
from clearway.passes.refusals import CannotIssue
from clearway.passes.trust import trust_of_jwks
from clearway.passes.verifying import read_pass
from clearway.passes.wire import decode_claims, encode_claims
from tests.passes.counties import county_with

COUNTY = county_with(4)
_GATES = st.lists(st.integers(0, 2**40), min_size=1, max_size=16, unique=True).map(lambda found: tuple(sorted(found)))
_PASSES = st.builds(
    lambda nbf, life, cti, gates, purpose, index, name, check, companions, uses: Pass(
        iss="CN-410122",
        nbf=nbf,
        exp=nbf + life,
        cti=cti,
        purpose=purpose,
        gates=gates,
        status=StatusIndex(3, index),
        name=name,
        check=check,
        companions=companions,
        uses=uses if len(gates) == 1 else None,
    ),
    st.integers(0, 2**40),
    st.integers(1, 14 * 86_400),
    st.binary(min_size=8, max_size=8),
    _GATES,
    st.sampled_from(Purpose),
    st.integers(0, 2**20 - 1),
    st.none() | st.text(max_size=6),
    st.none() | st.integers(0, 9_999),
    st.none() | st.integers(0, 5),
    st.none() | st.integers(1, 9),
)


@given(_PASSES)
def test_claims_come_back_from_their_bytes(claims: Pass) -> None:
    assert decode_claims(encode_claims(claims)) == claims


@pytest.mark.parametrize("signer", ["es", "ed"])
def test_a_pass_is_issued_and_read(signer: str) -> None:
    claims = COUNTY.claims(companions=1)
    text = text_of(issue(claims, getattr(COUNTY, signer)))
    assert read_pass(text, trust_of_jwks(COUNTY.jwks())) == claims


@pytest.mark.parametrize("signer", ["lists_key", "root", "away", "ended", "coming"])
def test_no_other_key_issues(signer: str) -> None:
    with pytest.raises(CannotIssue):
        issue(COUNTY.claims(), getattr(COUNTY, signer))


@pytest.mark.parametrize(
    "changes", [{"gates": (2, 1)}, {"gates": ()}, {"uses": 1}, {"companions": 6}, {"check": 10_000}, {"iss": "410122"}]
)
def test_a_pass_that_breaks_a_rule_cannot_be_made(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(COUNTY.claims(), **changes)  # type: ignore[arg-type]


def test_the_check_is_the_digest_of_cti_and_number_modulo_ten_thousand() -> None:
    """Figure by openssl: HMAC-SHA256, key 00 01 … 07, message 41010519800101123X, as one number modulo 10,000."""
    cti = bytes(range(8))
    assert holder_check(cti, "41010519800101123X") == holder_check(cti, " 41010519800101123x\n") == 9_766
    assert {holder_check(bytes(7) + bytes((last,)), "41010519800101123X") for last in range(50)} != {9_766}


@given(st.binary(min_size=8, max_size=8), st.integers(0, 9), st.integers(1, 31))
def test_a_wrong_character_in_a_short_code_shows(cti: bytes, place: int, step: int) -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    code = short_code(cti)
    assert len(code) == 10
    assert set(code) <= set(alphabet)
    values = [alphabet.index(character) for character in code]
    values[place] = (values[place] + step) % 32
    total = sum(at * value for at, value in enumerate(values[:9], start=1)) % 31
    swapped = {alphabet.index(code[place]), values[place]} == {0, 31}
    assert swapped or total != values[9]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王秀兰", "王*兰"),
        ("王兰", "王*"),
        ("王", "王*"),
        ("王*兰", "王*兰"),
        ("Anna  Maier", "A*r"),
        ("欧阳慧慧", "欧*慧"),
    ],
)
def test_names_are_masked(name: str, masked: str) -> None:
    assert masked_name(name) == masked


def test_no_name_is_no_mask() -> None:
    with pytest.raises(ValueError):
        masked_name("  ")
    with pytest.raises(ValueError):
        masked_name("*" + "一" * 9)
