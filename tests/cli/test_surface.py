"""Every command keeps the surface: --json, help in three ways, exit 2 with a sentence in both languages, near words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from clearway.cli.main import build_parser, main
from clearway.cli.parser import Parser
from clearway.cli.table import COMMANDS


def leaves(parser: Parser) -> Iterator[Parser]:
    """Every parser that does something: a command without acts, or an act."""
    acts = parser.acts()
    for act in acts.values():
        yield from leaves(act)
    if not acts:
        yield parser


CALLS = {leaf.prog: leaf for name in COMMANDS for leaf in leaves(build_parser(name).acts()[name])}


def refused(capsys: pytest.CaptureFixture[str], words: list[str]) -> str:
    """What a wrong call says on stderr; it exits with 2 and leaves stdout alone."""
    with pytest.raises(SystemExit) as end:
        main(words)
    said = capsys.readouterr()
    assert end.value.code == 2
    assert said.out == ""
    return said.err


@pytest.mark.parametrize("call", CALLS)
def test_every_call_takes_json(call: str) -> None:
    assert "--json" in CALLS[call]._option_string_actions


@pytest.mark.parametrize("call", CALLS)
def test_what_is_written_is_called_out_and_where_wanted_rejects(call: str) -> None:
    options = CALLS[call]._option_string_actions
    written = {"--output", "-o", "--outfile", "--reject", "--bad"} & options.keys()
    assert not written


@pytest.mark.parametrize("call", CALLS)
def test_a_mistyped_option_is_answered_with_the_near_one_in_both_languages(
    call: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, [*call.split()[1:], "--jsno"])
    assert "[bad_usage]" in said
    assert "did you mean --json?" in said
    assert "是不是 --json？" in said


@pytest.mark.parametrize("call", CALLS)
def test_what_is_missing_is_named_in_both_languages(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    needed = [one for one in CALLS[call]._actions if one.required and one.nargs != "*"]
    if not needed:
        assert CALLS[call].format_usage()
        return
    said = refused(capsys, call.split()[1:])
    name = (needed[0].option_strings or [str(needed[0].metavar or needed[0].dest)])[0]
    assert re.search(rf"(missing: |one of ).*{re.escape(name)}", said)
    assert "缺少" in said or "之一" in said


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["wran"], "warn"),
        (["lod"], "load"),
        (["law", "shwo"], "show"),
        (["pass", "verfy"], "verify"),
        (["help", "bnech"], "bench"),
    ],
)
def test_a_mistyped_word_is_answered_with_the_near_one(
    words: list[str], near: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(capsys, words)
    assert f"did you mean {near}?" in said
    assert f"是不是 {near}？" in said


@pytest.mark.parametrize("call", CALLS)
def test_help_before_and_after_the_words_is_the_same(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = call.split()[1:]
    assert main(["help", *words]) == 0
    before = capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    assert capsys.readouterr().out == before


def test_help_as_a_document_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)["acts"]) == set(COMMANDS)
    assert main(["help", "roads", "whatif", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["command"] == "clearway roads whatif"
    assert {"names": ["--kind"], "required": True}.items() <= next(
        one for one in told["arguments"] if one["names"] == ["--kind"]
    ).items()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_language_chosen_comes_first_in_a_refusal(
    language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLEARWAY_LANGUAGE", language)
    said = [line for line in refused(capsys, ["law", "show", "--on", "yesterday"]).splitlines() if "clearway: " in line]
    assert said[-2].startswith("clearway: 用法有误" if language == "zh" else "clearway: bad usage")
    assert len(said) >= 2
