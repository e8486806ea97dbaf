"""``clearway warm``: compile each kernel once at set-up, on the machine that will run it, so that nobody waits."""

from __future__ import annotations

import argparse
import importlib
import time

from clearway.cli.output import add_json, print_json, progress, say
from clearway.core.words import Bilingual

#: Modules with a ``warm()`` that calls their kernels with the production types.
KERNELS = ("clearway.roads.warming", "clearway.warn.warming")


def configure(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``clearway warm``."""
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Compile; prints seconds per module."""
    seconds = {}
    for name in KERNELS:
        start = time.perf_counter()
        with progress(Bilingual("编译", "compiling"), None):
            importlib.import_module(name).warm()
        seconds[name] = round(time.perf_counter() - start, 2)
        say(Bilingual(f"{name}：{seconds[name]} 秒", f"{name}: {seconds[name]} s"))
    if args.json:
        print_json(seconds)
    return 0
