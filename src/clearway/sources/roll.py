"""A roll of those who may vote, from a table. Names go no further than this file: a keyed digest stands for each.

Owners: one person with several doors is one head with their area together; one door has one voting person, the one
named first (co-owners name who represents them), as the Supreme Court's interpretation on condominiums counts heads.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from clearway.core.intake import Feed
from clearway.core.residents import RollLine
from clearway.core.words import Bilingual
from clearway.sources.cells import identifier, number, truth, words
from clearway.sources.columns import Cell, Column, Layout, Unfit
from clearway.sources.intake import Intake
from clearway.sources.rows import RowUnfit
from clearway.sources.sheet import Row, Sheet, read_sheet

_DOOR = Bilingual("楼栋-单元-房号，如 3-2-501", "building-unit-door, like 3-2-501")
_AREA = Bilingual("0 到 100000 之间的面积（平方米）", "an area from 0 to 100000 square metres")
_TAKEN = Bilingual("每户只有一人投票：共有人须推选一人", "one voting person a door: co-owners name one")
_MOST_AREA = 100_000


def door(cell: Cell) -> str:
    """Building, unit and door, by hyphens: ``3栋2单元501室`` is ``3-2-501``.

    Raises:
        Unfit: anything else.
    """
    text = unicodedata.normalize("NFKC", identifier(cell)).replace(" ", "")
    plain = re.sub(r"(?:号楼|栋|幢|座|单元|组)(?=.)", "-", text)
    plain = re.sub(r"(?:号楼|栋|幢|座|单元|组|室|号|户)\Z", "", plain)
    if not re.fullmatch(r"[0-9A-Za-z一-龥]{1,12}(?:-[0-9A-Za-z一-龥]{1,12}){0,3}", plain):
        raise Unfit(_DOOR, "not_a_door")
    return plain


def square_metres(cell: Cell) -> int:
    """An area in hundredths of a square metre.

    Raises:
        Unfit: not a number, or beyond any flat.
    """
    value = number(cell)
    if not 0 < value <= _MOST_AREA:
        raise Unfit(_AREA, "out_of_range")
    return round(value * 100)


_PERSON = ("name", "id", "姓名", "证件号", "业主", "户主", "身份证号")
LAYOUT = Layout(
    feed=Feed.PLACES,
    columns=(
        Column(name="person", parse=words, aliases=_PERSON, required=True, filled=True, personal=True),
        Column(
            name="door",
            parse=door,
            aliases=("room", "房号", "门牌", "户号"),
            required=True,
            filled=True,
            personal=True,
        ),
        Column(name="area", parse=square_metres, aliases=("面积", "建筑面积", "专有部分面积")),
        Column(name="eligible", parse=truth, aliases=("有资格", "可投票")),
        Column(name="why", parse=words, aliases=("依据", "理由", "说明")),
    ),
)


def read_roll(path: Path, key: bytes) -> Intake[tuple[RollLine, ...]]:
    """The roll of a table; ``key`` turns who is named into a digest that is good for telling people apart only.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    sheet = read_sheet(path, LAYOUT)
    lines, unchanged = _gathered(sheet, key)
    return Intake(
        feed=sheet.layout.feed, file=str(sheet.grid.path), digest=sheet.grid.digest, read=sheet.read, rows=lines,
        rejects=sheet.sorted_rejects(), unchanged=unchanged, notes=tuple(sheet.notes),
    )  # fmt: skip


def person_key(key: bytes, person: str) -> str:
    """32 hex digits of HMAC-SHA-256 (RFC 2104) over the name or number, folded."""
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", person)).casefold()
    return hmac.new(key, f"voter\n{folded}".encode(errors="surrogatepass"), hashlib.sha256).hexdigest()[:32]


def _gathered(sheet: Sheet, key: bytes) -> tuple[tuple[RollLine, ...], int]:
    """One line a person; their doors and area together."""
    held: dict[str, RollLine] = {}
    takers: dict[str, str] = {}
    unchanged = 0
    for index, row in sheet.rows():
        person = person_key(key, row["person"])
        try:
            if takers.get(row["door"]) == person:
                unchanged += 1
                continue
            held[person] = _added(held.get(person), _line(len(held) + 1, person, row), takers)
            takers[row["door"]] = person
        except RowUnfit as misfit:
            sheet.reject(index, misfit.column, misfit.found, misfit.fault)
    return tuple(held.values()), unchanged


def _line(number_: int, person: str, row: Row) -> RollLine:
    eligible = True if row["eligible"] is None else row["eligible"]
    return RollLine(
        line=number_, person=person, doors=(row["door"],), area=row["area"], eligible=eligible, why=row["why"] or ""
    )


def _added(known: RollLine | None, line: RollLine, takers: dict[str, str]) -> RollLine:
    if line.doors[0] in takers:
        raise RowUnfit("door", "…", Unfit(_TAKEN, "door_taken"))
    if known is None:
        return line
    area = None if known.area is None and line.area is None else (known.area or 0) + (line.area or 0)
    return replace(known, doors=(*known.doors, *line.doors), area=area, eligible=known.eligible and line.eligible)
