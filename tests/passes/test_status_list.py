"""Status lists: bits, size, the draft's example, and the change since."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.passes import limits
from clearway.passes.foreign.status import bare_list
from clearway.passes.refusals import BadStatus
from clearway.passes.status_list import StatusList, apply_delta, bitmap_of, delta, entries_of
from clearway.passes.status_tokens import inflate, sign_cwt, sign_jwt
from tests.passes.counties import county_with

_ENTRIES = st.sets(st.integers(0, limits.LIST_ENTRIES - 1), max_size=40)


@given(_ENTRIES)
def test_entries_come_back(entries: set[int]) -> None:
    assert list(entries_of(bitmap_of(entries))) == sorted(entries)


@given(_ENTRIES, _ENTRIES)
def test_a_change_leads_from_the_old_list_to_the_new(old: set[int], new: set[int]) -> None:
    before, after = bitmap_of(old), bitmap_of(new)
    assert apply_delta(before, delta(before, after)) == after


def test_a_change_of_a_thousand_is_small_and_one_that_does_not_fit_is_refused() -> None:
    drawn = Random(5).sample(range(limits.LIST_ENTRIES), 1_000)
    before, after = bitmap_of(drawn[:500]), bitmap_of(drawn)
    change = delta(before, after)
    assert len(change) < 1_200
    for broken in (change[:-1], change + b"\0", b"", b"x" * 9):
        with pytest.raises(ValueError):
            apply_delta(before, broken)
    with pytest.raises(ValueError):
        apply_delta(before[:16], change)
    with pytest.raises(ValueError):
        delta(before, after[:-1])


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
