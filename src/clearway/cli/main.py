"""The top level: find the command, run it, and turn every refusal into one sentence in both languages."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from typing import Protocol

from clearway.cli.output import say, say_in_both
from clearway.cli.parser import Parser
from clearway.cli.table import COMMANDS
from clearway.core.refusals import Broken, Refusal
from clearway.core.words import Bilingual

OK, FAILED_CHECK, BAD_INPUT = 0, 1, 2
INTERRUPTED = 130
_STOPPED = Bilingual("clearway: 已停止", "clearway: stopped")


class Command(Protocol):
    """What every command module offers."""

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; returns the exit code."""


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns the exit code (0 done, 1 a check failed, 2 bad usage or input)."""
    arguments = sys.argv[1:] if argv is None else argv
    try:
        return _dispatch(arguments)
    except Refusal as refusal:
        report(refusal)
        return BAD_INPUT
    except KeyboardInterrupt:
        say(_STOPPED)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as fault:
        report(_log_fault(fault))
        return BAD_INPUT


def report(refusal: Refusal) -> None:
    """Print a refusal to stderr in both languages, that of the command line first."""
    say_in_both(refusal.text, refusal.code)


def _dispatch(arguments: list[str]) -> int:
    name = next((word for word in arguments if not word.startswith("-")), None)
    parser = build_parser(name)
    if "_ARGCOMPLETE" in os.environ:
        _complete(parser)
    args = parser.parse_args(arguments)
    if args.version:
        from importlib.metadata import version

        print(version("clearway"))
        return OK
    if args.command is None:
        parser.print_help()
        return OK
    return int(args.run(args))


def build_parser(name: str | None) -> Parser:
    """The parser, with the arguments of command ``name`` alone declared (the others stay unimported)."""
    parser = Parser(
        prog="clearway", description="Keeps ways open in an epidemic: monitor, warn, respond, evaluate. 通途"
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command, (module_name, help_line) in COMMANDS.items():
        sub = commands.add_parser(command, help=help_line, description=help_line)
        if command == name:
            module = importlib.import_module(module_name)
            module.configure(sub)
            sub.describe_acts()
            sub.set_defaults(run=module.run)
    return parser


def _complete(parser: argparse.ArgumentParser) -> None:
    import argcomplete

    argcomplete.autocomplete(parser)


def _log_fault(fault: Exception) -> Refusal:
    import tempfile
    import traceback
    from pathlib import Path

    folder = Path(os.environ.get("CLEARWAY_HOME") or "./var") / "logs"
    text = "".join(traceback.format_exception(fault))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        log = folder / "faults.log"
        with log.open("a", encoding="utf-8") as file:
            file.write(text + "\n")
    except OSError:
        with tempfile.NamedTemporaryFile("w", suffix=".log", delete=False, encoding="utf-8") as file:
            file.write(text)
            log = Path(file.name)
    return Broken(what=type(fault).__name__, log=str(log))
