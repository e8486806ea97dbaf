"""Our own labelled texts: sentences written by hand in many voices.

``python -m tests.monitor.texts.expand`` writes the CSV files that ``monitor/fitting.py`` and ``monitor/bench.py`` read.
Sentences of ``train`` are said a few times, in other places and moods; those of ``voices`` and ``heldout`` once. Every
place is invented. Training and held-out sentences share no register, no template and no text.
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

PARTS = ("train", "voices", "heldout")
SLOTS = {
    "where": ("云栖苑小区", "柳溪花园", "石桥村", "向阳里", "青禾镇东街"),
    "where_en": ("Willow Court", "Stone Bridge village", "Sunrise Lane", "the Cloud estate", "Green Field town"),
    "gate": ("东门", "南大门", "3号门", "北侧出入口", "后门"),
    "kin": ("父亲", "母亲", "奶奶", "爷爷", "岳父"),
    "when": ("上周", "三天前", "本月初", "周一", "前天晚上"),
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
}
ONCE = {"zh": (("", ""),), "en": (("", ""),)}


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
        around = AROUND.get(part, ONCE)["en" if sentence.isascii() else "zh"]
        for turn, (before, after) in enumerate(around):
            slots = {name: values[(turn + number) % len(values)] for name, values in SLOTS.items()}
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
    for name in PARTS:
        print(write(name))
    print(write_places())
