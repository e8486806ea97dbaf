"""Base45 by RFC 9285: its examples, both ways, and everything it forbids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.passes import base45
from clearway.passes.verdicts import Rejected


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0"), (b"", "")],
)
def test_the_examples_of_the_rfc(data: bytes, text: str) -> None:
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@given(st.binary(max_size=300))
def test_bytes_come_back(data: bytes) -> None:
    assert base45.decode(base45.encode(data)) == data


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:a_\n", max_size=12))
def test_a_text_that_is_read_is_the_only_one_for_its_bytes(text: str) -> None:
    try:
        data = base45.decode(text)
    except Rejected:
        return
    assert base45.encode(data) == text


@pytest.mark.parametrize("text", ["GGW", ":::", "0", "0000", "::", "bb8", "BB8\n", "ＢＢ8", "BB\ud800"])
def test_what_the_rfc_forbids_is_rejected(text: str) -> None:
    with pytest.raises(Rejected):
        base45.decode(text)
