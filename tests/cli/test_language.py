"""The command line speaks the language chosen, all of it: help, argparse's own words, what is said on the way."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clearway.cli
from clearway.cli.language import catalogue, command_language, of_help
from clearway.cli.main import build_parser, main
from clearway.cli.parser import Parser
from clearway.cli.table import COMMANDS
from clearway.cli.wide import columns, wrap

CHINESE = re.compile(r"[\u4e00-\u9fff]|默认")
SOURCES = sorted(Path(clearway.cli.__file__).parent.glob("*.py"))


def sentences(parser: Parser) -> Iterator[str]:
    """Every sentence the help of a parser and of its acts shows."""
    yield from (one for one in (parser.description, parser.epilog) if one)
    for group in parser._action_groups:
        yield from (one for one in (group.title, group.description) if one and group._group_actions)
    for action in parser._actions:
        if action.help:
            yield action.help
        for line in getattr(action, "_choices_actions", ()):
            yield line.help
    for act in parser.acts().values():
        yield from sentences(act)


@pytest.fixture(scope="module")
def said() -> frozenset[str]:
    """Every sentence of the help of every command."""
    return frozenset(one for name in COMMANDS for one in sentences(build_parser(name)))


def test_every_sentence_of_the_help_has_its_chinese_and_nothing_stale_is_kept(said: frozenset[str]) -> None:
    assert sorted(said - catalogue().keys()) == []
    assert sorted(catalogue().keys() - said) == []


def test_chinese_help_keeps_every_name_a_person_has_to_type() -> None:
    for english, chinese in catalogue().items():
        assert chinese.strip()
        typed = set(re.findall(r"--[a-z-]+|\.[a-z]{3,7}\b|\b[a-z]+_[a-z_]+\b", english))
        assert all(name in chinese for name in typed), english


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_says_what_it_is(command: str) -> None:
    def silent(parser: Parser) -> list[str]:
        own = [
            f"{parser.prog} {one.dest}"
            for one in parser._actions
            if not one.help and not isinstance(one, argparse._SubParsersAction)
        ]
        return own + [line for act in parser.acts().values() for line in silent(act)]

    assert silent(build_parser(command)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_in_chinese_is_chinese(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLEARWAY_LANGUAGE", "zh")
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["help", command]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("用法： clearway " + command)
    assert "显示本帮助并退出" in printed
    assert not re.search(r"usage|options:|positional|show this help", printed)
    assert all(columns(line) <= 80 for line in printed.splitlines() if " " in line.strip() and CHINESE.search(line))


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "CLEARWAY_LANGUAGE": "en"}, "en"),
        ({"LC_ALL": "C", "CLEARWAY_LANGUAGE": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "CLEARWAY_LANGUAGE": ""}, "zh"),
    ],
)
def test_the_setting_wins_then_the_locale_then_english(variables: dict[str, str], language: str) -> None:
    assert command_language(variables) == language


def test_english_help_is_what_stands_in_the_code() -> None:
    assert of_help("serve the site", "en") == "serve the site"
    assert of_help("a sentence nobody translated", "zh") == "a sentence nobody translated"


def _two_languages_in_one_text(node: ast.AST) -> bool:
    """A text with `English / 中文` in it, which would tell everybody both."""
    texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return any(" / " in text and CHINESE.search(text) for text in texts)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_what_is_said_on_the_way_is_said_in_one_language(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        where = f"{source.name}:{node.lineno}"
        if node.func.id in ("say", "progress", "print"):
            assert not _two_languages_in_one_text(node), where
        if node.func.id in ("say", "progress"):
            assert not isinstance(node.args[0], ast.Constant | ast.JoinedStr), where


@given(st.text(st.sampled_from("ab，。 通途封闭（）--json"), max_size=60), st.integers(8, 40))
def test_wrapping_loses_nothing_and_keeps_to_its_columns(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    longest = max((columns(word) for word in re.findall(r"[!-~]+[，。（）]*|.[，。）]*", text)), default=0)
    assert all(columns(line) <= max(width, longest) for line in lines)
