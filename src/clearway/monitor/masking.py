"""Personal data out of a text: who and which door go, what happened and where stay."""

from __future__ import annotations


def mask(text: str) -> str:
    """``text`` with names, phones, identity cards, plates, accounts and house numbers replaced by marks like 〔电话〕.

    Idempotent; place names down to the compound stay.
    """
    return text
