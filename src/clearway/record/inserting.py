"""Many new rows with one statement, at a quarter of what an insert through the ORM's expressions costs.

PostgreSQL takes the rows as one JSON text (``json_populate_recordset``): one parameter to quote and one plan, however
many rows. SQLite takes one prepared statement and the values of each row. What is stored is what Django would store
(tests/record/test_inserting.py); rows it does not understand are left to Django.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection, models

Fields = tuple["models.Field[Any, Any]", ...]
#: Rows in one statement at most: half a megabyte or so.
AT_ONCE = 1_000
#: Values of these, of just these types, are stored as they are.
_AS_IT_IS: dict[type[models.Field[Any, Any]], type] = {
    models.CharField: str,
    models.TextField: str,
    models.FloatField: float,
    models.BooleanField: bool,
}
_UNDERSTOOD = {
    *_AS_IT_IS,
    models.IntegerField,
    models.BigIntegerField,
    models.PositiveIntegerField,
    models.SmallIntegerField,
    models.DateTimeField,
    models.DateField,
    models.JSONField,
    models.ForeignKey,
}


class _Shape(NamedTuple):
    """How rows of a model are written: its fields without a key the database gives, and the statement's parts."""

    fields: Fields
    table: str
    columns: str
    marks: str


def inserted(model: type[models.Model], rows: Sequence[models.Model], *, ignore_conflicts: bool) -> bool:
    """Whether the rows were written; False: nothing was done, they are not of a form understood here.

    Call it within a transaction. Keys the database gives are not brought back to the rows.
    """
    shape = _shape(model)
    if shape is None or not connection.in_atomic_block or _given_by_database(shape, rows, ignore_conflicts):
        return False
    write = _WRITERS.get(connection.vendor)
    if write is None or any(_json_null(shape, row) for row in rows):
        return False
    for start in range(0, len(rows), AT_ONCE):
        write(shape, rows[start : start + AT_ONCE], ignore_conflicts)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return True


@cache
def _shape(model: type[models.Model]) -> _Shape | None:
    every: Fields = tuple(model._meta.concrete_fields)
    fields = tuple(field for field in every if not isinstance(field, models.AutoField))
    if any(type(field) not in _UNDERSTOOD or getattr(field, "encoder", None) for field in fields):
        return None
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    return _Shape(fields, table, ", ".join(names), ", ".join("%s" for _ in fields))


def _given_by_database(shape: _Shape, rows: Sequence[models.Model], ignore_conflicts: bool) -> bool:
    """Whether Django must bring back keys, or write those that were chosen."""
    own = rows[0]._meta.pk
    return own not in shape.fields and (not ignore_conflicts or any(row.pk is not None for row in rows))


def _json_null(shape: _Shape, row: models.Model) -> bool:
    """Django stores None in a JSON column as JSON's null, which a row made from JSON cannot tell from no value."""
    return any(isinstance(field, models.JSONField) and getattr(row, field.attname) is None for field in shape.fields)


def _values(shape: _Shape, row: models.Model) -> Iterator[Any]:
    for field in shape.fields:
        value = getattr(row, field.attname)
        if value is None or type(value) is _AS_IT_IS.get(type(field)):
            yield value
        else:
            yield field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _into_postgresql(shape: _Shape, rows: Sequence[models.Model], ignore_conflicts: bool) -> None:
    names = [field.column for field in shape.fields]
    text = json.dumps(
        [dict(zip(names, _values(shape, row), strict=True)) for row in rows],
        ensure_ascii=False,
        allow_nan=False,
        default=_plain,
    )
    made = f"SELECT {shape.columns} FROM json_populate_recordset(NULL::{shape.table}, %s)"
    over = " ON CONFLICT DO NOTHING" if ignore_conflicts else ""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {shape.table} ({shape.columns}) {made}{over}", [text])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.obj  # psycopg's Jsonb around a JSON column's value


def _into_sqlite(shape: _Shape, rows: Sequence[models.Model], ignore_conflicts: bool) -> None:
    verb = "INSERT OR IGNORE INTO" if ignore_conflicts else "INSERT INTO"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"{verb} {shape.table} ({shape.columns}) VALUES ({shape.marks})",
            [tuple(_values(shape, row)) for row in rows],
        )


_WRITERS: dict[str, Callable[[_Shape, Sequence[models.Model], bool], None]] = {
    "postgresql": _into_postgresql,
    "sqlite": _into_sqlite,
}
