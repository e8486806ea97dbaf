"""The sieve before the patterns of personal data never keeps a text from a pattern that would be found in it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.monitor.examples import rows
from clearway.monitor.needed import Sieve
from clearway.monitor.private_names import _grammar
from clearway.monitor.private_numbers import RULES

_TEXTS = [row["text"] for row in rows("private")]
_PATTERNS = [rule.pattern for rule in RULES] + [*_grammar().contexts, *_grammar().english]
_SIEVE = Sieve(_PATTERNS)


def _missed(text: str) -> list[str]:
    left = set(_SIEVE.left(text))
    return [one.pattern for at, one in enumerate(_PATTERNS) if at not in left and one.search(text)]


def test_nothing_is_missed_in_our_examples_and_most_patterns_need_not_be_tried() -> None:
    assert [found for text in _TEXTS for found in _missed(text)] == []
    tried = sum(len(_SIEVE.left(text)) for text in _TEXTS)
    assert tried < 0.6 * len(_TEXTS) * len(_PATTERNS)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_TEXTS).flatmap(lambda text: st.integers(0, len(text)).map(lambda at: text[at:])),
                max_size=4).map("".join), st.text(max_size=12))  # fmt: skip
def test_nothing_is_missed_in_pieces_of_them(text: str, more: str) -> None:
    assert _missed(text + more) == []


@pytest.mark.parametrize(
    ("pattern", "held", "not_held"),
    [
        (r"a(?:b|cd)e?", "cad", "abe"[::2]),
        (r"(?i:kind regards)", "KIND REGARDS", "kind"),
        (r"(?<=电话)\d{4}", "电话1234", "手机1234"),
        (r"[0-9]{3}(?:-[0-9]){2}", "123-4-5", "12-4-5"[:5]),
        (r"(?:x)?y", "y", "x"),
    ],
)
def test_a_pattern_tells_what_it_needs(pattern: str, held: str, not_held: str) -> None:
    sieve = Sieve([re.compile(pattern)])
    assert sieve.left(held) == [0]
    assert sieve.left(not_held) == []


def test_a_pattern_of_nothing_certain_is_always_tried() -> None:
    assert Sieve([re.compile(r"[^a]*"), re.compile(r"\w?")]).left("") == [0, 1]
