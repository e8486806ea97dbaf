"""The labelled texts and the figures measured on them."""

from __future__ import annotations

import csv
from pathlib import Path

from clearway.monitor.bench import bench
from clearway.monitor.examples import rows
from clearway.monitor.measuring import calibration_error, false_rate, macro_f1, recall
from tests.monitor.texts.expand import EXAMPLES, write, write_places


def test_the_tables_are_what_the_sentences_expand_to(tmp_path: Path) -> None:
    for part in ("train", "heldout"):
        assert write(part, tmp_path).read_bytes() == (EXAMPLES / f"{part}.csv").read_bytes()
    assert write_places(tmp_path).read_bytes() == (EXAMPLES / "places.csv").read_bytes()


def test_train_and_held_out_share_no_register_template_or_text() -> None:
    train, held_out = rows("train"), rows("heldout")
    assert len(train) + len(held_out) >= 1500
    for column in ("register", "template", "text"):
        assert not {row[column] for row in train} & {row[column] for row in held_out}


def test_every_topic_stands_in_both_parts() -> None:
    assert {row["topic"] for row in rows("train")} == {row["topic"] for row in rows("heldout")}


def test_the_bench_prints_every_figure_of_the_target_table() -> None:
    figures = {figure.name: figure for figure in bench(quick=True)}
    assert {"topic macro-F1", "barrier macro-F1", "cleared found", "names masked", "wrong place links"} <= set(figures)
    assert all(0 <= figure.value <= 1 for figure in figures.values() if figure.unit == "share")


def test_measures_agree_with_counting_by_hand() -> None:
    truth, said = ["a", "a", "b", "b"], ["a", "b", "b", "b"]
    assert macro_f1(truth, said) == (2 / 3 + 4 / 5) / 2
    assert recall(truth, said, "a") == 0.5
    assert false_rate(truth, said, "b") == 0.5
    assert calibration_error([0.9, 0.9], [True, False]) == 0.4


def test_example_tables_can_be_read_by_any_csv_reader() -> None:
    for path in EXAMPLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
        assert len({len(row) for row in table}) == 1
