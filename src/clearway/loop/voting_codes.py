"""Codes on slips and paper ballots, and receipts: drawn at random, typed by anybody, kept as keyed digests."""

from __future__ import annotations

import secrets

from clearway.record.seals import seal

#: Letters and figures nobody mistakes for another; twelve of them hold 58 random bits.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH, _GROUP = 12, 4


def code_digest(vote: str, code: str) -> str:
    """How a voting code is kept: a keyed digest, different in every vote."""
    return seal("vote-code", f"{vote}\n{plain_code(code)}")


def plain_code(code: str) -> str:
    """A code as drawn, however it was typed."""
    return "".join(sign for sign in code.upper() if sign in _SIGNS)


def shown_code(plain: str) -> str:
    """A code as printed: groups of four."""
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))


def new_code() -> str:
    """A code or receipt, as printed."""
    return shown_code("".join(secrets.choice(_SIGNS) for _ in range(_LENGTH)))
