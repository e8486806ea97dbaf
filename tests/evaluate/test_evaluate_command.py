"""``clearway evaluate`` on simulated counties and on the real bulletins."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from clearway.cli.main import main
from clearway.environment import read_environment
from clearway.evaluate.effect.trials import DAYS, PLACES, Design, county
from clearway.law.load import load_rulebook

SHARED = read_environment().shared_data
FIRST = date(2026, 3, 1)
shared = pytest.mark.skipif(not (SHARED / "epi").is_dir(), reason="no shared data")


def written(folder: Path, design: Design, seed: int, people: int = 300) -> tuple[Path, Path]:
    """A simulated county as files of measures and cases."""
    infections, closed = county(design, np.random.default_rng(seed))
    cases, measures = folder / "cases.csv", folder / "measures.csv"
    rows = [
        f"990102001{place + 1:03d},{FIRST + timedelta(day)},{int(infections[place, day])},{people}"
        for place in range(PLACES)
        for day in range(DAYS)
    ]
    cases.write_text("\n".join(["place_code,on,infections,population", *rows]))
    spells = [
        f"m{place},990102001{place + 1:03d},high,{FIRST + timedelta(int(on[0]))},{FIRST + timedelta(int(on[-1]))}"
        for place in range(PLACES)
        if len(on := np.flatnonzero(closed[place]))
    ]
    measures.write_text("\n".join(["id,place_code,level,from,to", *spells]))
    return measures, cases


def evaluated(folder: Path, measures: Path, cases: Path, *options: str) -> tuple[int, list[dict[str, str]]]:
    """Exit code and rows of measures.csv."""
    out = folder / "out"
    code = main(["evaluate", "--measures", str(measures), "--cases", str(cases), "--out", str(out), *options])
    with (out / "measures.csv").open(encoding="utf-8") as table:
        return code, list(csv.DictReader(table))


def test_a_staggered_county_is_told_its_effect_costs_and_verdicts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, rows = evaluated(tmp_path, *written(tmp_path, Design.STAGGERED, 3), "--json")
    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert document["identified"] == len(rows) == 30
    first = rows[0]
    assert float(first["low"]) <= -0.2 <= float(first["high"])
    assert first["identified"] == "true"
    assert float(first["isolated_person_hours"]) == 300 * 24 * int(first["days"])
    assert float(first["yuan_low"]) < float(first["yuan"]) < float(first["yuan_high"])
    assert float(first["averted_low"]) < float(first["averted_high"])
    assert first["verdict"] in {"keep", "adjust", "exit"}
    assert "school_days" in first["not_counted"]


def test_closures_triggered_by_rising_cases_are_told_that_nothing_is_known(tmp_path: Path) -> None:
    _, rows = evaluated(tmp_path, *written(tmp_path, Design.RISING, 3))
    assert {row["identified"] for row in rows} == {"false"}
    assert all("rising or falling" in row["reasons"] and "上升" in row["reasons"] for row in rows)
    assert "keep" not in {row["verdict"] for row in rows}


def test_a_closure_that_outstays_its_release_clock_is_to_be_lifted(tmp_path: Path) -> None:
    cases, measures = tmp_path / "cases.csv", tmp_path / "measures.csv"
    counts = [3, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    rows = [f"990102001001,{FIRST + timedelta(day)},{count}" for day, count in enumerate(counts)]
    cases.write_text("\n".join(["place_code,on,infections", *rows]))
    measures.write_text(
        f"id,place_code,level,from,to\na,990102001001,high,{FIRST},{FIRST + timedelta(9)}\n"
        f"b,990102001001,high,{FIRST},{FIRST + timedelta(5)}\n"
    )
    _, (late, within) = evaluated(tmp_path, measures, cases)
    assert (late["verdict"], late["past_release"], late["release_due"]) == ("exit", "true", "2026-03-08")
    assert (within["past_release"], within["verdict"]) == ("false", "adjust")


def test_what_was_counted_elsewhere_enters_the_account_and_blocked_emergencies_have_no_price(tmp_path: Path) -> None:
    measures, cases = written(tmp_path, Design.STAGGERED, 3)
    costs = tmp_path / "costs.csv"
    costs.write_text("id,people,school_days,blocked_emergencies\nm0,10,100,2\n")
    _, rows = evaluated(tmp_path, measures, cases, "--costs", str(costs))
    row = next(row for row in rows if row["id"] == "m0")
    assert (row["blocked_emergencies"], row["school_days"]) == ("2", "100")
    assert float(row["yuan"]) == 10 * 24 * int(row["days"]) * 15 + 100 * 60


def test_bad_rows_are_named_and_the_others_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measures, cases = written(tmp_path, Design.STAGGERED, 3)
    cases.write_text(cases.read_text() + "\n990102001001,2026-03-01,4,300\n990102001001,2026-05-01,-4,300\n")
    code, rows = evaluated(tmp_path, measures, cases)
    assert (code, len(rows)) == (2, 30)
    assert "one row a place and day" in capsys.readouterr().err


@shared
@pytest.mark.shared
def test_shanghais_districts_closed_together_so_that_nothing_can_be_identified(tmp_path: Path) -> None:
    with (SHARED / "epi" / "shanghai_district_day.csv").open(encoding="utf-8") as file:
        districts = sorted({row["district"] for row in csv.DictReader(file)})
    east = {"浦东新区", "奉贤区", "金山区", "崇明区"}
    lines = [f"{name},{name},high,2022-0{'3-28' if name in east else '4-01'},2022-05-11" for name in districts]
    measures = tmp_path / "measures.csv"
    measures.write_text("\n".join(["id,place_text,level,from,to", *lines]), encoding="utf-8")
    _, rows = evaluated(tmp_path, measures, SHARED / "epi" / "shanghai_district_day.csv")
    assert len(rows) == 16
    assert {row["identified"] for row in rows} == {"false"}
    assert {row["past_ceiling"] for row in rows} == {"true"}


@shared
@pytest.mark.shared
def test_the_provinces_of_2022_show_a_correlation_with_its_n_window_and_interval(tmp_path: Path) -> None:
    measures = tmp_path / "measures.csv"
    measures.write_text("id,place_text,level,from,to\na,BJ,high,2022-05-01,2022-05-10\n")
    _, (row,) = evaluated(tmp_path, measures, SHARED / "epi" / "province_day.parquet")
    assert row["identified"] == "false"
    with (tmp_path / "out" / "correlations.csv").open(encoding="utf-8") as table:
        found = {row["first"]: row for row in csv.DictReader(table)}["2022-01-01"]
    assert (found["places"], found["unit"], found["last"]) == ("31", "place-week", "2022-06-30")
    assert float(found["low"]) < float(found["value"]) < float(found["high"])


@pytest.mark.django_db
def test_without_files_the_countys_own_measures_are_judged_with_their_accounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from clearway.record import opening
    from tests.web.town import build_town, found_closure

    monkeypatch.setattr(opening, "open_record", lambda **_: None)
    town = build_town()
    closure = found_closure(town)
    out = tmp_path / "out"
    assert main(["evaluate", "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["measures"] == 2
    rows = list(csv.DictReader((out / "account.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["id"] for row in rows} == {town.measure, closure}
    silent = [row for row in rows if row["how"] == "unknown"]
    assert silent
    assert {(row["low"], row["value"], row["high"], row["yuan"]) for row in silent} == {("", "", "", "")}
    assert all(row["source_zh"] and row["source_en"] for row in rows)
    assert main(["evaluate", "--measures", "m.csv"]) == 2


def test_the_lighter_level_is_weighed_at_the_cost_reckoned_for_it(tmp_path: Path) -> None:
    """Half of the places were closed at medium level and did as well: what high level costs beyond it buys nothing."""
    measures, cases = written(tmp_path, Design.STAGGERED, 3)
    head, *spells = measures.read_text().splitlines()
    half = [row.replace(",high,", ",medium,") if at % 2 else row for at, row in enumerate(spells)]
    measures.write_text("\n".join([head, *half]))
    _, rows = evaluated(tmp_path, measures, cases)
    high = [row for row in rows if float(row["isolated_person_hours"]) > 0]
    medium = [row for row in rows if float(row["restricted_person_hours"]) > 0]
    assert len(high) + len(medium) == len(rows)
    assert {row["identified"] for row in rows} == {"true"}
    hour = load_rulebook().value("duty.closure_costs", FIRST)
    share = hour["restricted_person_hour"][1] / hour["isolated_person_hour"][1]
    for row in high:
        assert row["lighter"] == "compound"
        assert float(row["lighter_cost_share"]) == pytest.approx(share)
        assert row["verdict"] in {"exit", "adjust"}
        assert f"{share:.0%}" in row["reasons"]
    assert {row["lighter"] for row in medium} == {"by_hours"}
