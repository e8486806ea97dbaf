"""What a gate remembers of passes with limited uses: counts, across processes, until they end, and no cti."""

import multiprocessing
from pathlib import Path

import pytest

from clearway.core.refusals import BadFile
from clearway.passes.used import UsedInMemory, UsedOnDisk

CTI = bytes(range(8))


def test_uses_are_counted_and_remembered(tmp_path: Path) -> None:
    assert [UsedOnDisk(tmp_path, 10).take(CTI, uses=2, until=100) for _ in range(3)] == [True, True, False]
    assert UsedOnDisk(tmp_path, 10).take(bytes(8), uses=1, until=100)
    memory = UsedInMemory()
    assert [memory.take(CTI, uses=1, until=100) for _ in range(2)] == [True, False]


def test_a_pass_that_ended_is_forgotten(tmp_path: Path) -> None:
    assert UsedOnDisk(tmp_path, 10).take(CTI, uses=1, until=100)
    assert UsedOnDisk(tmp_path, 100).take(bytes(8), uses=1, until=200)
    assert len((tmp_path / "used").read_text(encoding="ascii").splitlines()) == 1


def test_neither_the_cti_nor_another_gate_s_hash_is_in_the_file(tmp_path: Path) -> None:
    for gate in ("a", "b"):
        UsedOnDisk(tmp_path / gate, 10).take(CTI, uses=1, until=100)
    first, second = ((tmp_path / gate / "used").read_text(encoding="ascii").split()[0] for gate in ("a", "b"))
    assert first != second
    assert CTI.hex() not in first + second
    assert (tmp_path / "a" / "used.key").stat().st_mode & 0o077 == 0


def test_a_damaged_memory_is_told_and_never_taken_for_empty(tmp_path: Path) -> None:
    UsedOnDisk(tmp_path, 10).take(CTI, uses=1, until=100)
    (tmp_path / "used").write_text("half a line", encoding="ascii")
    with pytest.raises(BadFile):
        UsedOnDisk(tmp_path, 10).take(CTI, uses=1, until=100)


def _take(folder: Path) -> bool:
    return UsedOnDisk(folder, 10).take(CTI, uses=1, until=100)


def test_of_many_at_once_one_gets_through(tmp_path: Path) -> None:
    with multiprocessing.get_context("forkserver").Pool(4) as pool:
        assert sum(pool.map(_take, [tmp_path] * 12)) == 1
