"""``clearway user create NAME --role R --region CODE``: an account for an office."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime

from clearway.cli.output import add_json, print_json, say
from clearway.core.people import Actor, Role
from clearway.core.words import Bilingual


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    create = acts.add_parser("create", help="open an account; without --password-stdin a password is made and printed")
    create.add_argument("name", help="of the account")
    roles = [role.value for role in Role if role is not Role.MACHINE]
    create.add_argument("--role", required=True, choices=roles, help="what the office may do (GLOSSARY)")
    create.add_argument("--region", required=True, help="12-digit code of the place the office answers for")
    create.add_argument("--password-stdin", action="store_true", help="read the password from the first line of stdin")
    add_json(create)


def run(args: argparse.Namespace) -> int:
    """Open the account."""
    from clearway.record.opening import open_record

    open_record()
    from clearway.record.accounts import open_account

    password = sys.stdin.readline().rstrip("\r\n") if args.password_stdin else _made()
    console = Actor(name="console", role=Role.MACHINE, region=args.region)
    account = open_account(args.name, Role(args.role), args.region, password, by=console, at=datetime.now(UTC))
    told = {"name": account.username, "role": account.role, "region": account.region}
    if not args.password_stdin:
        told["password"] = password
    if args.json:
        print_json(told)
    else:
        name = account.username
        say(Bilingual(f"已开通账号 {name}", f"account {name} opened"))
        print(told.get("password", account.username))
    return 0


def _made() -> str:
    import secrets

    return secrets.token_urlsafe(15)
