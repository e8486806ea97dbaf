"""The lexicon grows from corrected reports; urgency is told by words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.core.barriers import Topic
from clearway.monitor.text import classify
from clearway.monitor.text.growing import candidates
from clearway.monitor.text.lexicon import Lexicon, Word, lexicon_words
from clearway.monitor.urgency import Wait, urgency

CORRECTED = [
    *((f"{who}要去做璇玑理疗，门口不给过", Topic.MEDICAL) for who in ("老张家", "楼上", "对门", "隔壁")),
    *((f"{who}门口不给过，绕路", Topic.OTHER) for who in ("老李家", "楼下", "前面", "后面")),
]


def test_a_word_of_several_corrected_reports_is_offered_for_its_topic() -> None:
    offered = {one.word: one.topic for one in candidates(CORRECTED)}
    assert any("璇玑" in word for word in offered)
    assert set(offered.values()) == {Topic.MEDICAL}
    assert not any("不给过" in word for word in offered)


def test_a_word_of_one_report_is_not_offered() -> None:
    assert candidates(CORRECTED[:1]) == []


def test_an_editor_s_word_changes_the_next_reading() -> None:
    text = "要去做璇玑，门口不给过"
    grown = Lexicon((*lexicon_words(), Word("medical", "璇玑", 3.0)))
    assert classify(text).topic is Topic.OTHER
    assert classify(text, lexicon=grown).topic is Topic.MEDICAL


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("老婆要生了，门锁着", Wait.LIFE),
        ("明天要透析", Wait.HOURS),
        ("路灯坏了", Wait.TURN),
        ("he is not breathing", Wait.LIFE),
    ],
)
def test_life_comes_before_hours_before_turn(text: str, wait: Wait) -> None:
    assert urgency(text).wait is wait


def test_anger_is_counted_by_distinct_words() -> None:
    said = urgency("荒唐！荒唐！没人管，我要曝光")
    assert (said.anger, set(said.angry)) == (3, {"荒唐", "没人管", "曝光"})


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_has_an_urgency(text: str) -> None:
    assert urgency(text).wait in Wait
