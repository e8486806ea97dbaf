"""An electronic signature under a decision, a review or an opinion (Electronic Signature Law art. 13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from clearway.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Event):
    """What somebody decided or stated was signed in the same act; ``subject`` is the proposal's or question's number.

    ``what``: assessed, reviewed, decided or opinion. ``signer``: ``organ:<region>:<role>`` or ``account:<name>``.
    ``kid``: the key's, in hexadecimal. ``digest``: SHA-256 of the signed statement. ``token``: COSE_Sign1 (RFC 9052)
    with the statement as payload, base64: it can be verified without this system.
    """

    kind: ClassVar[str] = "signed"
    what: str
    signer: str
    kid: str
    digest: str
    token: str
