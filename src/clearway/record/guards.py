"""Database triggers that keep the ledger append-only, whoever writes to it and by whatever way."""

from __future__ import annotations

from typing import Any

TABLE = "record_ledgerline"
SENTENCE = "the ledger is append-only"

_TAKEN = f"EXISTS (SELECT 1 FROM {TABLE} WHERE seq = NEW.seq)"
_ABORT = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
_SQLITE = (
    f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} {_ABORT}",
    f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {_ABORT}",
    # INSERT OR REPLACE deletes without asking the trigger above, unless the connection turned that on.
    f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN {_TAKEN} {_ABORT}",
)
_SQLITE_GONE = tuple(f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}" for verb in ("update", "delete", "replace"))
_POSTGRESQL = (
    f"""CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()""",
    f"""CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()""",
)
_POSTGRESQL_GONE = (
    f"DROP TRIGGER IF EXISTS {TABLE}_no_change ON {TABLE}",
    f"DROP TRIGGER IF EXISTS {TABLE}_no_truncate ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
)


def install(connection: Any) -> None:
    """Put the triggers in place (the migration does)."""
    _run(connection, _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)


def remove(connection: Any) -> None:
    """Take them away: for undoing the migration, and for tests that empty the database."""
    _run(connection, _POSTGRESQL_GONE if connection.vendor == "postgresql" else _SQLITE_GONE)


def standing(connection: Any) -> bool:
    """Whether every trigger is in place."""
    if connection.vendor == "postgresql":
        wanted = {f"{TABLE}_no_change", f"{TABLE}_no_truncate"}
        query = f"SELECT tgname FROM pg_trigger WHERE tgrelid = '{TABLE}'::regclass AND tgenabled <> 'D'"
    else:
        wanted = {f"{TABLE}_no_{verb}" for verb in ("update", "delete", "replace")}
        query = f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{TABLE}'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return wanted <= {row[0] for row in cursor.fetchall()}


def _run(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
