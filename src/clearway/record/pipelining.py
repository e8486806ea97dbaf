"""Statements that need no answer are sent without waiting for it: the server is asked once for all of them.

Whoever writes for many (``record.together``) would else wait for each of a dozen answers, on a busy machine a
millisecond or two each, while everybody else waits for the writer. SQLite answers in this process: nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def without_waiting() -> Iterator[None]:
    """Within a transaction: answers are waited for where one is read, and at the end of the block.

    Raises:
        DatabaseError: of whichever statement failed, at the next wait; the transaction must be given up then.
    """
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield
