"""Single cells: what fits, what does not, and under which code."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from clearway.core.facilities import FacilityKind
from clearway.sources.cells import choice, day, integer, moment, number, place_code, truth
from clearway.sources.columns import Unfit


def code(read: Any, cell: object) -> str:
    with pytest.raises(Unfit) as fault:
        read(cell)
    return fault.value.code


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-07T08:05:00+08:00",
        "2022-03-07 08:05:00+08:00",
        "2022-03-07 08:05+0800",
        "2022/3/7 8:05:00+08:00",
        "20220307T080500+08",
        "2022-03-07T00:05:00Z",
        " 2022-03-06T19:05:00-05:00 ",
        "２０２２－０３－０７ ０８:０５:００＋０８:００",
    ],
)
def test_a_moment_is_read_however_its_offset_is_written(text: str) -> None:
    assert moment(text) == datetime(2022, 3, 7, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2022-03-07T08:05:00", "no_zone"),
        ("2022-03-07", "no_zone"),
        (datetime(2022, 3, 7), "no_zone"),
        (date(2022, 3, 7), "no_zone"),
        ("yesterday", "not_a_moment"),
        ("2022-13-07T08:05:00Z", "not_a_moment"),
        (44627, "not_a_moment"),
        ("1066-10-14T08:05:00Z", "out_of_range"),
        ("9999-12-31T23:59:59-12:00", "out_of_range"),
    ],
)
def test_a_moment_without_zone_or_sense_is_unfit(cell: object, why: str) -> None:
    assert code(moment, cell) == why


@pytest.mark.parametrize(
    "text", ["2022-03-07", "2022/3/7", "2022年3月7日", "20220307", "2022-03-07 00:00:00", "2022.03.07"]
)
def test_a_local_day_is_read_however_it_is_written(text: str) -> None:
    assert day(text) == date(2022, 3, 7)


@pytest.mark.parametrize("cell", ["2022-03-07 10:00:00", "2022-02-30", "7.3.2022", "", datetime(2022, 3, 7, 1)])
def test_what_is_no_day_is_unfit(cell: object) -> None:
    assert code(day, cell) == "not_a_day"


@pytest.mark.parametrize(("cell", "value"), [("5", 5), ("5.0", 5), (5.0, 5), ("１２", 12), (Decimal("7"), 7), ("0", 0)])
def test_whole_numbers_are_read(cell: object, value: int) -> None:
    assert integer(0)(cell) == value


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("-1", "negative"),
        (-3, "negative"),
        ("5.5", "not_whole"),
        (Decimal("5.5"), "not_whole"),
        ("many", "not_a_number"),
        ("nan", "not_a_number"),
        ("inf", "not_a_number"),
        (True, "not_a_number"),
        ("1_000", "not_a_number"),
        ("3000000000", "out_of_range"),
        ("1e400", "not_a_number"),
    ],
)
def test_other_counts_are_unfit_each_with_its_code(cell: object, why: str) -> None:
    assert code(integer(0), cell) == why


def test_numbers_with_spaces_are_read_and_words_are_not() -> None:
    assert number(" 3.5 ") == 3.5
    assert code(number, "3,5") == "not_a_number"


def test_place_codes_have_twelve_digits_and_local_parts() -> None:
    assert place_code("410102001001-A3-2") == "410102001001-A3-2"
    assert place_code(410102001001.0) == "410102001001"
    assert code(place_code, "4101") == "not_a_place_code"


def test_choices_take_chinese_names_and_say_what_they_expect() -> None:
    kind = choice(FacilityKind, {"医院": FacilityKind.HOSPITAL})
    assert kind("医院") is kind("Hospital") is FacilityKind.HOSPITAL
    with pytest.raises(Unfit) as fault:
        kind("castle")
    assert "pharmacy" in fault.value.expected.en


def test_truth_is_told_in_two_languages() -> None:
    assert truth("是")
    assert not truth(False)
    assert code(truth, "maybe") == "unknown_value"
