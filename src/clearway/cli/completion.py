"""``clearway completion``: the line that turns on shell completion."""

from __future__ import annotations

import argparse

from clearway.cli.output import add_json, print_json


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway completion``."""
    parser.add_argument("shell", choices=["bash", "zsh"], help="your shell")
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the code; use it as ``eval "$(clearway completion bash)"``."""
    from argcomplete.shell_integration import shellcode

    code = shellcode(["clearway"], shell=args.shell)
    if args.json:
        print_json({"shell": args.shell, "code": code})
    else:
        print(code)
    return 0
