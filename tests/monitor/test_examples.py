"""The labelled texts and the figures measured on them."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from clearway.core.figures import Figure
from clearway.monitor.bench import bench
from clearway.monitor.examples import rows
from clearway.monitor.fitting import texts_digest
from clearway.monitor.fitting import write as write_weights
from clearway.monitor.measuring import calibration_error, false_rate, macro_f1, recall
from clearway.monitor.text.model import shipped_model
from tests.monitor.texts.expand import EXAMPLES, PARTS, write, write_places


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    """Figures of the quick bench by name."""
    return {figure.name: figure for figure in bench(quick=True)}


def test_the_tables_are_what_the_sentences_expand_to(tmp_path: Path) -> None:
    for part in PARTS:
        assert write(part, tmp_path).read_bytes() == (EXAMPLES / f"{part}.csv").read_bytes()
    assert write_places(tmp_path).read_bytes() == (EXAMPLES / "places.csv").read_bytes()


def test_train_and_held_out_share_no_register_template_or_text() -> None:
    train, held_out = [*rows("train"), *rows("voices")], rows("heldout")
    assert len(rows("voices")) >= 1500
    assert len(held_out) >= 300
    for column in ("register", "template", "text"):
        assert not {row[column] for row in train} & {row[column] for row in held_out}


def test_the_model_was_made_from_these_texts_and_words() -> None:
    """After any change: ``python -m tests.monitor.texts.expand``, then ``python -m clearway.monitor.fitting``."""
    assert shipped_model().made_from == texts_digest()


@pytest.mark.slow
def test_a_fresh_fit_says_what_the_shipped_model_says(tmp_path: Path) -> None:
    with np.load(write_weights(tmp_path), allow_pickle=False) as fresh:
        ours = shipped_model()
        assert bytes(fresh["pieces"]).decode().split("\n") == list(ours.rows)
        assert np.abs(fresh["weights"].astype(np.float64) - ours.weights).max() < 0.05


def test_the_reader_holds_its_figures_on_texts_it_never_saw(figures: dict[str, Figure]) -> None:
    for name in ("topic macro-F1", "barrier macro-F1", "cleared found", "cleared falsely"):
        assert figures[name].met, figures[name]


def test_every_topic_stands_in_both_parts() -> None:
    assert {row["topic"] for row in rows("train")} == {row["topic"] for row in rows("heldout")}


def test_the_bench_prints_every_figure_of_the_target_table(figures: dict[str, Figure]) -> None:
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
