"""Refusals have a stable code and a full sentence in both languages."""

import string

import pytest

from clearway.core import refusals
from clearway.core.refusals import BadCell, Refusal

FAMILY = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, Refusal)]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in FAMILY]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", FAMILY, ids=lambda kind: kind.__name__)
def test_every_refusal_speaks_both_languages_from_the_data_given(kind: type[Refusal]) -> None:
    wanted = places(kind.template.zh) | places(kind.template.en)
    refusal = kind(**{name: name.upper() for name in wanted})
    for language in ("zh", "en"):
        assert "{" not in refusal.say(language)  # type: ignore[arg-type]
    assert refusal.as_json()["code"] == kind.code


def test_a_bad_cell_names_file_row_column_found_and_expected() -> None:
    sentence = BadCell(
        file="a.csv", row=7, column="count", found="-3", expected="a whole number, 0 or more", expected_zh="非负整数"
    ).say("en")
    for part in ("a.csv", "7", "count", "-3", "a whole number"):
        assert part in sentence
