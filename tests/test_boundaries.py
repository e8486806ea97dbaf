"""Imports point inward, rows are written in one place, and decisions read no clock."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "clearway"
PURE = ("core", "monitor", "warn", "respond", "evaluate")

#: Calls that write rows whatever they are called on, and those that do on a manager or a query set.
_WRITES = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "asave", "adelete", "acreate"}
_ON_ROWS = {"create", "delete", "update"}
_CLOCKS = {"now", "utcnow", "today", "time", "localtime"}
_CLOCK_OWNERS = {"datetime", "date", "time", "timezone", "datetime.datetime", "datetime.date"}


def _modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders or (".",):
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            yield path.relative_to(PACKAGE), ast.parse(path.read_text(encoding="utf-8"))


def _calls(tree: ast.AST) -> Iterator[tuple[int, str, str, ast.Call]]:
    """Line, owner, name and node of every call of an attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.lineno, ast.unparse(node.func.value), node.func.attr, node


def _writes(tree: ast.AST) -> Iterator[str]:
    for line, owner, name, node in _calls(tree):
        bare = not node.args and not node.keywords
        on_rows = name in _ON_ROWS and (
            ".objects" in owner or "_default_manager" in owner or (name == "delete" and bare)
        )
        to_a_file = name == "save" and node.args
        if (name in _WRITES and not to_a_file) or on_rows:
            yield f"{line} {owner}.{name}"


def _clock_readings(tree: ast.AST) -> Iterator[str]:
    for line, owner, name, _ in _calls(tree):
        if name in _CLOCKS and owner in _CLOCK_OWNERS:
            yield f"{line} {owner}.{name}"


def test_imports_point_inward() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    found = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert found.returncode == 0, found.stdout[-3000:]


def test_rows_are_written_by_the_record_alone() -> None:
    off_the_door = [
        f"{path}:{write}" for path, tree in _modules() if path.parts[0] != "record" for write in _writes(tree)
    ]
    assert off_the_door == []


def test_the_search_for_writes_finds_them() -> None:
    found = "Row.objects.filter(a=1).update(b=2)", "row.save()", "row.delete()", "Row.objects.create()"
    innocent = "kept.update({})", "picture.save(file)"
    assert all(list(_writes(ast.parse(text))) for text in found)
    assert not any(list(_writes(ast.parse(text))) for text in innocent)


def test_only_the_record_opens_the_door_to_rows() -> None:
    """``door_open`` lifts the models' refusal; outside ``record`` the door is ``record.door``."""
    for path, tree in _modules():
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert "door_open" not in names or path.parts[0] == "record", path


@pytest.mark.parametrize("folder", PURE)
def test_what_decides_reads_no_clock(folder: str) -> None:
    assert [f"{path}:{found}" for path, tree in _modules(folder) for found in _clock_readings(tree)] == []


def test_the_core_needs_nothing_but_the_standard_library() -> None:
    allowed = set(sys.stdlib_module_names) | {"clearway"}
    for path, tree in _modules("core"):
        for node in ast.walk(tree):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                modules = [node.module or ""]
            for module in modules:
                assert module.split(".")[0] in allowed, f"{path}:{node.lineno} imports {module}"
                assert not module.startswith("clearway.") or module.startswith("clearway.core")
