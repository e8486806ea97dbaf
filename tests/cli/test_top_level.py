"""The top level is light, and no traceback reaches a user."""

import subprocess
import sys

import pytest

from clearway.cli.main import main
from clearway.cli.table import COMMANDS

HEAVY = ("django", "numpy", "pandas", "pyarrow", "numba", "scipy", "ibis", "duckdb", "rich", "osmium", "deltalake")


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "clearway", "--help"], capture_output=True, text=True, check=True
    )
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert not imported & set(HEAVY)
    assert "demo" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert f"clearway {command}" in capsys.readouterr().out


def test_a_fault_of_ours_is_one_sentence_in_two_languages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    monkeypatch.setenv("CLEARWAY_HOME", str(tmp_path))
    monkeypatch.setitem(COMMANDS, "warm", ("clearway.cli.no_such_module", "x"))
    assert main(["warm"]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "[internal]" in said
    assert "程序内部出错" in said
