"""What the strict reader takes is exactly what the writer writes: one form a value, and no other."""

import io
from contextlib import suppress

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.passes import cbor
from clearway.passes.verdicts import Code, Rejected

_KEYS = st.integers(-(2**64), 2**64 - 1) | st.text(max_size=8) | st.binary(max_size=8)
_LEAVES = _KEYS | st.booleans() | st.none()
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=12
)


def _depth(value: object) -> int:
    if isinstance(value, list):
        return 1 + max((_depth(item) for item in value), default=0)
    if isinstance(value, dict):
        return 1 + max((_depth(item) for item in value.values()), default=0)
    return 0


@given(_VALUES)
def test_a_value_written_is_read_again(value: cbor.Value) -> None:
    written = cbor.encode(value)
    if _depth(value) <= 6:
        assert cbor.decode(written) == value
    else:
        with pytest.raises(Rejected):
            cbor.decode(written)


@given(st.binary(max_size=40))
def test_whatever_is_read_has_this_form_alone_and_nothing_crashes(data: bytes) -> None:
    try:
        value = cbor.decode(data)
    except Rejected:
        return
    assert cbor.encode(value) == data
    assert cbor2.loads(data) == value


@given(_VALUES.filter(lambda value: _depth(value) <= 6), st.data())
def test_another_form_of_the_same_value_is_rejected(value: cbor.Value, data: st.DataObject) -> None:
    """The same value with indefinite lengths, or one byte changed: rejected, or another value in its own one form."""
    out = io.BytesIO()
    cbor2.CBOREncoder(out, indefinite_containers=True).encode(value)
    loose = out.getvalue()
    if loose != cbor.encode(value):
        with pytest.raises(Rejected):
            cbor.decode(loose)
    raw = bytearray(cbor.encode(value))
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Rejected):
        assert cbor.encode(cbor.decode(bytes(raw))) == bytes(raw)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("1817", Code.NONCANONICAL),
        ("1900ff", Code.NONCANONICAL),
        ("1a0000ffff", Code.NONCANONICAL),
        ("1b00000000ffffffff", Code.NONCANONICAL),
        ("5801ff", Code.NONCANONICAL),
        ("9f01ff", Code.NONCANONICAL),
        ("bf0101ff", Code.NONCANONICAL),
        ("a202000100", Code.NONCANONICAL),
        ("a201000100", Code.DUPLICATE_KEY),
        ("f93c00", Code.NONCANONICAL),
        ("fb3ff199999999999a", Code.NONCANONICAL),
        ("c11a514b67b0", Code.NONCANONICAL),
        ("f7", Code.MALFORMED),
        ("0000", Code.MALFORMED),
        ("", Code.MALFORMED),
        ("1c", Code.MALFORMED),
        ("62c328", Code.MALFORMED),
        ("5b7fffffffffffffff00", Code.MALFORMED),
        ("9bffffffffffffffff", Code.MALFORMED),
        ("81818181818181" + "01", Code.MALFORMED),
        ("a1f501", Code.MALFORMED),
        ("a18001", Code.MALFORMED),
    ],
)
def test_each_forbidden_form_has_its_code(data: str, code: Code) -> None:
    with pytest.raises(Rejected) as found:
        cbor.decode(bytes.fromhex(data))
    assert found.value.code is code


def test_keys_out_of_order_are_read_where_they_are_allowed_but_never_twice() -> None:
    assert cbor.decode(bytes.fromhex("a202000100"), ordered=False) == {1: 0, 2: 0}
    with pytest.raises(Rejected):
        cbor.decode(bytes.fromhex("a3010002000100"), ordered=False)


@pytest.mark.parametrize("value", [1.5, 2**64, -(2**64) - 1, {1.0: 1}])
def test_what_cannot_be_written_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        cbor.encode(value)  # type: ignore[arg-type]
