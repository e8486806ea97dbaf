"""Keys of the interface: what each opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Scope(StrEnum):
    """What a key is for: sending service requests, counts or complaints, or reading what is not for everybody."""

    OPEN311 = "open311"
    FLOW = "flow"
    HOTLINE = "hotline"
    READ = "read"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key by its number; the key itself is known to its holder alone."""

    number: str
    scope: Scope
    label: str = ""
    opened_at: datetime | None = None
    revoked_at: datetime | None = None
