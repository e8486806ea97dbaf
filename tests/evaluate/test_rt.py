"""R_t beside R EpiEstim, and ``clearway rt`` on files as they come."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from clearway.cli.main import main
from clearway.environment import read_environment
from clearway.evaluate.renewal.reproduction import QUANTILES, Prior, estimate
from clearway.evaluate.renewal.serial_interval import SerialInterval

SHARED = read_environment().shared_data
COLUMNS = ["mean", "sd", *QUANTILES]
shared = pytest.mark.skipif(not (SHARED / "oracles").is_dir(), reason="no shared data")


def rt(folder: Path, lines: list[str], *options: str) -> tuple[int, list[dict[str, str]]]:
    """Exit code and rows of ``clearway rt`` on a file with these lines."""
    file, out = folder / "cases.csv", folder / "rt.csv"
    file.write_text("\n".join(["series,t,cases", *lines]) + "\n", encoding="utf-8")
    code = main(["rt", "--cases", str(file), "--si-mean", "3", "--si-sd", "2", "--out", str(out), *options])
    if not out.exists():
        return code, []
    with out.open(encoding="utf-8") as table:
        return code, list(csv.DictReader(table))


@shared
@pytest.mark.shared
def test_every_window_of_every_setting_equals_epiestim() -> None:
    series: dict[str, list[float]] = defaultdict(list)
    with (SHARED / "epi" / "rt_input.csv").open() as file:
        for row in csv.DictReader(file):
            series[row["series"]].append(float(row["cases"]))
    with (SHARED / "oracles" / "rt_oracle.csv").open() as file:
        oracle = list(csv.DictReader(file))
    groups: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in oracle:
        window = str(int(row["t_end"]) - int(row["t_start"]) + 1)
        keys = ("series", "mean_si", "std_si", "mean_prior", "std_prior")
        groups[(*(row[key] for key in keys), window)].append(row)
    worst = 0.0
    for (name, *numbers), rows in groups.items():
        mean, sd, prior_mean, prior_sd, window_days = map(float, numbers)
        found = estimate(
            np.array([series[name]]), SerialInterval(mean, sd), window=int(window_days),
            prior=Prior(mean=prior_mean, sd=prior_sd),
        )  # fmt: skip
        ours = {"mean": found.mean, "sd": found.sd} | {q: found.quantile(p) for q, p in QUANTILES.items()}
        assert found.t_start.tolist() == [int(row["t_start"]) for row in rows]
        for column in COLUMNS:
            theirs = np.array([float(row[column] or "nan") for row in rows])
            assert np.array_equal(np.isnan(ours[column][0]), np.isnan(theirs))
            worst = max(worst, float(np.nanmax(np.abs(ours[column][0] / theirs - 1))))
    assert len(oracle) == 566
    assert worst < 1e-10


@shared
@pytest.mark.shared
def test_serial_intervals_equal_epiestim() -> None:
    with (SHARED / "oracles" / "si_oracle.csv").open() as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        ours = SerialInterval(float(row["mean_si"]), float(row["std_si"])).days(31)[int(row["k"])]
        assert abs(ours - float(row["w"])) < 1e-12


def test_every_window_from_day_two_is_printed_also_below_ten_cases(tmp_path: Path) -> None:
    code, rows = rt(tmp_path, [f"a,{day},{day % 2}" for day in range(1, 13)])
    assert code == 0
    assert [(row["t_start"], row["t_end"]) for row in rows] == [(str(t), str(t + 6)) for t in range(2, 7)]
    assert all(row["median"] for row in rows)


def test_a_series_with_a_gap_an_empty_day_or_a_day_twice_is_left_out_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = [f"good,{day},{day}" for day in range(1, 11)]
    bad = ["gap,1,1", "gap,3,1", "empty,1,", "empty,2,4", "twice,1,1", "twice,1,1", "minus,1,-4"]
    code, rows = rt(tmp_path, [*bad, *good], "--json")
    printed = capsys.readouterr()
    assert code == 2
    assert {row["series"] for row in rows} == {"good"}
    assert json.loads(printed.out)["rejected"] == 4
    assert "row 2, column t: found '3', expected t = 1, 2, … without gaps" in printed.err


def test_a_series_shorter_than_a_window_has_no_rows(tmp_path: Path) -> None:
    assert rt(tmp_path, ["a,1,1", "a,2,5"]) == (0, [])


def test_rows_in_any_order_give_the_same(tmp_path: Path) -> None:
    lines = [f"{name},{day},{day * 2}" for name in "ab" for day in range(1, 15)]
    _, straight = rt(tmp_path, lines)
    _, turned = rt(tmp_path, [*lines[:14][::-1], *lines[14:][::-1]])
    assert straight == turned


@pytest.mark.parametrize(
    "options", [["--si-mean", "1"], ["--si-sd", "0"], ["--window", "0"], ["--prior-sd", "-1"], ["--si-mean", "nan"]]
)
def test_settings_that_cannot_be_are_one_sentence(
    tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, rows = rt(tmp_path, ["a,1,1"], *options)
    assert (code, rows) == (2, [])
    assert "found" in capsys.readouterr().err


def test_the_probability_of_growth_follows_the_cases() -> None:
    growing = np.array([[2.0**day for day in range(20)], [float(2 ** (20 - day)) for day in range(20)]])
    found = estimate(growing, SerialInterval(4.7, 2.9)).above(1.0)
    assert found[0, -1] > 0.999
    assert found[1, -1] < 0.001
