"""Short codes for a gate without a camera: a list that helps only who has a code in hand.

Each live pass of a gate is one entry: a tag and a box, both made from the code by PBKDF2 with the gate as salt. Whoever
fetches the list learns neither codes nor what a pass says, nor that two gates' entries are one pass; the number of
entries is rounded up with entries nobody can open.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import datetime
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from clearway.core.passes import PassState, Purpose
from clearway.passes.claims import short_code
from clearway.record.models import PassRow

ITERATIONS = 2_000
_TAG, _KEY, _BOX, _MULTIPLE = 6, 16, 80, 16


def entries(iss: str, gate: int, at: datetime) -> list[str]:
    """Hex entries of one gate, in random order."""
    rows = PassRow.objects.filter(state=PassState.ISSUED.value, ends_at__gt=at)
    here = [row for row in rows if gate in row.wish["gates"]]
    found = [_entry(iss, gate, row) for row in here]
    missing = -len(found) % _MULTIPLE or (_MULTIPLE if not found else 0)
    found += [secrets.token_hex(_TAG + _BOX + 16) for _ in range(missing)]
    secrets.SystemRandom().shuffle(found)
    return found


def _entry(iss: str, gate: int, row: PassRow) -> str:
    said = [
        int(row.starts_at.timestamp()), int(row.ends_at.timestamp()), Purpose(row.purpose).label,
        row.list_number, row.list_index, row.wish["companions"], row.wish["uses"] or 0,
    ]  # fmt: skip
    tag, key = _derived(short_code(bytes.fromhex(row.cti)), iss, gate)
    box = AESGCM(key).encrypt(bytes(12), json.dumps(said, separators=(",", ":")).encode().ljust(_BOX), None)
    return (tag + box).hex()


@lru_cache(maxsize=50_000)
def _derived(code: str, iss: str, gate: int) -> tuple[bytes, bytes]:
    salt = f"CW1 short code|{iss}|{gate}".encode()
    raw = hashlib.pbkdf2_hmac("sha256", code.encode(), salt, ITERATIONS, _TAG + _KEY)
    return raw[:_TAG], raw[_TAG:]
