"""A 12345 table made up for ``clearway bench hotline``: invented callers, our own labelled texts, one bad row in a
thousand. No two texts are alike; a third of the rows tell a code, a third an address, a third coordinates."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from clearway.monitor.examples import rows as examples
from clearway.world.names import (
    COMMUNITY_HEADS,
    COMPOUND_HEADS,
    COMPOUND_TAILS,
    STREET_TOWNSHIPS,
    TOWNS,
    VILLAGE_HEADS,
    VILLAGE_TAILS,
)

HEADER = (
    "工单编号",
    "受理时间",
    "答复时间",
    "诉求内容",
    "诉求地址",
    "纬度",
    "经度",
    "地点代码",
    "来电号码",
    "诉求类型",
)
BAD_EVERY = 1_000
_COUNTY = "990102"
_KINDS = ("投诉", "求助", "咨询", "举报", "建议")
_SEED = 20261123


def write_places(path: Path) -> None:
    """A county of five townships, 39 communities and villages, and 200 compounds, as ``load places`` takes it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("place_code", "parent", "kind", "name", "population", "lat", "lon"))
        writer.writerows(_places())


def write_calls(path: Path, rows: int, *, until: datetime) -> int:
    """``rows`` calls of the thirty days before ``until`` (in the county's zone); returns how many are bad.

    The name decides the form: ``….xlsx`` a workbook, ``…gbk….csv`` GB18030, else UTF-8.
    """
    if path.suffix == ".xlsx":
        _write_workbook(path, _calls(rows, until))
    else:
        with path.open("w", encoding="gb18030" if "gbk" in path.name else "utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADER)
            writer.writerows(_calls(rows, until))
    return rows // BAD_EVERY


def _places() -> Iterator[tuple[str, str, str, str, int, float, float]]:
    rng = random.Random(_SEED)
    towns = [*STREET_TOWNSHIPS, *TOWNS]
    villages = [head + tail + "村" for head in VILLAGE_HEADS for tail in VILLAGE_TAILS]
    homes = [head + "社区" for head in COMMUNITY_HEADS] + rng.sample(villages, 26)
    compounds = [head + tail for head in COMPOUND_HEADS for tail in COMPOUND_TAILS[:5]]
    yield f"{_COUNTY}000000", "", "county", "溱水县", 500_000, 34.75, 113.62
    for at, town in enumerate(towns, 1):
        yield f"{_COUNTY}{at:03d}000", f"{_COUNTY}000000", "township", town, 100_000, 34.7 + at / 50, 113.6
    codes = [f"{_COUNTY}{at % len(towns) + 1:03d}{at + 1:03d}" for at in range(len(homes))]
    for code, name in zip(codes, homes, strict=True):
        kind = "village" if name.endswith("村") else "community"
        yield code, f"{code[:9]}000", kind, name, 3_000, *_spot(rng)
    for at, name in enumerate(compounds):
        home = codes[at % len(codes)]
        yield f"{home}-{at:03d}", home, "compound", name, 900, *_spot(rng)


def _spot(rng: random.Random) -> tuple[float, float]:
    return round(34.70 + rng.random() / 8, 6), round(113.56 + rng.random() / 8, 6)


def _calls(rows: int, until: datetime) -> Iterator[tuple[str, ...]]:
    """The calls in order of time; every ``BAD_EVERY``-th has no moment."""
    rng, told = random.Random(_SEED), [row["text"] for row in (*examples("voices"), *examples("train"))]
    homes = [place for place in _places() if place[2] in ("community", "village", "compound")]
    step = timedelta(days=30) / rows
    for number in range(rows):
        at, home = until - timedelta(days=30) + number * step, homes[rng.randrange(len(homes))]
        text = f"{home[3]}{number % 37 + 1}号楼来电：{told[number % len(told)]}联系电话138{number:08d}，第{number}件。"
        moment = "昨天上午" if number % BAD_EVERY == BAD_EVERY - 1 else f"{at:%Y-%m-%d %H:%M:%S}"
        answered = at + timedelta(hours=rng.expovariate(1 / 12))
        told_at = "" if number % 5 == 0 or answered > until else f"{answered:%Y-%m-%d %H:%M:%S}"
        yield (f"12345-{number:07d}", moment, told_at, text, *_where(number, home),
               f"139{rng.randrange(30_000):08d}", _KINDS[number % 5])  # fmt: skip


def _where(number: int, home: tuple[str, str, str, str, int, float, float]) -> tuple[str, str, str, str]:
    """Address, latitude, longitude, code: one of the three ways to say where."""
    if number % 3 == 0:
        return "", "", "", home[0]
    if number % 3 == 1:
        return f"溱水县{home[3]}{number % 29 + 1}号楼{number % 6 + 1}单元", "", "", ""
    return "", f"{home[5]:.6f}", f"{home[6]:.6f}", ""


def _write_workbook(path: Path, calls: Iterator[tuple[str, ...]]) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("工单")
    sheet.append(list(HEADER))
    for call in calls:
        sheet.append(list(call))
    book.save(path)
