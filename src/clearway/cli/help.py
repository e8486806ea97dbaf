"""``clearway help [COMMAND [ACT]]``: the same as ``clearway COMMAND ACT --help``; with ``--json`` as a document."""

from __future__ import annotations

import argparse
from typing import Any

from clearway.cli.language import command_language, of_help
from clearway.cli.output import add_json, print_json
from clearway.cli.parser import Parser


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway help``."""
    parser.add_argument(
        "words", nargs="*", metavar="COMMAND", help="a command, and an act of it (default: all commands)"
    )
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print it on stdout.

    Raises:
        SystemExit: 2, after a sentence, where there is no such command or act.
    """
    from clearway.cli.main import build_parser

    parser = build_parser(args.words[0] if args.words else None)
    for word in args.words:
        if word not in parser.acts():
            known = ", ".join(repr(name) for name in parser.acts())
            parser.error(f"argument {args_name(parser)}: invalid choice: {word!r} (choose from {known})")
        parser = parser.acts()[word]
    if args.json:
        print_json(_document(parser))
    else:
        parser.print_help()
    return 0


def args_name(parser: Parser) -> str:
    """What a parser calls its first word: COMMAND at the top, ACT below."""
    return next((str(one.metavar) for one in parser._actions if one.metavar and one.choices is not None), "ACT")


def _document(parser: Parser) -> dict[str, Any]:
    """A parser as plain data: what it does, its acts, its arguments."""
    language = command_language()
    return {
        "command": parser.prog,
        "does": of_help(parser.description or "", language),
        "acts": {name: of_help(act.description or "", language) for name, act in parser.acts().items()},
        "arguments": [
            {
                "names": list(one.option_strings) or [str(one.metavar or one.dest)],
                "required": one.required,
                "choices": None if one.choices is None else [str(choice) for choice in one.choices],
                "says": of_help(one.help or "", language),
            }
            for one in parser._actions
            if one.dest not in ("command", "act")
        ],
    }
