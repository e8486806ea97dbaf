"""One demo account a role. The passwords are drawn when the county is built, and kept beside it."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from clearway.core.people import Actor, Role
from clearway.core.places import Level, Place, PlaceKind, region_at
from clearway.record.accounts import open_account

KEPT = Path("keys") / "demo-accounts.json"

_LEVELS = {
    Role.RESIDENT: Level.COMMUNITY,
    Role.COMMUNITY: Level.COMMUNITY,
    Role.TOWNSHIP: Level.TOWNSHIP,
    Role.CITY: Level.CITY,
    Role.PROVINCE: Level.PROVINCE,
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A name to sign in with."""

    name: str
    password: str
    role: str
    region: str


def open_accounts(home: Path, places: tuple[Place, ...], focus: str, *, by: Actor, at: datetime) -> None:
    """Open an account for every role; offices below the county are those of the place ``focus``."""
    opened = []
    for role in Role:
        if role is Role.MACHINE:
            continue
        region = region_at(focus, _LEVELS.get(role, Level.COUNTY))
        account = DemoAccount(
            name=f"demo-{role.value}", password=secrets.token_urlsafe(12), role=role.value, region=region
        )
        open_account(account.name, role, region, account.password, by=by, at=at)
        opened.append(account)
    kept = home / KEPT
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps([asdict(account) for account in opened]), encoding="utf-8")


def accounts(home: Path) -> tuple[DemoAccount, ...]:
    """The demo accounts of a home."""
    return tuple(DemoAccount(**one) for one in json.loads((home / KEPT).read_text(encoding="utf-8")))


def any_community(places: tuple[Place, ...]) -> str:
    """The code of the first community or village."""
    kinds = (PlaceKind.COMMUNITY, PlaceKind.VILLAGE)
    return next(place.code for place in places if place.kind in kinds)
