"""Answers already given under an idempotency key (draft-ietf-httpapi-idempotency-key-header).

The same key with the same request gets the same answer, after a restart too; with another request it is refused. What
was answered is sealed with the key that was sent, which is not kept: nobody who reads the table learns a token.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction

from clearway.core.refusals import Refusal
from clearway.core.words import Bilingual
from clearway.record.door import session
from clearway.record.models import AnswerRow
from clearway.record.models.kept import is_door_open
from clearway.record.seals import seal

#: How long an answer is remembered.
LASTS = timedelta(days=30)
LONGEST_KEY = 255
#: Status and document.
Answer = tuple[int, dict[str, Any]]
_NONCE_BYTES = 12
#: Asked for every report that comes in: without the ORM.
_GIVEN = "SELECT key_hash, body_digest, status, sealed FROM record_answerrow WHERE key_hash IN ({marks})"


#: Any number, the same in every process.
_LOCK = 0x0A25_3E75


class KeyReused(Refusal):
    """The same key came with another request."""

    code = "idempotency_key_reused"
    template = Bilingual(
        "这个 Idempotency-Key 已用于另一份内容不同的请求；新的请求请换新的键",
        "this Idempotency-Key was used for another request: take a new key for a new request",
    )


class BadKey(Refusal):
    """A key that is none."""

    code = "idempotency_key_malformed"
    template = Bilingual(
        "Idempotency-Key 应为 1 至 255 个可见字符", "an Idempotency-Key has 1 to 255 visible characters"
    )
    try_again = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may come again: ``key_hash`` names it, ``body_digest`` tells whether it is the same."""

    key_hash: str
    body_digest: str
    secret: bytes

    @classmethod
    def of(cls, who: str, where: str, key: str, body: bytes) -> Asked:
        """``who`` asks ``where`` (method and path) with ``key``.

        Raises:
            BadKey: no usable key.
        """
        if not (0 < len(key) <= LONGEST_KEY and key.isprintable()):
            raise BadKey()
        named = f"{who}\n{where}\n{key}"
        return cls(
            key_hash=hashlib.sha256(named.encode(errors="surrogatepass")).hexdigest(),
            body_digest=hashlib.sha256(body).hexdigest(),
            secret=bytes.fromhex(seal("answer", named)),
        )


def one_process_at_a_time() -> None:
    """Wait, within the transaction, until no other process answers: what ``given_before`` finds is all there is then.

    SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def given(asked: Asked) -> Answer | None:
    """The answer given before; None: none was.

    Raises:
        KeyReused: the key came with another request.
    """
    answer = given_before([asked]).get(asked.key_hash)
    if isinstance(answer, KeyReused):
        raise answer
    return answer


def given_before(requests: Sequence[Asked]) -> dict[str, Answer | KeyReused]:
    """Answers given before, by ``key_hash``; or the refusal, where the key came with another request."""
    by_hash = {asked.key_hash: asked for asked in requests}
    found: dict[str, Answer | KeyReused] = {}
    if not by_hash:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN.format(marks=", ".join(["%s"] * len(by_hash))), list(by_hash))
        rows = cursor.fetchall()
    for key_hash, body_digest, status, sealed in rows:
        asked = by_hash[key_hash]
        found[key_hash] = (status, _open(sealed, asked)) if body_digest == asked.body_digest else KeyReused()
    return found


def remember(answers: Iterable[tuple[Asked, Answer]], at: datetime) -> None:
    """Keep answers, in the transaction of what they tell of.

    Raises:
        IntegrityError: another request with such a key was answered meanwhile: begin again and find its answer.
    """
    rows = [
        AnswerRow(
            key_hash=asked.key_hash,
            body_digest=asked.body_digest,
            status=status,
            sealed=_close(document, asked),
            at=at,
        )
        for asked, (status, document) in answers
    ]
    if rows:
        with nullcontext() if is_door_open() else session():
            AnswerRow.objects.bulk_create(rows)


def remember_or_given(asked: Asked, answer: Answer, at: datetime) -> Answer:
    """Keep the answer of an act that can be done twice without harm; where another was quicker, its answer."""
    try:
        with transaction.atomic():
            remember([(asked, answer)], at)
    except IntegrityError:
        return given(asked) or answer
    return answer


def forget_answers(at: datetime) -> int:
    """Remove answers past their term; returns how many."""
    with session():
        return AnswerRow.objects.filter(at__lt=at - LASTS).delete()[0]


def _close(document: dict[str, Any], asked: Asked) -> str:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    text = json.dumps(document, ensure_ascii=False).encode(errors="surrogatepass")
    return base64.b64encode(nonce + AESGCM(asked.secret).encrypt(nonce, text, None)).decode()


def _open(sealed: str, asked: Asked) -> dict[str, Any]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = base64.b64decode(sealed)
    text = AESGCM(asked.secret).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None)
    return dict(json.loads(text.decode(errors="surrogatepass")))
