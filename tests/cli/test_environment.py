"""An unknown or malformed setting stops the start with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.refusals import BadSetting
from clearway.environment import KNOWN, read_environment


def test_the_defaults_are_a_demo_in_chinese() -> None:
    environment = read_environment({})
    assert (environment.mode, environment.language, environment.home.name) == ("demo", "zh", "var")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CLEARWAY_HOEM", "/tmp"),
        ("CLEARWAY_LANGUAGE", "fr"),
        ("CLEARWAY_MODE", "prod"),
        ("CLEARWAY_DATABASE_URL", "mysql://x"),
        ("CLEARWAY_TIME_ZONE", "Nowhere/Land"),
        ("CLEARWAY_ENGINE", "abacus"),
        ("CLEARWAY_COUNTY", "4101"),
    ],
)
def test_a_wrong_setting_is_named_with_what_was_found_and_expected(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read_environment({name: value})
    assert name in refused.value.say("en")
    assert refused.value.try_again


def test_production_without_a_secret_does_not_start() -> None:
    with pytest.raises(BadSetting, match="SECRET_KEY"):
        read_environment({"CLEARWAY_MODE": "production"})


@given(st.text(min_size=1), st.text())
def test_foreign_variables_are_never_read(name: str, value: str) -> None:
    if not name.startswith("CLEARWAY_"):
        assert read_environment({name: value}) == read_environment({})


def test_every_setting_says_what_it_is() -> None:
    assert all(what.zh and what.en for what, _ in KNOWN.values())
