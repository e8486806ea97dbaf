"""Status lists: bits, size, the draft's example, and the change since."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.passes import cbor, limits
from clearway.passes.cose import open_sign1
from clearway.passes.foreign.status import bare_list
from clearway.passes.refusals import BadStatus
from clearway.passes.status_delta import DELTA_TYPE, applied, delta_between, sign_delta
from clearway.passes.status_list import StatusList, bitmap_of, entries_of
from clearway.passes.status_tokens import inflate, sign_cwt, sign_jwt
from tests.passes.counties import county_with

_ENTRIES = st.sets(st.integers(0, limits.LIST_ENTRIES - 1), max_size=40)


@given(_ENTRIES)
def test_entries_come_back(entries: set[int]) -> None:
    assert list(entries_of(bitmap_of(entries))) == sorted(entries)


@given(_ENTRIES, _ENTRIES)
def test_a_change_leads_from_the_old_list_to_the_new(old: set[int], new: set[int]) -> None:
    before, after = bitmap_of(old), bitmap_of(new)
    delta = delta_between(before, after, since=7)
    assert applied(before, delta) == after
    assert applied(after, delta) == after
    assert delta.since == 7


def test_a_change_of_five_hundred_is_small_signed_and_of_lists_of_one_length() -> None:
    county, drawn = county_with(2), Random(5).sample(range(limits.LIST_ENTRIES), 1_000)
    before, after = bitmap_of(drawn[:500]), bitmap_of(drawn)
    moment = county.lists_key.known.start or 0
    delta = delta_between(before, after, since=moment - 60)
    signed = sign_delta(delta, uri="https://pass.example/0", iat=moment, exp=moment + 1, key=county.lists_key)
    assert len(signed) < 3_000
    claims = cbor.decode(open_sign1(signed, typ=DELTA_TYPE).payload)
    assert isinstance(claims, dict)
    assert (claims[-65539], claims[-65540], claims[-65541]) == (moment - 60, sorted(drawn[500:]), [])
    with pytest.raises(ValueError):
        delta_between(before, after[:-1], since=0)
    with pytest.raises(IndexError):
        applied(before[:16], delta)


def test_a_list_of_a_million_with_one_in_a_hundred_revoked_stays_below_15_kilobytes() -> None:
    county = county_with(2)
    bitmap = bitmap_of(Random(1).sample(range(limits.LIST_ENTRIES), limits.LIST_ENTRIES // 100))
    moment = county.lists_key.known.start or 0
    uri = "https://pass.example/passes/status/1"
    assert len(sign_cwt(bitmap, uri=uri, iat=moment, exp=moment + 1, key=county.lists_key)) <= 15_000
    with pytest.raises(BadStatus):
        sign_cwt(bitmap, uri=uri, iat=moment, exp=moment + 1, key=county.es)
    with pytest.raises(BadStatus):
        sign_jwt(bitmap, uri=uri, iat=moment - 1, exp=moment + 1, key=county.lists_key)


def test_the_draft_s_example_lists_are_read() -> None:
    """Token Status List §4: one bit (b9 a3) and two bits (c9 44 f9)."""
    bits, raw = bare_list(b'{"bits": 1, "lst": "eNrbuRgAAhcBXQ"}')
    assert (bits, raw.hex()) == (1, "b9a3")
    held = StatusList(bitmap=raw, iat=0, exp=1)
    assert [held.revoked(index) for index in range(16)] == [bool(int(bit)) for bit in "1001110111000101"]
    assert held.revoked(16) is None
    bits, raw = bare_list(b'{"bits": 2, "lst": "eNo76fITAAPfAgc"}')
    assert (bits, raw.hex()) == (2, "c944f9")
    assert bare_list(bytes.fromhex("a2646269747301636c73744a78dadbb918000217015d")) == (1, bytes.fromhex("b9a3"))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"bits": 3, "lst": "eNrbuRgAAhcBXQ"}', b'{"bits": 1, "lst": "AAAA"}', b"ey.", b"\xd2"],
)
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(BadStatus):
        bare_list(content)


def test_freshness_ends_a_day_after_iat_or_with_exp() -> None:
    held = StatusList(bitmap=b"", iat=1_000, exp=1_000 + limits.LIST_LIFE)
    assert [held.fresh(1_000 + age) for age in (0, limits.DAY, limits.DAY + 1)] == [True, True, False]
    assert not StatusList(bitmap=b"", iat=1_000, exp=1_500).fresh(1_500)


def test_a_stream_that_is_not_whole_is_refused() -> None:
    import zlib

    good = zlib.compress(bytes(100))
    assert inflate(good) == bytes(100)
    for broken in (good[:-1], good + b"\0", zlib.compress(bytes(limits.LIST_BYTES + 1)), b""):
        with pytest.raises(ValueError):
            inflate(broken)
