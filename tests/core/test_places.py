"""The region tree and distances."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.core.places import (
    Level,
    Place,
    PlaceKind,
    Point,
    covers,
    distance_m,
    parent_code,
    region_at,
    region_level,
)

digits = st.integers(1, 99)
communities = st.tuples(st.integers(11, 65), digits, digits, st.integers(1, 999), st.integers(1, 999)).map(
    lambda t: f"{t[0]:02d}{t[1]:02d}{t[2]:02d}{t[3]:03d}{t[4]:03d}"
)


def test_a_gate_names_all_its_ancestors() -> None:
    code = "410102001001-A3-2"
    chain = []
    current: str | None = code
    while current is not None:
        chain.append(current)
        current = parent_code(current)
    assert chain == [
        "410102001001-A3-2",
        "410102001001-A3",
        "410102001001",
        "410102001000",
        "410102000000",
        "410100000000",
        "410000000000",
    ]


@given(communities)
def test_every_region_covers_what_lies_in_it_and_nothing_beside_it(code: str) -> None:
    for level in Level:
        assert covers(region_at(code, level), code + "-G1")
    neighbour = code[:9] + f"{int(code[9:]) % 999 + 1:03d}"
    assert not covers(code, neighbour)
    assert covers(region_at(code, Level.TOWNSHIP), neighbour)


def test_the_level_of_a_code_is_read_from_its_zeros() -> None:
    assert region_level("410000000000") is Level.PROVINCE
    assert region_level("410102000000") is Level.COUNTY
    assert region_level("410102001001-A") is Level.COMMUNITY


def test_a_degree_of_latitude_is_about_111_kilometres() -> None:
    assert math.isclose(distance_m(Point(34, 113), Point(35, 113)), 111_195, rel_tol=1e-4)


def test_a_place_with_negative_population_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="negative"):
        Place(code="410102001001", kind=PlaceKind.COMMUNITY, name="东街社区", population=-1)


def test_a_point_off_the_globe_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="WGS84"):
        Point(113.6, 34.7 + 180)
