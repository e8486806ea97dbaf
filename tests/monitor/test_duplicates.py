"""The same report again: copies collapse, witnesses count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.barriers import Topic
from clearway.monitor.duplicates import Told, copies, is_copy

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FIRST = "松涛雅居东门被铁链锁了，我妈透析出不去，请尽快处理"


def _told(text: str, *, hours: int = 0, place: str = "410102002002", topic: Topic = Topic.MEDICAL) -> Told:
    return Told(at=NOON + timedelta(hours=hours), text=text, topic=topic, place_code=place)


def test_the_same_words_again_are_a_copy() -> None:
    assert copies([_told(FIRST), _told("您好，" + FIRST + "！谢谢", hours=2)]) == [None, 0]


def test_a_copy_told_earlier_is_the_original_whatever_the_order() -> None:
    assert copies([_told(FIRST, hours=2), _told(FIRST)]) == [1, None]


def test_a_witness_in_other_words_is_never_merged_away() -> None:
    assert copies([_told(FIRST), _told("我是对面楼的，东门锁着，刚才看见老人推轮椅出不去")]) == [None, None]


def test_another_gate_in_the_same_words_is_another_event() -> None:
    assert not is_copy(FIRST, FIRST.replace("东门", "西门"))


def test_places_topics_and_weeks_apart_are_never_compared() -> None:
    others = [
        _told(FIRST, place="410102001001"),
        _told(FIRST, topic=Topic.OTHER),
        _told(FIRST, hours=24 * 8),
    ]
    assert copies([_told(FIRST), *others]) == [None] * 4


@given(st.lists(st.text(min_size=1, max_size=20), max_size=8))
@settings(deadline=None)
def test_a_copy_points_at_an_original(texts: list[str]) -> None:
    answer = copies([_told(text, hours=at) for at, text in enumerate(texts)])
    assert all(found is None or answer[found] is None for found in answer)
