"""Places named in a text: linked when certain, asked about when not, never guessed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.places import Place, PlaceKind
from clearway.monitor.naming import Entry, Found, Gazetteer

ENTRIES = (
    Entry("410102001001", "石桥村", "青禾镇"),
    Entry("410102002001", "石桥村", "白鹭镇"),
    Entry("410102002002", "松涛雅居", "白鹭镇"),
    Entry("410102001002", "梅岭小区", "青禾镇"),
    Entry("410102001003", "向阳社区", "青禾镇"),
)
GAZETTEER = Gazetteer.of(ENTRIES)


def _find(text: str) -> tuple[str | None, str]:
    found = GAZETTEER.find(text)
    return found.place_code, found.action


def test_a_name_known_once_is_linked() -> None:
    assert _find("松涛雅居东门锁了") == ("410102002002", "link")


def test_a_traditional_or_spaced_name_is_the_same_name() -> None:
    assert _find("松濤 雅居東門鎖了") == ("410102002002", "link")


def test_a_name_two_towns_share_is_asked_about() -> None:
    found = GAZETTEER.find("石桥村的路断了")
    assert (found.place_code, found.action) == (None, "ask")
    assert set(found.suggestions) == {"410102001001", "410102002001"}


def test_its_town_settles_a_shared_name() -> None:
    assert _find("白鹭镇石桥村的路断了") == ("410102002001", "link")
    assert _find("我在青禾镇，石桥村的路断了") == ("410102001001", "link")


def test_a_name_without_its_generic_ending_is_linked() -> None:
    assert _find("我住梅岭，东门锁了") == ("410102001002", "link")


def test_a_common_word_is_not_a_place() -> None:
    assert _find("向阳的房间") == (None, "none")


def test_part_of_a_longer_name_is_not_linked() -> None:
    assert _find("大石桥村路断了")[1] == "ask"
    assert _find("梅岭小学门口")[1] == "ask"
    assert _find("松涛雅居小学门口")[1] == "ask"


def test_another_town_beside_the_name_is_asked_about() -> None:
    assert _find("青禾镇松涛雅居") == (None, "ask")


def test_two_places_in_one_text_are_asked_about() -> None:
    assert _find("从松涛雅居到梅岭小区的路")[1] == "ask"


def test_a_misspelt_name_is_suggested_and_never_linked() -> None:
    found = GAZETTEER.find("松淘雅居东门锁了")
    assert found == Found(None, "ask", ("松淘雅居",), ("410102002002",))


def test_no_place_is_none() -> None:
    assert _find("药店不让去") == (None, "none")


def test_places_of_the_record_know_their_town_and_the_finest_wins() -> None:
    gazetteer = Gazetteer(
        [
            Place(code="410102002000", kind=PlaceKind.TOWNSHIP, name="白鹭镇"),
            Place(code="410102002001", kind=PlaceKind.VILLAGE, name="河湾村", parent="410102002000"),
            Place(code="410102002001-A1", kind=PlaceKind.COMPOUND, name="北辰家园", parent="410102002001"),
        ]
    )
    assert gazetteer.find("白鹭镇的路堵了").place_code == "410102002000"
    assert gazetteer.find("白鹭镇河湾村的路堵了").place_code == "410102002001"
    assert gazetteer.find("河湾村北辰家园东门").place_code == "410102002001-A1"


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_is_answered_and_links_only_known_places(text: str) -> None:
    found = GAZETTEER.find(text)
    assert (found.action == "link") == (found.place_code is not None)
    assert found.place_code in {None, *(entry.code for entry in ENTRIES)}


def test_an_empty_gazetteer_finds_nothing() -> None:
    assert Gazetteer(()).find("松涛雅居").action == "none"
