"""Every sentence beside the rules must hold, each as a test of its own; and a wrong sentence must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from clearway.core.rules import BadRule, Rulebook
from clearway.law.load import HERE
from clearway.loop.check_law import Example, ExampleFails, check_law, failures, read_examples

SENTENCES = list(read_examples(HERE / "cn" / "examples"))


@pytest.mark.parametrize("example", SENTENCES, ids=lambda e: f"{e.file.stem}-{e.number}")
def test_a_sentence_beside_the_rules_holds(rulebook: Rulebook, example: Example) -> None:
    assert [str(failure) for failure in failures(example, rulebook)] == []


def test_every_chapter_of_the_rulebook_has_its_sentences() -> None:
    rules = {example.asks["rule"].split(".")[0] for example in SENTENCES if "rule" in example.asks}
    assert rules == {folder.name for folder in (HERE / "cn").iterdir() if folder.is_dir()} - {"examples"}


@pytest.mark.parametrize(
    "wrong",
    [
        "rule: closing.ceiling_days\n  day: 2026-11-23\n  expect: 15",
        "rule: closing.fire_lanes\n  day: 2026-11-23\n  expect: {force: policy}",
        "rule: closing.negative_list\n  day: 2026-11-23\n  expect: {includes: [cycle_path]}",
        "rule: closing.nothing\n  day: 2026-11-23\n  expect: 1",
        "listing: {level: high, from: 2022-11-20, to: 2022-11-24}\n  expect: {release_due: 2022-11-24}",
        "listing: {level: high, from: 2022-11-20, to: 2022-11-19}\n  expect: {past_release: false}",
        "measure: {kind: seal_area, from: 2026-11-20, days: 5, deciding_organ: county}\n  expect: {authority: pass}",
    ],
)
def test_a_wrong_sentence_fails(tmp_path: Path, rulebook: Rulebook, wrong: str) -> None:
    (tmp_path / "wrong.yaml").write_text(f"- zh: 错\n  en: wrong\n  {wrong}\n", encoding="utf-8")
    (example,) = read_examples(tmp_path)
    assert list(failures(example, rulebook))


def test_a_failing_sentence_names_its_file_in_both_languages(tmp_path: Path, rulebook: Rulebook) -> None:
    file = tmp_path / "wrong.yaml"
    file.write_text("- {zh: 错, en: wrong, rule: closing.ceiling_days, day: 2026-11-23, expect: 15}", encoding="utf-8")
    (failure,) = failures(next(read_examples(tmp_path)), rulebook)
    assert isinstance(failure, ExampleFails)
    assert all(str(file) in failure.say(language) for language in ("zh", "en"))


def test_a_sentence_without_its_question_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("- {zh: 无, en: nothing, expect: 1}", encoding="utf-8")
    with pytest.raises(BadRule):
        list(read_examples(tmp_path))


def test_the_folder_above_checks_every_jurisdiction_in_it() -> None:
    assert check_law(HERE).rules == check_law(HERE / "cn").rules > 50
