"""Write docs/reference/*.md from the code: commands, settings, events. `--check` fails where a page is stale."""

from __future__ import annotations

import argparse
import os
import pkgutil
import sys
from dataclasses import fields
from importlib import import_module
from pathlib import Path

from clearway import core
from clearway.cli.main import build_parser
from clearway.cli.table import COMMANDS
from clearway.core import events
from clearway.environment import KNOWN, PREFIX

FOLDER = Path(__file__).parent.parent / "docs" / "reference"


def commands() -> str:
    """Every command with its help."""
    parts = ["# Commands\n\nMade from the code by `tools/reference.py`.\n"]
    for name in COMMANDS:
        parser = build_parser(name)
        choices = next(action.choices for action in parser._actions if isinstance(action.choices, dict))
        parts.append(f"## clearway {name}\n\n```\n{choices[name].format_help().rstrip()}\n```\n")
    return "\n".join(parts)


def settings() -> str:
    """Every environment variable."""
    rows = [f"| `{PREFIX}{name}` | {what} | `{default or '–'}` |" for name, (what, default) in KNOWN.items()]
    return "\n".join(
        [
            "# Settings",
            "",
            "Environment only; an unknown or malformed one stops the start with a sentence.",
            "Made from the code by `tools/reference.py`.",
            "",
            "| variable | what | default |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def kinds_of_event() -> str:
    """Every kind of ledger line, with the fields of its payload."""
    parts = ["# Ledger events", "", "Made from the code by `tools/reference.py`.", ""]
    for found in pkgutil.iter_modules(core.__path__):
        if found.name.endswith("events"):
            import_module(f"clearway.core.{found.name}")
    for kind in sorted(events.Event.__subclasses__(), key=lambda kind: (kind.__module__ != events.__name__, kind.kind)):
        summary = (kind.__doc__ or "").strip().splitlines()[0]
        names = ", ".join(f"`{one.name}`" for one in fields(kind))
        parts += [f"## {kind.kind}", "", summary, "", f"Fields: {names}", ""]
    return "\n".join(parts)


PAGES = {"commands.md": commands, "settings.md": settings, "events.md": kinds_of_event}


def main() -> int:
    """Write the pages, or check that they are fresh."""
    os.environ["COLUMNS"] = "100"  # help is wrapped to it, whatever the terminal
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        text = make()
        page = FOLDER / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                page.write_text(text, encoding="utf-8")
    if check and stale:
        print(f"stale: {', '.join(stale)}; run .venv/bin/python tools/reference.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
