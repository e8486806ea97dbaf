"""Stocks and budgets come as tables: Chinese or English headers, bad rows beside, good rows once."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from clearway.core.funds import FundForm
from clearway.core.resources import Item
from clearway.sources.budget import fen, read_budget
from clearway.sources.columns import Unfit
from clearway.sources.stock import read_stock

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)


def test_a_stock_table_in_gbk_is_read_and_its_bad_rows_are_named(tmp_path: Path) -> None:
    file = tmp_path / "库存.csv"
    file.write_bytes(
        "地点代码,物资,数量,盘点日期\n410102001001,隔离墩,12,2026-11-20\n410102001001,应急照明,-1,2026-11-20\n"
        "410102001001,火箭,3,2026-11-20\n410102001001,联络员,1,2026-12-24\n".encode("gbk")
    )
    intake = read_stock(file, zone=ZONE, at=AT)
    (held,) = intake.rows
    assert (held.place_code, held.item, held.quantity, held.on) == (
        "410102001001", Item.BARRIER_SET, 12, date(2026, 11, 20),
    )  # fmt: skip
    assert [(bad.row, bad.column, bad.found) for bad in intake.rejects] == [
        (2, "quantity", "-1"), (3, "item", "火箭"), (4, "on", "2026-12-24"),
    ]  # fmt: skip


def test_a_budget_keeps_every_fen(tmp_path: Path) -> None:
    file = tmp_path / "budget.csv"
    file.write_text(
        "id,title,form,place_code,year,planned,revenue\nB1,风险基金,risk,410102000000,2026,4870000.05,\n"
        "B2,年度预算,预算,410102000000,2026,12.345,1\n",
        encoding="utf-8",
    )
    intake = read_budget(file, zone=ZONE, at=AT)
    (fund,) = intake.rows
    assert (fund.form, fund.planned, fund.revenue) == (FundForm.RISK, 487_000_005, None)
    assert [(bad.row, bad.column) for bad in intake.rejects] == [(2, "planned")]


@pytest.mark.parametrize(("said", "expected"), [("0", 0), ("1,234.5", 123_450), ("10元", 1_000), ("0.01", 1)])
def test_yuan_become_whole_fen(said: str, expected: int) -> None:
    assert fen(said) == expected


@pytest.mark.parametrize("said", ["-1", "1e9", "", "1.005", "一百", "1.2.3", "NaN"])
def test_what_is_no_amount_is_refused(said: str) -> None:
    with pytest.raises(Unfit):
        fen(said)
