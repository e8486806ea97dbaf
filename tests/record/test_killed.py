"""What was acknowledged is there, even if the process is killed in the middle of the next write."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

_SOON = 30
_ACKNOWLEDGED = 40

WRITER = """
from clearway.record.opening import open_record
open_record()
from tests.examples import AT, COMMUNITY, COUNTY, ZONE
from clearway.loop.take_report import Told, take_report
while True:
    receipt = take_report(Told(text="门被锁住", place_code=COMMUNITY), at=AT, zone=ZONE, region=COUNTY)
    print(receipt.number, flush=True)
"""

READER = """
from clearway.record.opening import open_record
open_record()
from clearway.record.models import LedgerLine, OutboxRow, ReportRow
from clearway.record.verifying import verify
verdict = verify()
assert verdict.ok, verdict
taken = LedgerLine.objects.filter(kind="report_taken")
assert ReportRow.objects.count() == taken.count() == OutboxRow.objects.filter(kind="report_taken").count()
print("\\n".join(ReportRow.objects.order_by("number").values_list("number", flat=True)))
"""


@pytest.fixture
def surroundings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment with a home, and on PostgreSQL a database, of its own."""
    own = os.environ | {"CLEARWAY_HOME": str(tmp_path)}
    url = own.get("CLEARWAY_DATABASE_URL")
    if not url:
        yield own
        return
    import psycopg

    name = f"killed_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    try:
        yield own | {"CLEARWAY_DATABASE_URL": url.rsplit("/", 1)[0] + "/" + name}
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_every_acknowledged_report_outlives_a_killed_process(surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-c", WRITER]
    acknowledged = []
    with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        try:
            for line in writer.stdout:
                acknowledged.append(line.strip())
                if len(acknowledged) == _ACKNOWLEDGED:
                    break
            time.sleep(0.02)
        finally:
            writer.send_signal(signal.SIGKILL)
        acknowledged += [line.strip() for line in writer.stdout if line.endswith("\n")]
    assert len(acknowledged) >= _ACKNOWLEDGED
    found = subprocess.run(
        [sys.executable, "-c", READER], env=surroundings, capture_output=True, text=True, timeout=_SOON, check=False
    )
    assert found.returncode == 0, found.stderr
    kept = found.stdout.split()
    assert kept[: len(acknowledged)] == acknowledged
    assert len(kept) - len(acknowledged) <= 1
