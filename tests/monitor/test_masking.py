"""Masking: who and which door go, what happened and where stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clearway.monitor.examples import rows
from clearway.monitor.masking import mask
from clearway.monitor.private_numbers import id_check_digit

PRIVATE = rows("private")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("电话13812345678", "电话〔电话〕"),
        ("电话１３８ １２３４ ５６７８", "电话〔电话〕"),
        ("幺三八一二三四五六七八打给我", "〔电话〕打给我"),
        ("座机010-62345678", "座机〔电话〕"),
        ("浙A·12345被拦", "〔车牌〕被拦"),
        ("粤BD12345被拦", "〔车牌〕被拦"),
        ("微信号abc_12345", "〔微信〕"),
        ("写信到u1@example.com", "写信到〔邮箱〕"),
        ("卡号6222021234567890123", "卡号〔卡号〕"),
        ("云栖苑小区3栋2单元501室门被焊", "云栖苑小区〔门牌〕门被焊"),
        ("我叫张小明，门锁了", "我叫〔姓名〕，门锁了"),
        ("欧阳女士来电", "〔姓名〕女士来电"),
        ("业主王桂芳反映", "业主〔姓名〕反映"),
        ("联系人：买买提·吐尔逊，电话13812345678", "联系人：〔姓名〕，电话〔电话〕"),
        ("收件人 阿依古丽", "收件人 〔姓名〕"),
        ("儿子刘小宝读三年级", "儿子〔姓名〕读三年级"),
        ("5栋501断水", "〔门牌〕断水"),
        ("港澳通行证C12345678", "港澳〔证号〕"),
        ("病历号 0098127，医保卡A123456789", "〔证号〕，〔证号〕"),
        ("My name is Mary O'Connor.", "My name is 〔姓名〕."),
        ("My name is Peter Brook, flat 12B", "My name is 〔姓名〕, 〔门牌〕"),
    ],
)
def test_personal_data_is_replaced_by_its_kind(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_an_identity_card_is_known_by_its_check_digit_even_when_the_birthday_is_odd() -> None:
    first = "11010519999999123"
    assert mask(f"证件{first}{id_check_digit(first)}") == "证件〔证号〕"


@pytest.mark.parametrize(
    "text",
    [
        "石桥村李家湾的路被堵",
        "3号门被锁了",
        "2022-11-23 10:30 东门被锁",
        "三栋楼都封了",
        "业主马上要出门，高兴不起来",
        "12345热线打不通",
        "货车拉了20吨化肥",
        "48小时核酸",
        "谢谢",
        "需要通行证才能过",
        "来电人 反映东门被锁",
        "云栖苑·东区被封",
    ],
)
def test_places_times_and_counts_stay(text: str) -> None:
    assert mask(text) == text


def test_names_and_numbers_of_the_example_set_are_gone() -> None:
    names = [(mask(row["text"]), name) for row in PRIVATE for name in row["names"].split("|") if name]
    numbers = [(mask(row["text"]), number) for row in PRIVATE for number in row["numbers"].split("|") if number]
    assert sum(name not in text for text, name in names) / len(names) >= 0.93
    assert sum(number not in text for text, number in numbers) / len(numbers) >= 0.99


def test_texts_without_personal_data_stay_as_they_are() -> None:
    texts = [row["text"] for row in rows("train")]
    assert sum(mask(text) != text for text in texts) / len(texts) < 0.01


@given(st.one_of(st.text(max_size=120), st.sampled_from([row["text"] for row in PRIVATE])))
@settings(max_examples=200, deadline=None)
def test_masking_twice_changes_nothing(text: str) -> None:
    once = mask(text)
    assert mask(once) == once


@given(
    st.lists(
        st.sampled_from([*"王李张欧阳我叫是住0123456789-号栋单元室楼〔姓名电话〕，。 京A@.联系人先生"]), max_size=40
    )
)
@settings(max_examples=300, deadline=None)
def test_masking_scraps_of_personal_data_twice_changes_nothing(parts: list[str]) -> None:
    once = mask("".join(parts))
    assert mask(once) == once


@given(st.integers(0, 10**9 - 1), st.sampled_from("3456789"), st.sampled_from(["", " ", "-"]))
@settings(deadline=None)
def test_no_mobile_number_survives(rest: int, second: str, gap: str) -> None:
    digits = f"1{second}{rest:09}"
    spoken = gap.join((digits[:3], digits[3:7], digits[7:]))
    assert digits[-4:] not in mask(f"请打{spoken}联系我")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张伟家门口被锁", "张伟"),
        ("他叫阿布都热依木", "阿布都热依木"),
        ("我叫买买提·吐尔逊，住城关", "买买提·吐尔逊"),
        ("经核实，反映人曹丽娟所述属实", "曹丽娟"),
        ("John Smith, flat 5B, cannot get out", "John Smith"),
    ],
)
def test_names_without_a_word_before_them_are_masked(text: str, name: str) -> None:
    assert name not in mask(text)


@pytest.mark.parametrize("text", ["王家庄村口被堵", "石林家园门口", "安阳家属院", "金家门口堵了", "马家门口的路"])
def test_places_that_look_like_names_stay(text: str) -> None:
    assert mask(text) == text
