"""Decisions, reviews and opinions are signed in the act: a key for every organ and for every account.

Keys lie in HOME/keys/signers, one file a signer, readable by their owner alone; nobody gets one out, a key is used
where its account (for an organ: somebody who decides for it) takes the step. Public halves are published. A signature
is a COSE_Sign1 over canonical JSON, so ``clearway cose verify`` or any other library verifies it offline.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from clearway.core.decisions import Decision
from clearway.core.signature_events import Signed
from clearway.loop.desk import Desk
from clearway.passes.cose import open_sign1, sign1, signer
from clearway.passes.jwk import as_jwk, signing_key
from clearway.passes.keys import Alg, SigningKey, Use, VerifyingKey, make_key
from clearway.passes.verdicts import Rejected
from clearway.record.plain import canonical, to_plain
from clearway.record.reading import Line

SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A signature of the ledger, looked at again: ``holds`` by the signer's key; ``statement`` is what was signed."""

    line: int
    subject: str
    what: str
    signer: str
    by_name: str
    at: datetime
    kid: str
    digest: str
    statement: dict[str, Any]
    token: bytes
    holds: bool


def of_organ(desk: Desk) -> str:
    """The signer's name of the organ the desk decides for."""
    return f"organ:{desk.by.region}:{desk.by.role.value}"


def is_public(name: str) -> bool:
    """Whether anybody may see this signature and key: an organ's. An account is a person, known to offices alone."""
    return name.startswith("organ:")


def of_account(desk: Desk) -> str:
    """The signer's name of the person at the desk."""
    return f"account:{desk.by.name}"


def with_signature(decision: Decision, what: str, name: str, said: Any, home: Path, desk: Desk) -> Decision:
    """The decision with the signature of ``name`` under what it states; ``said`` is what else the statement quotes."""
    stated = {
        "what": what,
        "subject": decision.events[0].subject,
        "signer": name,
        "role": desk.by.role.value,
        "at": to_plain(desk.at),
        "said": to_plain(said),
        "done": {"kind": decision.events[0].kind, **to_plain(decision.events[0])},
    }
    statement = canonical(stated).encode()
    key = key_of(home, name)
    signed = Signed(
        subject=decision.events[0].subject,
        what=what,
        signer=name,
        kid=key.known.kid.hex(),
        digest=hashlib.sha256(statement).hexdigest(),
        token=base64.b64encode(sign1(statement, key)).decode(),
    )
    return Decision((*decision.events, signed), decision.reasons)


def check(home: Path, lines: Iterable[Line]) -> Iterator[Checked]:
    """Every signature among ``lines``, verified under the published key of its signer."""
    for line in lines:
        if line.kind == SIGNED:
            yield _checked(home, line)


def public_keys(home: Path) -> tuple[VerifyingKey, ...]:
    """The public half of every signer's key on this machine, by name."""
    found = (_read(path).known for path in _folder(home).glob("*.jwk"))
    return tuple(sorted(found, key=lambda key: key.iss))


def key_of(home: Path, name: str) -> SigningKey:
    """The signer's key, made at the first signature."""
    path = _path(home, name)
    if not path.exists():
        _keep(path, make_key(Alg.ES256, use=Use.DOCUMENT, iss=name))
    return _read(path)


def _checked(home: Path, line: Line) -> Checked:
    facts, token = line.facts, base64.b64decode(line.facts["token"])
    path, holds, statement = _path(home, facts["signer"]), False, b"{}"
    try:
        opened = open_sign1(token)
        statement = opened.payload
        known = [_read(path).known] if path.exists() else []
        signer(opened, known)
        holds = hashlib.sha256(statement).hexdigest() == facts["digest"]
    except Rejected:
        holds = False
    return Checked(
        line=line.seq, subject=line.subject, what=facts["what"], signer=facts["signer"], by_name=line.by_name,
        at=line.at, kid=facts["kid"], digest=facts["digest"], statement=json.loads(statement), token=token, holds=holds,
    )  # fmt: skip


def _folder(home: Path) -> Path:
    return home / "keys" / "signers"


def _path(home: Path, name: str) -> Path:
    return _folder(home) / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.jwk"


def _read(path: Path) -> SigningKey:
    return signing_key(json.loads(path.read_text(encoding="utf-8")))


def _keep(path: Path, key: SigningKey) -> None:
    """Whole or not at all; of two processes that start at once the first key stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(as_jwk(key), file)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
