"""Rows that only the door may write: everywhere else they refuse to be saved, changed or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

from django.db import models

from clearway.record.inserting import inserted

_open: ContextVar[bool] = ContextVar("door_open", default=False)
Row = TypeVar("Row", bound=models.Model)
_PLAIN_OPTIONS = {"ignore_conflicts", "batch_size"}


class OffTheDoor(RuntimeError):
    """Somebody tried to write a row without the door: a fault in our code, never a user's."""


@contextmanager
def door_open() -> Iterator[None]:
    """Let rows be written, in this thread or task, until the block ends. Only ``record`` may call it."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def is_door_open() -> bool:
    """Whether rows may be written here and now."""
    return _open.get()


def require_door(what: str) -> None:
    """Refuse to go on unless the door is open.

    Raises:
        OffTheDoor: it is not.
    """
    if not _open.get():
        raise OffTheDoor(f"{what}: rows are written by clearway.record.door only")


class KeptRows(models.QuerySet[Row], Generic[Row]):
    """A query set whose bulk writes pass the door too."""

    def update(self, **changes: Any) -> int:
        """As Django's, through the door."""
        require_door(f"update of {self.model.__name__}")
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        """As Django's, through the door."""
        require_door(f"delete of {self.model.__name__}")
        return super().delete()

    def bulk_create(self, rows: Iterable[Row], **options: Any) -> list[Row]:  # type: ignore[override]
        """As Django's, through the door; with one statement of our own where the rows are plain ones."""
        require_door(f"bulk_create of {self.model.__name__}")
        made = list(rows)
        conflicts = bool(options.get("ignore_conflicts", False))
        if made and options.keys() <= _PLAIN_OPTIONS and inserted(self.model, made, ignore_conflicts=conflicts):
            return made
        return super().bulk_create(made, **options)

    def bulk_update(self, *rows: Any, **options: Any) -> int:
        """As Django's, through the door."""
        require_door(f"bulk_update of {self.model.__name__}")
        return super().bulk_update(*rows, **options)


class KeptModel(models.Model):
    """What every model of ours is built on."""

    objects = models.Manager.from_queryset(KeptRows)()

    class Meta:
        abstract = True

    def save(self, *positional: Any, **options: Any) -> None:
        """As Django's, through the door."""
        require_door(f"save of {type(self).__name__}")
        super().save(*positional, **options)

    def delete(self, *positional: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """As Django's, through the door."""
        require_door(f"delete of {type(self).__name__}")
        return super().delete(*positional, **options)
