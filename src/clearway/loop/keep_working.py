"""What runs beside the site: notices every few seconds, and once an hour what is past its term is removed."""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import structlog
from django.db import close_old_connections

from clearway.environment import Environment
from clearway.loop.keep_photo import sweep_photos
from clearway.loop.notify import notify
from clearway.record.answers import forget_answers

_LOG = structlog.get_logger(__name__)
EVERY_SECONDS = 5.0
_HOUR = 3_600.0


def keep_working(environment: Environment, stop: threading.Event) -> None:
    """Go on until ``stop`` is set. A fault is written to the log and tried again; a second worker waits."""
    swept = 0.0
    while not stop.wait(EVERY_SECONDS):
        with _alone(environment.home) as ours:
            if not ours:
                continue
            try:
                notify(environment, at=datetime.now(UTC))
                if time.monotonic() - swept > _HOUR:
                    swept = time.monotonic()
                    sweep_photos(environment.home, datetime.now(UTC))
                    forget_answers(datetime.now(UTC))
            except Exception:
                _LOG.exception("worker")
            finally:
                close_old_connections()


@contextmanager
def _alone(home: Path) -> Iterator[bool]:
    """Whether this process may work now: one at a time in one home."""
    with (home / "worker.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
