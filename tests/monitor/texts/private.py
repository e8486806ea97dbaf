"""Invented people for the masking figures: sentences of private.txt filled with names, numbers and doors.

``python -m tests.monitor.texts.private`` writes src/clearway/monitor/examples/private.csv (``text, names, numbers``).
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator

from clearway.monitor.private_numbers import id_check_digit
from tests.monitor.texts.expand import EXAMPLES, HERE

NAMES = [
    "王秀兰",
    "刘建军",
    "欧阳志远",
    "赵一鸣",
    "陈思宇",
    "李子墨",
    "黄梓萱",
    "冯春生",
    "周桂芳",
    "吴海燕",
    "徐国栋",
    "孙丽",
    "马俊杰",
    "朱永福",
    "胡晓梅",
    "郭大勇",
    "何静",
    "林志成",
    "高翔宇",
    "罗金凤",
    "郑伟",
    "梁玉珍",
    "谢文斌",
    "宋佳琪",
    "唐小龙",
    "许雅婷",
    "邓学农",
    "韩雪",
    "曹阳",
    "彭浩然",
    "曾庆云",
    "肖华",
    "田雨",
    "董淑芬",
    "袁野",
    "潘月娥",
    "于洋",
    "蒋根生",
    "蔡依诺",
    "余水根",
    "杜鹃",
    "叶知秋",
    "程小满",
    "魏长河",
    "薛宝林",
    "阎立新",
    "沈亦凡",
    "姚冬梅",
    "卢俊逸",
    "姜太平",
    "崔成浩",
    "钟慧",
    "谭木匠",
    "陆九龄",
    "汪半夏",
    "范若曦",
    "石来福",
    "廖仲",
    "贾平",
    "韦一笑",
    "付丽娜",
    "白露",
    "邹衍",
    "孟庆和",
    "熊二妹",
    "秦守义",
    "邱泽",
    "江映雪",
    "尹素贞",
    "段飞",
    "雷鸣",
    "侯三",
    "龙腾",
    "陶然",
    "黎明辉",
    "贺兰香",
    "司马青",
    "上官燕",
    "诸葛明",
    "夏侯敦义",
    "慕容雪",
    "东方玉",
    "令狐安",
    "皇甫军",
    "苗翠花",
    "鲁大海",
    "祁连山",
    "柴进宝",
    "牛得草",
    "靳小白",
    "苟富贵",
    "车晓",
    "阿依古丽",
    "覃塘妹",
    "冉启明",
    "向荣",
    "滕子京",
    "粟裕林",
    "麦穗儿",
    "甄真",
    "佘太平",
    "仇英",
    "闫妮子",
    "宁采",
    "柳如月",
    "瞿秋",
]
ENGLISH = ("John Smith", "Mary Jane Brown", "Peter O'Neil", "Li Wei", "Anna Kowalska", "David Chen", "Grace Wang")


def _identity(dice: random.Random) -> str:
    first = f"{dice.choice(('110105', '410102', '510107'))}{dice.randint(1935, 2015)}{dice.randint(1, 12):02}"
    first += f"{dice.randint(1, 28):02}{dice.randint(0, 999):03}"
    whole = first + id_check_digit(first)
    spaced = f"{whole[:6]} {whole[6:14]} {whole[14:]}"
    return dice.choice((whole, whole.lower(), spaced, _wide(whole)))


def _wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x30, 0x5B)})


def _phone(dice: random.Random) -> str:
    digits = f"1{dice.choice('3456789')}{dice.randint(0, 10**9 - 1):09}"
    spelt = digits.translate(str.maketrans("0123456789", "零幺二三四五六七八九"))
    split = f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    blanks = f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    return dice.choice((digits, digits, split, blanks, _wide(digits), spelt, "+86" + digits, " ".join(digits)))


def _plate(dice: random.Random) -> str:
    body = "".join(dice.choices("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789", k=4)) + str(dice.randint(0, 9))
    plate = dice.choice("京沪苏浙皖豫鄂川渝粤") + dice.choice("ABCDEFG")
    return dice.choice((plate + body, f"{plate}·{body}", (plate + body).lower(), plate + "D" + body, f"{plate} {body}"))


def _door(dice: random.Random) -> str:
    building, unit, room = dice.randint(1, 40), dice.randint(1, 6), f"{dice.randint(1, 18)}0{dice.randint(1, 4)}"
    return dice.choice(
        (
            f"{building}栋{unit}单元{room}",
            f"{building}号楼{unit}单元{room}室",
            f"{building}幢{room}室",
            f"{building}-{unit}-{room}",
            f"{building}#{room}",
            f"{building}栋{room}",
            "三栋二单元五零一",
            f"{unit}单元{room}室",
        )
    )


FILLERS: dict[str, Callable[[random.Random], str]] = {
    "name": lambda dice: dice.choice(NAMES),
    "sur": lambda dice: dice.choice("王李张刘陈杨赵吴徐孙朱胡郭何罗梁宋郑谢韩唐冯"),
    "phone": _phone,
    "id": _identity,
    "plate": _plate,
    "door": _door,
    "street": lambda dice: str(dice.randint(1, 300)),
    "wechat": lambda dice: f"{dice.choice(('sun', 'lily', 'wx'))}_{dice.randint(1000, 99999)}",
    "email": lambda dice: f"u{dice.randint(10, 9999)}@example.{dice.choice(('com', 'cn'))}",
    "landline": lambda dice: f"0{dice.randint(310, 999)}-{dice.randint(2000000, 8999999)}",
    "card": lambda dice: f"6222{dice.randint(0, 10**15 - 1):015}",
    "ename": lambda dice: dice.choice(ENGLISH),
    "ename_c": lambda dice: "Mrs " + dice.choice(("Baker", "Novak", "Li")),
    "esur": lambda dice: dice.choice(("Baker", "Novak", "Osei", "Zhou")),
    "n": lambda dice: str(dice.randint(1, 99)),
}
_NAMED = ("name", "sur", "ename", "ename_c", "esur")


def rows(times: int = 10) -> Iterator[dict[str, str]]:
    """Each sentence ``times`` times."""
    dice = random.Random(20261123)
    for line in (HERE / "private.txt").read_text(encoding="utf-8").splitlines():
        for _ in range(0 if line.startswith("#") else times):
            yield _fill(line, dice)


def _fill(line: str, dice: random.Random) -> dict[str, str]:
    kept: dict[bool, list[str]] = {True: [], False: []}

    def put(match: re.Match[str]) -> str:
        value = FILLERS[match[1]](dice)
        if match[1] != "n":
            kept[match[1] in _NAMED].append(value.removeprefix("Mrs "))
        return value

    text = re.sub(r"\{(\w+)\}", put, line)
    return {"text": text, "names": "|".join(kept[True]), "numbers": "|".join(kept[False])}


if __name__ == "__main__":
    with (EXAMPLES / "private.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ("text", "names", "numbers"), lineterminator="\n")
        table.writeheader()
        table.writerows(rows())
