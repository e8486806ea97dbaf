"""``clearway completion``: the line that turns on shell completion."""

from __future__ import annotations

import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway completion``."""
    parser.add_argument("shell", choices=["bash", "zsh"], help="your shell")


def run(args: argparse.Namespace) -> int:
    """Print the code; use it as ``eval "$(clearway completion bash)"``."""
    from argcomplete.shell_integration import shellcode

    print(shellcode(["clearway"], shell=args.shell))
    return 0
