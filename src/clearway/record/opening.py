"""Opening the record from a command: Django set up, tables brought up to date."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_record(*, migrate: bool = True) -> None:
    """Make models usable in this process; with ``migrate``, bring the tables up to date first.

    Call it inside a command's ``run``; nothing of Django is imported before. Calling it twice does nothing.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.settings")
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    if migrate:
        _bring_up_to_date()


def _bring_up_to_date() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with _one_at_a_time():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two commands started at once in a new home: the second waits and finds the tables made."""
    from django.conf import settings

    home: Path = settings.ENVIRONMENT.home
    with (home / "opening.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
