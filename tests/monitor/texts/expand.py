"""Our own labelled texts: sentences written by hand in many voices, each said a few times in other places and moods.

``python -m tests.monitor.texts.expand`` writes the two CSV files that ``monitor/bench.py`` reads. Every place is
invented. Training and held-out sentences share no register, no template, no place name and no opening.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[2] / "src" / "clearway" / "monitor" / "examples"
BARRIERS = {"p": "physical", "s": "soft", "n": "none"}
STATUSES = {"-": "standing", "c": "cleared"}
FIELDS = ("text", "topic", "barrier", "status", "register", "template")

SLOTS = {
    "train": {
        "where": ("云栖苑小区", "柳溪花园", "石桥村", "向阳里", "青禾镇东街"),
        "where_en": ("Willow Court", "Stone Bridge village", "Sunrise Lane", "the Cloud estate", "Green Field town"),
        "gate": ("东门", "南大门", "3号门", "北侧出入口", "后门"),
        "kin": ("父亲", "母亲", "奶奶", "爷爷", "岳父"),
        "when": ("上周", "三天前", "本月初", "周一", "前天晚上"),
    },
    "heldout": {
        "where": ("松涛雅居", "梅岭小区", "河湾村", "北辰家园", "白鹭镇"),
        "where_en": ("Pine Heights", "Plum Ridge", "River Bend", "North Star homes", "Egret town"),
        "gate": ("西门", "正门", "侧门", "二号门", "靠河那个门"),
        "kin": ("老妈", "我爸", "外婆", "老伴", "公公"),
        "when": ("月初", "上礼拜", "大前天", "入冬", "这几天"),
    },
}
AROUND = {
    "train": {
        "zh": (
            ("", ""),
            ("你好，", "谢谢。"),
            ("", "麻烦记录一下。"),
            ("我要反映一下，", ""),
            ("", "电话里说不清，来看看就知道。"),
        ),
        "en": (("", ""), ("Hello, ", ""), ("", " Thank you."), ("I live here. ", ""), ("", " Please note it down.")),
    },
    "heldout": {
        "zh": (("", ""), ("是这么个事，", ""), ("", "唉。"), ("再说一遍：", "就这样。")),
        "en": (("", ""), ("so ", ""), ("", " cheers"), ("not kidding: ", "")),
    },
}


def templates(part: str) -> Iterator[tuple[str, str, str]]:
    """Register, label words, sentence with slots."""
    register = ""
    for line in (HERE / f"{part}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            register = line[2:].strip()
        elif line and not line.startswith("#"):
            topic, barrier, status, sentence = line.split(" ", 3)
            yield register, f"{topic} {barrier} {status}", sentence


def expand(part: str) -> Iterator[dict[str, str]]:
    """Rows of one CSV file."""
    for number, (register, label, sentence) in enumerate(templates(part)):
        topic, barrier, status = label.split(" ")
        around = AROUND[part]["en" if sentence.isascii() else "zh"]
        for turn, (before, after) in enumerate(around):
            slots = {name: values[(turn + number) % len(values)] for name, values in SLOTS[part].items()}
            yield {
                "text": before + sentence.format(**slots) + after,
                "topic": topic,
                "barrier": BARRIERS[barrier],
                "status": STATUSES[status],
                "register": register,
                "template": f"{part}-{number:03d}",
            }


def write(part: str, folder: Path = EXAMPLES) -> Path:
    """Write one part; returns the file."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{part}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, FIELDS, lineterminator="\n")
        table.writeheader()
        table.writerows(expand(part))
    return path


def write_places(folder: Path = EXAMPLES) -> Path:
    """Write the wordings of listed places with their level."""
    path = folder / "places.csv"
    lines = (HERE / "places.txt").read_text(encoding="utf-8").splitlines()
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("text", "level"))
        table.writerows(line.split("|")[::-1] for line in lines if not line.startswith("#"))
    return path


if __name__ == "__main__":
    for name in ("train", "heldout"):
        print(write(name))
    print(write_places())
