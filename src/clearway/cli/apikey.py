"""``clearway apikey create|list|revoke``: keys for systems that send or read through the interface."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from clearway.cli.output import add_json, print_json, say
from clearway.core.access import ApiKey, Scope
from clearway.core.words import Bilingual


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    create = acts.add_parser("create", help="make a key; it is printed once and kept as a digest only")
    create.add_argument("--scope", required=True, choices=[scope.value for scope in Scope], help="what it opens")
    create.add_argument("--label", default="", help="whose it is, for the list")
    listed = acts.add_parser("list", help="all keys, by number: never the keys themselves")
    revoke = acts.add_parser("revoke", help="take a key back, at once")
    revoke.add_argument("number", help="as in the list")
    for act in (create, listed, revoke):
        add_json(act)


def run(args: argparse.Namespace) -> int:
    """Make, list or revoke; works while the site runs."""
    from clearway.record.opening import open_record

    open_record()
    return {"create": _create, "list": _list, "revoke": _revoke}[args.act](args)


def _create(args: argparse.Namespace) -> int:
    from clearway.record.api_keys import open_key

    key, text = open_key(Scope(args.scope), args.label, by=console(), at=datetime.now(UTC))
    if args.json:
        print_json({"key": text, **_told(key)})
    else:
        about = f"{key.number} ({key.scope.value})"
        say(Bilingual(f"密钥 {about}，仅显示这一次", f"key {about}, shown this once"))
        print(text)
    return 0


def _list(args: argparse.Namespace) -> int:
    from clearway.record.api_keys import list_keys

    keys = [_told(key) for key in list_keys()]
    if args.json:
        print_json(keys)
    for key in () if args.json else keys:
        print("\t".join(str(key[name] or "-") for name in ("number", "scope", "opened_at", "revoked_at", "label")))
    return 0


def _revoke(args: argparse.Namespace) -> int:
    from clearway.record.api_keys import revoke_key

    key = revoke_key(args.number, by=console(), at=datetime.now(UTC))
    if args.json:
        print_json(_told(key))
    else:
        say(Bilingual(f"密钥 {key.number} 已作废", f"key {key.number} revoked"))
    return 0


def console() -> Any:
    """The console as an actor of this installation."""
    from django.conf import settings

    from clearway.core.people import Actor, Role
    from clearway.loop.jurisdiction import home_region
    from clearway.record import reading

    county = settings.ENVIRONMENT.county
    return Actor(name="console", role=Role.MACHINE, region=home_region(county, () if county else reading.places()))


def _told(key: ApiKey) -> dict[str, str | None]:
    return {
        "number": key.number,
        "scope": key.scope.value,
        "label": key.label,
        "opened_at": key.opened_at.isoformat() if key.opened_at else None,
        "revoked_at": key.revoked_at.isoformat() if key.revoked_at else None,
    }
