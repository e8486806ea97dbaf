"""Accounts: a named person in a role for a region."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from clearway.core.people import Actor, Role
from clearway.record.models.kept import KeptRows, OffTheDoor, is_door_open


class AccountRows(UserManager.from_queryset(KeptRows)):  # type: ignore[misc]
    """Django's manager of users, its bulk writes through the door."""

    use_in_migrations = False


class Account(AbstractUser):
    """Who may sign in. Signing in itself (last sign-in, a new password) is written by Django;
    who somebody *is* (name, role, region, rights) changes through the door alone."""

    GUARDED: ClassVar[tuple[str, ...]] = ("username", "role", "region", "is_staff", "is_superuser", "is_active")

    objects: ClassVar[Any] = AccountRows()

    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    region = models.CharField(max_length=12)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["role", "region"])]

    @property
    def actor(self) -> Actor:
        """This person, as decisions know them."""
        return Actor(name=self.username, role=Role(self.role), region=self.region)

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **options: Any) -> Account:
        """As Django's, remembering what is guarded."""
        account = super().from_db(db, field_names, values, **options)
        account._as_read = account._guarded()
        return account

    def save(self, *positional: Any, **options: Any) -> None:
        """As Django's; off the door only for what signing in changes.

        Raises:
            OffTheDoor: a new account, or a change of who somebody is.
        """
        if not is_door_open() and getattr(self, "_as_read", None) != self._guarded():
            raise OffTheDoor("accounts are opened and changed by clearway.record.door only")
        super().save(*positional, **options)
        self._as_read = self._guarded()

    def delete(self, *positional: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """As Django's, through the door."""
        if not is_door_open():
            raise OffTheDoor("accounts are removed by clearway.record.door only")
        return super().delete(*positional, **options)

    def _guarded(self) -> tuple[Any, ...]:
        return tuple(self.__dict__.get(name) for name in self.GUARDED)
