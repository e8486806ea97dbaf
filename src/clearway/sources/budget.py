"""Funds and budget lines, in yuan with at most two decimals."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from pathlib import Path

from clearway.core.funds import Fund, FundForm
from clearway.core.intake import Feed
from clearway.core.places import Place
from clearway.core.words import Bilingual
from clearway.sources.cases import PLACE_CODE_ALIASES
from clearway.sources.cells import choice, integer, place_code, text, words
from clearway.sources.columns import Cell, Column, Layout, Unfit
from clearway.sources.datum import Datum
from clearway.sources.intake import Intake
from clearway.sources.rows import KnownPlaces, make_rows, settle
from clearway.sources.sheet import Row, read_sheet

_FORMS = {
    "周转金": FundForm.REVOLVING,
    "预算": FundForm.BUDGET,
    "年度预算": FundForm.BUDGET,
    "转移支付": FundForm.TRANSFER,
    "风险基金": FundForm.RISK,
}
_YUAN = re.compile(r"\d{1,15}(\.\d{1,2})?0*\Z")


def fen(cell: Cell) -> int:
    """Yuan as whole fen.

    Raises:
        Unfit: not an amount of zero or more with at most two decimals.
    """
    said = words(cell).strip().replace(",", "").replace("，", "").removesuffix("元").strip()
    if not _YUAN.match(said):
        raise Unfit(
            Bilingual(
                "以元计的金额（0 或以上，至多两位小数）", "an amount in yuan, zero or more, at most two decimals"
            ),
            "not_an_amount",
        )
    whole, _, part = said.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


LAYOUT = Layout(
    feed=Feed.BUDGET,
    columns=(
        Column(name="id", parse=text(80), aliases=("编号", "预算编号"), required=True, filled=True),
        Column(name="title", parse=text(200), aliases=("名称", "资金名称", "项目"), required=True, filled=True),
        Column(name="form", parse=choice(FundForm, _FORMS), aliases=("类型", "资金类型"), required=True, filled=True),
        Column(name="place_code", parse=place_code, aliases=PLACE_CODE_ALIASES, required=True, filled=True),
        Column(name="year", parse=integer(2000, 2100), aliases=("年度", "年份"), required=True, filled=True),
        Column(name="planned", parse=fen, aliases=("计划金额", "预算金额", "金额"), required=True, filled=True),
        Column(name="revenue", parse=fen, aliases=("财政收入",)),
    ),
)


def read_budget(
    path: Path,
    *,
    zone: tzinfo,
    datum: Datum = Datum.WGS84,
    at: datetime | None = None,
    places: tuple[Place, ...] | None = None,
) -> Intake[tuple[Fund, ...]]:
    """Funds, one a row; ``Fund.number`` is the table's own id until the record gives it a number.

    Raises:
        BadFile: the file as a whole is not such a table.
    """
    known = KnownPlaces(places)

    def make(row: Row) -> Fund:
        known.check(row["place_code"])
        return Fund(
            number=row["id"],
            title=row["title"],
            form=row["form"],
            region=row["place_code"],
            year=row["year"],
            planned=row["planned"],
            revenue=row.get("revenue"),
        )

    sheet = read_sheet(path, LAYOUT)
    return settle(sheet, make_rows(sheet, make), lambda f: f.number, "id")
