"""The ledger finds every way of tampering with it, and names the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from clearway.core.decisions import Decision
from clearway.core.people import Role, machine
from clearway.record import guards
from clearway.record.door import commit
from clearway.record.ledger import START, SealedElsewhere, digest_of, head
from clearway.record.verifying import Verdict, verify
from tests.examples import AT, COUNTY, a_load

pytestmark = pytest.mark.django_db
LINES = 7
TABLE = guards.TABLE
_COPIED = "at, kind, subject, by_name, by_role, by_region, payload, previous, digest, seal"


@contextmanager
def _unguarded() -> Iterator[Callable[[str], None]]:
    """As somebody who took the triggers away could write."""
    guards.remove(connection)
    with connection.cursor() as cursor:
        yield cursor.execute
    guards.install(connection)


@pytest.fixture(autouse=True)
def _written() -> None:
    for number in range(LINES):
        commit(Decision((a_load(source=f"{number}.csv"),)), by=machine(COUNTY), at=AT + timedelta(minutes=number))


def _found(verdict: Verdict) -> tuple[str, int | None]:
    assert verdict.finding is not None
    return verdict.finding.fault, verdict.finding.seq


def _renumber(execute: Callable[[str], None], by: int, above: int) -> None:
    """Renumber by way of negative numbers, as the key is unique."""
    execute(f"UPDATE {TABLE} SET seq = -(seq + ({by})) WHERE seq > {above}")
    execute(f"UPDATE {TABLE} SET seq = -seq WHERE seq < 0")


def _forge(execute: Callable[[str], None], seq: int, previous: str) -> None:
    """A line with a proper digest and chain, by somebody without the key."""
    columns = ("case_moved", "C1", "nobody", "inspector", COUNTY, '{"forged":true}')
    digest = digest_of(seq, "2026-11-23T01:00:00+00:00", columns, previous)
    values = ", ".join(f"'{value}'" for value in ("2026-11-23 01:00:00+00:00", *columns, previous, digest, "f" * 64))
    execute(f"INSERT INTO {TABLE} (seq, {_COPIED}) VALUES ({seq}, {values})")


def test_an_untouched_ledger_is_whole() -> None:
    verdict = verify()
    assert verdict.ok
    assert verdict.head == head()
    assert verdict.head.count == LINES


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("payload", "payload || ' '"),
        ("at", "'2026-11-20 00:00:00+00:00'"),
        ("kind", "'case_moved'"),
        ("subject", "'x'"),
        ("by_name", "'somebody else'"),
        ("by_role", "'city'"),
        ("by_region", "'110000000000'"),
        ("previous", f"'{START}'"),
        ("digest", f"'{START}'"),
        ("seal", f"'{START}'"),
    ],
)
@pytest.mark.parametrize("seq", [1, 4, LINES])
def test_an_altered_column_is_named(column: str, value: str, seq: int) -> None:
    if (column, seq) == ("previous", 1):
        value = "'" + "1" * 64 + "'"
    with _unguarded() as execute:
        execute(f"UPDATE {TABLE} SET {column} = {value} WHERE seq = {seq}")
    assert _found(verify()) == ("altered", seq)


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL holds a moment to its type")
def test_a_moment_that_is_none_is_altered_not_a_crash() -> None:
    with _unguarded() as execute:
        execute(f"UPDATE {TABLE} SET at = '2026-13-45 99:00:00' WHERE seq = 3")
    assert _found(verify()) == ("altered", 3)


def test_an_altered_line_whose_digest_was_computed_anew_is_named() -> None:
    with _unguarded() as execute:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT previous FROM {TABLE} WHERE seq = 4")
            previous = cursor.fetchone()[0]
        execute(f"DELETE FROM {TABLE} WHERE seq = 4")
        _forge(execute, 4, previous)
    assert _found(verify()) == ("altered", 4)


@pytest.mark.parametrize("seq", [1, 3, LINES])
def test_a_deleted_line_is_missing(seq: int) -> None:
    with _unguarded() as execute:
        execute(f"DELETE FROM {TABLE} WHERE seq = {seq}")
    assert _found(verify()) == ("missing", seq)


def test_a_deleted_line_is_missing_even_when_the_rest_is_renumbered() -> None:
    with _unguarded() as execute:
        execute(f"DELETE FROM {TABLE} WHERE seq = 3")
        _renumber(execute, -1, above=3)
    assert _found(verify()) == ("missing", 3)


def test_a_removed_tail_is_missing() -> None:
    with _unguarded() as execute:
        execute(f"DELETE FROM {TABLE} WHERE seq > 4")
    verdict = verify()
    assert _found(verdict) == ("missing", 5)
    assert verdict.finding is not None
    assert "5 to 7" in verdict.finding.text.en


def test_an_emptied_table_misses_its_first_line() -> None:
    with _unguarded() as execute:
        execute(f"DELETE FROM {TABLE}")
    assert _found(verify()) == ("missing", 1)


def test_a_line_inserted_in_the_middle_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT digest FROM {TABLE} WHERE seq = 3")
        previous = cursor.fetchone()[0]
    with _unguarded() as execute:
        _renumber(execute, 1, above=3)
        _forge(execute, 4, previous)
    assert _found(verify()) == ("inserted", 4)


def test_a_copy_of_an_older_line_in_the_middle_is_inserted() -> None:
    with _unguarded() as execute:
        _renumber(execute, 1, above=3)
        execute(f"INSERT INTO {TABLE} (seq, {_COPIED}) SELECT 4, {_COPIED} FROM {TABLE} WHERE seq = 2")
    assert _found(verify()) == ("inserted", 4)


def test_a_line_appended_with_a_proper_chain_is_inserted() -> None:
    with _unguarded() as execute:
        _forge(execute, LINES + 1, head().digest)
    assert _found(verify()) == ("inserted", LINES + 1)


def test_an_appended_line_is_named_even_with_a_forged_head() -> None:
    with _unguarded() as execute:
        _forge(execute, LINES + 1, head().digest)
        execute(f"UPDATE record_chainhead SET count = {LINES + 1}")
    assert _found(verify()) == ("inserted", LINES + 1)


def test_a_tail_removed_with_the_head_set_back_is_found_at_the_head() -> None:
    with _unguarded() as execute:
        execute(f"DELETE FROM {TABLE} WHERE seq > 4")
        execute(f"UPDATE record_chainhead SET count = 4, digest = (SELECT digest FROM {TABLE} WHERE seq = 4)")
    assert _found(verify()) == ("head", None)


def test_a_ledger_emptied_with_its_head_is_not_a_new_ledger() -> None:
    with _unguarded() as execute:
        execute(f"DELETE FROM {TABLE}")
        execute("DELETE FROM record_chainhead")
    assert _found(verify()) == ("head", None)


def test_swapped_lines_are_named_by_the_first() -> None:
    with _unguarded() as execute:
        execute(f"UPDATE {TABLE} SET seq = -3 WHERE seq = 3")
        execute(f"UPDATE {TABLE} SET seq = 3 WHERE seq = 5")
        execute(f"UPDATE {TABLE} SET seq = 5 WHERE seq = -3")
    assert _found(verify()) == ("moved", 3)


def test_a_renumbered_line_is_named() -> None:
    with _unguarded() as execute:
        execute(f"UPDATE {TABLE} SET seq = 900 WHERE seq = 3")
    assert _found(verify()) == ("moved", 3)


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET payload = ''", f"DELETE FROM {TABLE} WHERE seq = 1"])
def test_the_database_itself_refuses_to_change_a_line(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().ok


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_postgresql_refuses_to_truncate_it() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way round a trigger")
def test_sqlite_refuses_to_replace_a_line() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO {TABLE} (seq, {_COPIED}) SELECT 2, {_COPIED} FROM {TABLE} WHERE seq = 1"
        )
    assert verify().ok


def test_nothing_is_written_behind_a_head_somebody_else_sealed() -> None:
    with _unguarded() as execute:
        execute(f"UPDATE record_chainhead SET seal = '{START}'")
    with pytest.raises(SealedElsewhere):
        commit(Decision((a_load(),)), by=machine(COUNTY), at=AT)
    assert head().count == LINES


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way round a trigger")
def test_not_even_a_connection_that_asks_no_trigger_of_delete_replaces_a_line() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
    try:
        test_sqlite_refuses_to_replace_a_line()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers=ON")


def test_missing_triggers_are_told_though_the_lines_are_whole() -> None:
    assert verify().guarded
    guards.remove(connection)
    verdict = verify()
    guards.install(connection)
    assert verdict.ok
    assert not verdict.guarded


def test_a_ledger_whose_table_is_gone_is_told_in_a_sentence() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} RENAME TO elsewhere")
        verdict = verify()
        cursor.execute(f"ALTER TABLE elsewhere RENAME TO {TABLE}")
    assert verdict.finding is not None
    assert "gone" in verdict.finding.text.en


def test_a_line_names_who_acted_in_which_role_and_region() -> None:
    from clearway.record.models import LedgerLine

    line = LedgerLine.objects.get(seq=1)
    assert (line.by_name, line.by_role, line.by_region) == ("loop", Role.MACHINE.value, COUNTY)
    assert line.payload.startswith('{"digest":"000')
