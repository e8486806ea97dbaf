"""A map and a table tell of the same hospital: it is one hospital."""

from clearway.core.facilities import Facility, FacilityKind, told_twice
from clearway.core.places import Point

MAPPED = Facility(kind=FacilityKind.HOSPITAL, name="县人民医院", entrances=(Point(34.70600, 113.59930),))


def told(lat: float, lon: float, name: str = "县人民医院", kind: FacilityKind = FacilityKind.HOSPITAL) -> bool:
    return told_twice(Facility(kind=kind, name=name, entrances=(Point(lat, lon),)), [MAPPED])


def test_the_same_name_and_kind_a_few_metres_off_is_told_twice() -> None:
    assert told(34.70650, 113.59950)


def test_a_branch_across_town_is_another_one() -> None:
    assert not told(34.72, 113.62)


def test_the_very_same_spot_is_the_same_row_again_and_may_correct_it() -> None:
    assert not told(34.70600, 113.59930)


def test_another_kind_at_the_spot_is_another_one() -> None:
    assert not told(34.70650, 113.59950, kind=FacilityKind.PHARMACY)
