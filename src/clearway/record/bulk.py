"""Rows by the thousand in one statement: Django's own bulk writing spends more on each value than the database does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import connection, models

from clearway.record.models.kept import KeptModel, require_door

Values = Mapping[str, Any]
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)


def put_rows(model: type[KeptModel], key: str, names: Sequence[str], rows: Sequence[Values]) -> None:
    """Insert ``rows`` (column → value; those left out get the model's defaults); where a row with the same unique
    ``key`` stands, its columns ``names`` are written over and the others left as they are.

    Raises:
        OffTheDoor: the door is not open.
    """
    require_door(f"put_rows of {model.__name__}")
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    columns = [connection.ops.quote_name(str(field.column)) for field in fields]
    into = f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({', '.join(columns)})"
    quoted = [connection.ops.quote_name(str(model._meta.get_field(name).column)) for name in names]  # type: ignore[union-attr]
    over = ", ".join(f"{one} = excluded.{one}" for one in quoted)
    meeting = f"ON CONFLICT ({connection.ops.quote_name(key)}) DO UPDATE SET {over}"
    write = _as_document if connection.vendor == "postgresql" else _one_by_one
    write(fields, rows, into, meeting)


def _one_by_one(fields: Sequence[models.Field[Any, Any]], rows: Sequence[Values], into: str, meeting: str) -> None:
    """SQLite: a statement prepared once, run for each row inside the library."""
    ready = [(field.attname, _default(field), _preparer(field)) for field in fields]
    marks = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"{into} VALUES ({marks}) {meeting}",
            [tuple(prepare(row.get(name, default)) for name, default, prepare in ready) for row in rows],
        )


def _as_document(fields: Sequence[models.Field[Any, Any]], rows: Sequence[Values], into: str, meeting: str) -> None:
    """PostgreSQL: all rows as one JSON document, which the server takes apart."""
    defaults = {field.attname: _default(field) for field in fields}
    named = [(connection.ops.quote_name(str(field.column)), str(field.db_type(connection))) for field in fields]
    shape, names = ", ".join(f"{name} {kind}" for name, kind in named), ", ".join(name for name, _ in named)
    document = json.dumps([defaults | dict(row) for row in rows], ensure_ascii=False, default=_moment)
    with connection.cursor() as cursor:
        cursor.execute(f"{into} SELECT {names} FROM json_to_recordset(%s) AS row({shape}) {meeting}", [document])


def _default(field: models.Field[Any, Any]) -> Any:
    return field.get_default() if field.has_default() or not field.null else None


def _preparer(field: models.Field[Any, Any]) -> Callable[[Any], Any]:
    """Most values go as they are; the rest as Django prepares them."""
    return _same if isinstance(field, _PLAIN) else partial(_prepared, field)


def _same(value: Any) -> Any:
    return value


def _prepared(field: models.Field[Any, Any], value: Any) -> Any:
    return None if value is None else field.get_db_prep_save(value, connection)


def _moment(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"no plain form for {type(value).__name__}")
