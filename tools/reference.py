"""Write docs/reference/*.md from the code: commands, settings (both languages), events. `--check`: fail where stale."""

from __future__ import annotations

import argparse
import os
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from clearway import core
from clearway.cli.main import build_parser
from clearway.cli.parser import Parser
from clearway.cli.table import COMMANDS
from clearway.core import events
from clearway.core.words import Bilingual, Language
from clearway.environment import KNOWN, PREFIX

FOLDER = Path(__file__).parent.parent / "docs" / "reference"


MADE = Bilingual("由 `tools/reference.py` 从代码生成。", "Made from the code by `tools/reference.py`.")


def commands(language: Language) -> str:
    """Every command and every act of one, with its help."""
    os.environ["CLEARWAY_LANGUAGE"] = language
    parts = [f"# {Bilingual('命令', 'Commands').say(language)}\n\n{MADE.say(language)}\n"]
    for name in COMMANDS:
        parts += _with_acts(build_parser(name).acts()[name], "##")
    return "\n".join(parts)


def _with_acts(parser: Parser, heading: str) -> list[str]:
    """A parser's help, then that of its acts one heading lower."""
    own = f"{heading} {parser.prog}\n\n```\n{parser.format_help().rstrip()}\n```\n"
    return [own, *(part for act in parser.acts().values() for part in _with_acts(act, heading + "#"))]


def settings(language: Language) -> str:
    """Every environment variable."""
    rows = [
        f"| `{PREFIX}{name}` | {what.say(language)} | `{default or '–'}` |" for name, (what, default) in KNOWN.items()
    ]
    only = Bilingual(
        "只从环境变量读取；不认识或写错的设置会让程序以一句话说明后停止。",
        "Environment only; an unknown or malformed one stops the start with a sentence.",
    )
    head = Bilingual("| 变量 | 内容 | 默认 |", "| variable | what | default |")
    return "\n".join(
        [
            f"# {Bilingual('设置', 'Settings').say(language)}",
            "",
            only.say(language),
            MADE.say(language),
            "",
            head.say(language),
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def kinds_of_event() -> str:
    """Every kind of ledger line, with the fields of its payload."""
    parts = ["# Ledger events 账本事件", "", f"{MADE.en} {MADE.zh}", ""]
    for found in pkgutil.iter_modules(core.__path__):
        if found.name.endswith("events"):
            import_module(f"clearway.core.{found.name}")
    called = _called()
    kinds = {kind.kind: kind for kind in events.Event.__subclasses__()}  # slots leave a class behind under each name
    for kind in sorted(kinds.values(), key=lambda kind: (kind.__module__ != events.__name__, kind.kind)):
        summary = (kind.__doc__ or "").strip().splitlines()[0]
        names = ", ".join(f"`{one.name}`" for one in fields(kind))
        chinese = f" {called[kind.kind].zh}" if kind.kind in called else ""
        parts += [f"## {kind.kind}{chinese}", "", summary, "", f"Fields 字段: {names}", ""]
    return "\n".join(parts)


def _called() -> dict[str, Bilingual]:
    """What the site's histories call each kind of event; read with the site set up in a home nobody keeps."""
    import django

    with TemporaryDirectory() as home:
        os.environ |= {"CLEARWAY_HOME": home, "DJANGO_SETTINGS_MODULE": "clearway.settings"}
        django.setup()
        from clearway.web.names.ledger import EVENTS

    return dict(EVENTS)


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": partial(commands, "en"),
    "commands.zh-CN.md": partial(commands, "zh"),
    "settings.md": partial(settings, "en"),
    "settings.zh-CN.md": partial(settings, "zh"),
    "events.md": kinds_of_event,
}


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
