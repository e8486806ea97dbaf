"""Where rows are kept: SQLite in HOME, or PostgreSQL. This is a legal record: every commit is on the disk."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from clearway.environment import Environment

_BUSY_SECONDS = 60
_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000};"
    "PRAGMA cache_size=-32000;"
    "PRAGMA recursive_triggers=ON;"
)


def database(environment: Environment) -> dict[str, Any]:
    """Django's settings of the one database."""
    if environment.database_url:
        return _postgresql(environment.database_url)
    environment.home.mkdir(parents=True, exist_ok=True)
    return _sqlite(str(environment.home / "clearway.sqlite3"))


def _sqlite(name: str) -> dict[str, Any]:
    """A writer takes its lock at once (IMMEDIATE), so it waits its turn instead of failing half-way."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": _BUSY_SECONDS, "init_command": _PRAGMAS},
        "TEST": {"NAME": f"{name}.tests"},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.pop("host", "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**query, "pool": {"min_size": 1, "max_size": 24, "timeout": _BUSY_SECONDS}},
    }
