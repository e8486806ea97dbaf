"""What a verifier answers, and why: four verdicts, and a stable code for each reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from clearway.passes.claims import Pass


class Answer(StrEnum):
    """What the gate does. There is no "red": a rejected pass means the ordinary rule of the gate."""

    ACCEPT = "accept"
    ACCEPT_WARN = "accept_warn"
    REJECT = "reject"
    GATE_NOT_AUTHORISED = "gate_not_authorised"


class Code(StrEnum):
    """Why; the first reason found, in the order in which the verifier looks."""

    OK = "ok"
    STATUS_STALE = "status_stale"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    WRONG_GATE = "wrong_gate"
    REVOKED = "revoked"
    ALREADY_USED = "already_used"
    BAD_PREFIX = "bad_prefix"
    MALFORMED = "malformed"
    OVERSIZE = "oversize"
    NONCANONICAL = "noncanonical"
    DUPLICATE_KEY = "duplicate_key"
    BAD_ALG = "bad_alg"
    UNKNOWN_KEY = "unknown_key"
    UNKNOWN_HEADER = "unknown_header"
    UNKNOWN_CRIT = "unknown_crit"
    BAD_SIGNATURE = "bad_signature"
    BAD_CLAIMS = "bad_claims"
    WRONG_ISSUER = "wrong_issuer"
    KEY_EXPIRED = "key_expired"
    GATE_NOT_AUTHORISED = "gate_not_authorised"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and its code; ``claims`` once the signature is known to be good (also of a rejected pass)."""

    answer: Answer
    code: Code
    claims: Pass | None = None


class Rejected(Exception):
    """Something about a token does not hold; ``code`` says what. Never leaves ``clearway.passes``."""

    def __init__(self, code: Code) -> None:
        super().__init__(code.value)
        self.code = code
