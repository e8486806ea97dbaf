"""Anger in a text, apart from what the text is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.monitor.anger import anger


@pytest.mark.parametrize(
    "text",
    [
        "还有没有人管！大门锁了！出不去！",
        "凭什么把我们关在里面",
        "投诉！村口堵了，没有任何公告",
        "封了三天没人管，我要去上访",
        "This is outrageous, nobody told us",
        "We complained before and still nothing happened",
        "還有沒有人管，門都鎖死了",
    ],
)
def test_an_angry_text_is_angry_and_says_by_which_words(text: str) -> None:
    assert anger(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "你好，请问南门什么时候开",
        "来电人反映大门被铁链锁了，请相关部门核实处理。",
        "The gate is locked, could somebody open it please",
        "路口放了水泥墩，去医院要绕路",
    ],
)
def test_a_plain_text_is_not(text: str) -> None:
    assert anger(text) == ()


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    assert isinstance(anger(text), tuple)
