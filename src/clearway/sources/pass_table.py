"""A table of passes to be issued together: supply vehicles, or an exam day. Names go no further than the mask."""

from __future__ import annotations

import re
from datetime import tzinfo
from pathlib import Path

from clearway.core.intake import Feed
from clearway.core.passes import MOST_COMPANIONS, MOST_GATES, Purpose
from clearway.core.words import Bilingual
from clearway.sources.cells import choice, identifier, integer, local_moment, words
from clearway.sources.columns import Cell, Column, Layout, Unfit
from clearway.sources.sheet import Sheet, read_sheet

_GATES = Bilingual(f"1 到 {MOST_GATES} 个出入口编号，用空格或分号隔开", f"1 to {MOST_GATES} gate numbers, by blanks")
_PURPOSES = {
    "就医": Purpose.MEDICAL, "购药": Purpose.MEDICINE, "上学": Purpose.SCHOOL, "考试": Purpose.SCHOOL,
    "物资": Purpose.SUPPLIES, "保供": Purpose.SUPPLIES, "照料": Purpose.CARE, "工作": Purpose.WORK,
    "其他": Purpose.OTHER,
} | {str(one.label): one for one in Purpose}  # fmt: skip


def gate_numbers(cell: Cell) -> tuple[int, ...]:
    """Gate numbers, ascending.

    Raises:
        Unfit: none, too many, or something else among them.
    """
    parts = [part for part in re.split(r"[\s;,；，、|]+", identifier(cell)) if part]
    if not 1 <= len(parts) <= MOST_GATES or not all(part.isdecimal() and len(part) < 10 for part in parts):
        raise Unfit(_GATES, "not_gates")
    return tuple(sorted({int(part) for part in parts}))


def layout(zone: tzinfo) -> Layout:
    """The columns; moments without an offset are the county's."""
    return Layout(
        feed=Feed.PLACES,
        columns=(
            Column(
                name="purpose", parse=choice(Purpose, _PURPOSES), aliases=("事由", "用途"), required=True, filled=True
            ),
            Column(
                name="gates", parse=gate_numbers, aliases=("gate", "出入口", "门号", "门"), required=True, filled=True
            ),
            Column(
                name="from", parse=local_moment(zone), aliases=("起", "开始", "开始时间"), required=True, filled=True
            ),
            Column(name="to", parse=local_moment(zone), aliases=("止", "结束", "结束时间"), required=True, filled=True),
            Column(name="name", parse=words, aliases=("姓名", "持有人", "驾驶员", "考生"), personal=True),
            Column(name="id_number", parse=identifier, aliases=("身份证号", "证件号"), personal=True),
            Column(name="companions", parse=integer(0, MOST_COMPANIONS), aliases=("同行", "随行")),
            Column(name="uses", parse=integer(1, 1_000), aliases=("次数",)),
        ),
    )


def read_pass_table(path: Path, zone: tzinfo) -> Sheet:
    """The table, cell by cell; rows that do not fit carry their reject.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    return read_sheet(path, layout(zone))
