"""Frozen dataclasses to plain values and back, and to canonical JSON (one text for one content, always).

Canonical JSON here: keys sorted, no spaces, UTF-8, no NaN; moments in UTC as ISO 8601 with offset; enums by value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from clearway.core.moments import iso, utc


def to_plain(value: Any) -> Any:
    """``value`` as dicts, lists, strings, numbers, booleans and None.

    Raises:
        TypeError: something that has no plain form.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return iso(utc(value))
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(to_plain(key)): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    raise TypeError(f"no plain form for {type(value).__name__}")


def canonical(plain: Any) -> str:
    """Canonical JSON of plain values."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def from_plain(form: Any, plain: Any) -> Any:
    """The value of type ``form`` that ``plain`` stands for: the inverse of ``to_plain``.

    Raises:
        TypeError, ValueError, KeyError: ``plain`` does not fit ``form``.
    """
    origin = get_origin(form)
    if origin in (Union, UnionType):
        return _one_of(get_args(form), plain)
    if origin is tuple:
        return tuple(from_plain(get_args(form)[0], item) for item in plain)
    if origin is not None:
        return dict(plain)
    if is_dataclass(form):
        return _dataclass(form, plain)
    return _scalar(form, plain)


def _one_of(forms: tuple[Any, ...], plain: Any) -> Any:
    if plain is None:
        return None
    return from_plain(next(form for form in forms if form is not NoneType), plain)


def _dataclass(form: Any, plain: Mapping[str, Any]) -> Any:
    return form(**{name: from_plain(hint, plain[name]) for name, hint in _hints(form).items() if name in plain})


def _scalar(form: Any, plain: Any) -> Any:
    if form is datetime:
        return datetime.fromisoformat(plain)
    if form is date:
        return date.fromisoformat(plain)
    return form(plain) if isinstance(form, type) and issubclass(form, Enum | float) else plain


@cache
def _hints(form: Any) -> dict[str, Any]:
    names = {field.name for field in fields(form)}
    return {name: hint for name, hint in get_type_hints(form).items() if name in names}
