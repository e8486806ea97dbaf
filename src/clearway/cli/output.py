"""What commands print: machine-readable output to stdout alone, everything else to stderr.

What a person reads on stderr is in the language of the command line (``cli.language``); refusals come in both.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from clearway.cli.language import command_language
from clearway.core.words import Bilingual, Language

if TYPE_CHECKING:
    from clearway.core.intake import Reject

Progress = Callable[[int], None]
_SHOWN = 5


def add_json(parser: argparse.ArgumentParser) -> None:
    """The ``--json`` option."""
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")


def print_json(document: object) -> None:
    """One JSON document, UTF-8, on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def in_language(sentence: Bilingual | str) -> str:
    """A sentence in the language of the command line; text without words of a language stands as it is."""
    return sentence if isinstance(sentence, str) else sentence.say(command_language())


def say(sentence: Bilingual | str) -> None:
    """A line for a person, on stderr, in the language of the command line."""
    print(in_language(sentence), file=sys.stderr)


def say_in_both(sentence: Bilingual, code: str = "") -> None:
    """What was refused or found wrong, on stderr in both languages, that of the command line first."""
    first = command_language()
    second: Language = "en" if first == "zh" else "zh"
    print(f"clearway: {sentence.say(first)}{f' [{code}]' if code else ''}", file=sys.stderr)
    print(f"clearway: {sentence.say(second)}", file=sys.stderr)


@contextmanager
def progress(label: Bilingual | str, total: int | None) -> Iterator[Progress]:
    """A progress bar on stderr when it is a terminal; call the yielded function with the steps just done."""
    if not sys.stderr.isatty():
        yield lambda steps: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(in_language(label), total=total)
        yield lambda steps: bar.advance(task, steps)


def say_rejects(rejects: Sequence[Reject], path: Path | None = None, *, hint: bool = False) -> None:
    """The first five rejected rows, in both languages, and how many more there are; ``hint`` names ``--rejects``."""
    before = "" if path is None else f"{path} "
    for one in rejects[:_SHOWN]:
        say_in_both(
            Bilingual(
                f"{before}第 {one.row} 行，列 {one.column}：现为 {one.found!r}，应为{one.expected.zh}",
                f"{before}row {one.row}, column {one.column}: found {one.found!r}, expected {one.expected.en}",
            ),
            one.code,
        )
    if len(rejects) > _SHOWN:
        more = len(rejects) - _SHOWN
        zh, en = ("（--rejects FILE 写出全部）", " (--rejects FILE writes them all)") if hint else ("", "")
        say(Bilingual(f"……另有 {more} 行{zh}", f"… {more} more{en}"))
