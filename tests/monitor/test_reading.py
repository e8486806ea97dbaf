"""Reading a complaint: what it is about, what stands in the way, whether it still stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.monitor.examples import rows
from clearway.monitor.text import classify, classify_many

EXAMPLES = [row["text"] for row in rows("train")]

TO_TRADITIONAL, TO_SIMPLIFIED = OpenCC("s2t"), OpenCC("t2s")
ANY_TEXT = st.text(max_size=200)
TOLD = st.sampled_from(EXAMPLES)


@pytest.mark.parametrize(
    ("text", "topic", "barrier"),
    [
        ("救护车进不来，大门被铁链锁了", Topic.MEDICAL, BarrierNature.PHYSICAL),
        ("出门买降压药，保安非要看证明", Topic.MEDICINE, BarrierNature.SOFT),
        ("消防通道放了一排石墩", Topic.FIRE_LANE, BarrierNature.PHYSICAL),
        ("孩子上学的路被挖断", Topic.SCHOOL, BarrierNature.PHYSICAL),
        ("铁皮围着，外卖送不进来，家里没米了", Topic.FOOD, BarrierNature.PHYSICAL),
        ("土堆挡着，收割机进不了地", Topic.FARM_FREIGHT, BarrierNature.PHYSICAL),
        ("老人没有智能手机，扫不了码不让进", Topic.CODE_SCAN, BarrierNature.SOFT),
        ("回家还要单位开证明盖章", Topic.CERTIFICATE, BarrierNature.SOFT),
        ("不签承诺书不让出小区", Topic.UNDERTAKING, BarrierNature.SOFT),
        ("外地牌照一律不让下高速", Topic.VEHICLE_BAN, BarrierNature.SOFT),
        ("东门被锁，上班要绕路", Topic.OTHER, BarrierNature.PHYSICAL),
        ("楼上装修噪音太大", Topic.OTHER, BarrierNature.NONE),
        ("The ambulance could not pass the chained gate.", Topic.MEDICAL, BarrierNature.PHYSICAL),
        ("They made us sign an undertaking before we could leave.", Topic.UNDERTAKING, BarrierNature.SOFT),
    ],
)
def test_each_topic_is_told_from_the_others(text: str, topic: Topic, barrier: BarrierNature) -> None:
    reading = classify(text)
    assert (reading.topic, reading.barrier) == (topic, barrier)


@pytest.mark.parametrize(
    "text",
    [
        "没有堵，车都能过",
        "锁已经打开了",
        "门口不再要码，直接进",
        "围挡已拆除，恢复通行",
        "The gate has been reopened.",
        "It is no longer blocked.",
    ],
)
def test_denials_and_completions_are_cleared(text: str) -> None:
    assert classify(text).status is TextStatus.CLEARED


@pytest.mark.parametrize(
    "text",
    [
        "还没放开",
        "说放开了其实没开",
        "什么时候能打开啊",
        "请尽快把围挡拆除",
        "昨天拆了今天又堵上了",
        "只打开了半小时",
        "The gate is still not open.",
        "When will the gate be reopened?",
        "They said it was opened but it is still locked.",
    ],
)
def test_wishes_questions_and_broken_promises_are_standing(text: str) -> None:
    assert classify(text).status is TextStatus.STANDING


def test_the_words_that_decided_are_words_of_the_text() -> None:
    for text in EXAMPLES[::50]:
        if text.isascii():
            continue
        for word in classify(text).words:
            assert all(part in text for part in word.split("…")) or not word.isascii()


def test_an_empty_text_is_known_to_say_nothing() -> None:
    reading = classify(" \n\u200b")
    assert (reading.topic, reading.confidence, reading.words) == (Topic.OTHER, 0.0, ())


@pytest.mark.parametrize(
    "text",
    [
        "充电桩坏了",
        "垃圾桶满了",
        "楼上装修砌墙",
        "隔壁烧秸秆",
        "流浪狗咬人",
        "房产证办不下来",
        "看病挂不上号",
        "药店晚上不开门",
        "健康码弹窗怎么申诉",
        "居住证补办要几天",
        "我的账号被封了",
        "家里门锁坏了",
        "My bank account is locked.",
        "The lift is broken again.",
    ],
)
def test_everyday_grievances_are_no_barriers(text: str) -> None:
    assert classify(text).barrier is BarrierNature.NONE


def test_no_reading_claims_to_be_certain() -> None:
    assert max(reading.confidence for reading in classify_many(EXAMPLES)) == 0.99


def test_a_text_without_any_known_word_goes_to_a_person() -> None:
    assert classify("嗯嗯啊啊").confidence < 0.6


def test_marks_left_by_masking_decide_nothing() -> None:
    assert classify("〔车牌〕〔证号〕〔姓名〕〔门牌〕").words == ()


def test_many_texts_are_read_as_one_by_one() -> None:
    some = EXAMPLES[:40]
    assert list(classify_many(some)) == [classify(text) for text in some]


@given(ANY_TEXT)
@settings(deadline=None)
def test_any_unicode_can_be_read(text: str) -> None:
    reading = classify(text)
    assert 0.0 <= reading.confidence <= 1.0


@given(TOLD)
@settings(max_examples=150, deadline=None)
def test_full_width_and_traditional_forms_are_read_alike(text: str) -> None:
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert classify(wide) == classify(text)
    assert _reading(TO_TRADITIONAL.convert(text)) == _reading(TO_SIMPLIFIED.convert(TO_TRADITIONAL.convert(text)))


@given(TOLD)
@settings(max_examples=100, deadline=None)
def test_blanks_between_characters_hide_nothing(text: str) -> None:
    if not text.isascii() and not any(c.isascii() and c.isalnum() for c in text):
        assert _reading("\u200b".join(text)) == _reading(text)


def _reading(text: str) -> tuple[Topic, BarrierNature, TextStatus]:
    reading = classify(text)
    return reading.topic, reading.barrier, reading.status


def test_a_day_of_complaints_is_read_in_seconds() -> None:
    list(classify_many(EXAMPLES[:50]))
    start = time.process_time()
    list(classify_many(EXAMPLES))
    assert len(EXAMPLES) / (time.process_time() - start) > 2_000  # far below the figure of the bench: shared machines
