"""Which place a point lies in, and for which region an installation acts."""

from clearway.core.people import Role
from clearway.core.places import Place, PlaceKind, Point
from clearway.loop.jurisdiction import home_region, the_loop
from clearway.loop.neighbourhood import UNKNOWN_PLACE, Neighbourhood

COUNTY = Place(code="418823000000", kind=PlaceKind.COUNTY, name="溱宁县")
COMMUNITY = Place(code="418823001002", kind=PlaceKind.COMMUNITY, name="东街社区", point=Point(34.70, 113.60))
COMPOUND = Place(code="418823001002-C01", kind=PlaceKind.COMPOUND, name="星河花园", point=Point(34.71, 113.61))
PLACES = {place.code: place for place in (COUNTY, COMMUNITY, COMPOUND)}


def test_a_point_lies_in_the_nearest_home_place() -> None:
    nearest = Neighbourhood(PLACES).nearest(Point(34.709, 113.609))
    assert nearest == COMPOUND


def test_a_point_far_from_every_place_lies_in_none_of_them() -> None:
    far = Neighbourhood(PLACES, county="418823000000")
    assert far.nearest(Point(35.5, 114.5)) is None
    assert far.code_of(Point(35.5, 114.5), None) == "418823000000"


def test_a_place_is_called_by_its_name_after_its_communitys() -> None:
    assert Neighbourhood(PLACES).name_of(COMPOUND.code, None).zh == "东街社区星河花园"


def test_without_places_a_point_is_named_by_its_coordinates_and_nobody_covers_it() -> None:
    nowhere = Neighbourhood({})
    assert nowhere.code_of(Point(34.7, 113.6), None) == UNKNOWN_PLACE
    assert "34.7000" in nowhere.name_of(UNKNOWN_PLACE, Point(34.7, 113.6)).en


def test_an_installation_acts_for_its_setting_else_for_the_topmost_place_loaded() -> None:
    province = Place(code="410000000000", kind=PlaceKind.PROVINCE, name="中州省")
    assert home_region("418823000000", [province]) == "418823000000"
    assert home_region("", [COMMUNITY, province, COUNTY]) == province.code
    assert home_region("", []) == UNKNOWN_PLACE


def test_the_loop_is_a_machine_and_reaches_its_whole_region() -> None:
    actor = the_loop("", PLACES.values())
    assert actor.role is Role.MACHINE
    assert actor.reaches(COMPOUND.code)
