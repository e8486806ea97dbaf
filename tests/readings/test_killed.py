"""Killed at a random moment, the store holds every acknowledged batch once and nothing half-written."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from clearway.readings.store import Store
from tests.readings.appending_child import ROWS, START, batch

ROOT = Path(__file__).resolve().parents[2]


def appended_until_killed(folder: Path, first: int, seconds: float) -> list[int]:
    """Run the child, kill it (SIGKILL) ``seconds`` after it began to work; the batches it acknowledged."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.readings.appending_child", str(folder), str(first)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    said, _ = child.communicate(timeout=20)
    return [int(line) for line in said.splitlines() if line.strip().isdigit()]


def test_every_acknowledged_batch_is_there_once_after_kill_9(tmp_path: Path) -> None:
    store, moments, acknowledged = Store(tmp_path), random.Random(20261123), list[int]()
    for _ in range(4):
        first = max(acknowledged, default=-1) + 1
        acknowledged += appended_until_killed(tmp_path, first, 0.3 + 1.5 * moments.random())
        assert store.check() == ()
    held = Counter((row["at"], row["count"]) for row in store.read(START, START + timedelta(days=9)).to_pylist())
    assert len(acknowledged) >= 4
    assert set(held.values()) == {ROWS}, "a batch is there whole or not at all"
    numbers = [count for _, count in held]
    assert set(acknowledged) <= set(numbers)
    assert len(numbers) == len(set(numbers)) <= len(acknowledged) + 4
    assert all(at == START + timedelta(minutes=5 * count) for at, count in held)


def test_a_batch_sent_again_after_a_kill_is_there_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    acknowledged = appended_until_killed(tmp_path, 0, 1.0)
    for number in [*acknowledged, len(acknowledged)]:
        store.append(batch(number), f"batch {number}")
    found = store.read(START, START + timedelta(days=9))
    assert found.num_rows == ROWS * (len(acknowledged) + 1)
