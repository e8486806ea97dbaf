"""What a pass says: the claims of CW1 as an object that can't be built wrong."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import IntEnum

from clearway.passes import limits

_ISSUER = re.compile(r"CN-[0-9]{6}")


class Purpose(IntEnum):
    """Why somebody must get through, coarsely: no diagnosis at a gate."""

    MEDICAL = 1
    MEDICINE = 2
    SCHOOL = 3
    SUPPLIES = 4
    CARE = 5
    WORK = 6
    OTHER = 7


@dataclass(frozen=True, slots=True)
class StatusIndex:
    """Where the pass stands in its issuer's status lists: number of the list, and entry."""

    list: int
    index: int

    def __post_init__(self) -> None:
        if self.list < 0 or not 0 <= self.index < limits.LIST_ENTRIES:
            raise ValueError("no such entry in a status list")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One pass. ``nbf`` and ``exp`` are seconds since 1970 UTC; ``cti`` is 8 random bytes; gates ascend.

    Raises:
        ValueError: the claims break a rule of CW1.
    """

    iss: str
    nbf: int
    exp: int
    cti: bytes
    purpose: Purpose
    gates: tuple[int, ...]
    status: StatusIndex
    name: str | None = None
    check: int | None = None
    companions: int | None = None
    uses: int | None = None

    def __post_init__(self) -> None:
        for holds, rule in (
            (_ISSUER.fullmatch(self.iss) is not None, "iss is CN- and six digits"),
            (0 <= self.nbf < self.exp <= self.nbf + limits.MAX_LIFE, "exp lies after nbf, at most 14 days"),
            (len(self.cti) == limits.CTI_BYTES, "cti has eight bytes"),
            (1 <= len(self.gates) <= limits.MAX_GATES, "one to sixteen gates"),
            (self.gates[:1] >= (0,) and all(a < b for a, b in zip(self.gates, self.gates[1:], strict=False)), "ascend"),
            (self.name is None or len(self.name.encode()) <= limits.MAX_NAME_BYTES, "a name of at most 24 bytes"),
            (self.check is None or 0 <= self.check <= limits.MAX_CHECK, "a check of at most four digits"),
            (self.companions is None or 0 <= self.companions <= limits.MAX_COMPANIONS, "at most five companions"),
            (self.uses is None or (self.uses >= 1 and len(self.gates) == 1), "uses only with one gate"),
        ):
            if not holds:
                raise ValueError(rule)


def holder_check(cti: bytes, id_number: str) -> int:
    """The four digits the gate compares with the ID card shown: HMAC-SHA256(key ``cti``, ID number) mod 10,000.

    The digest is read as one big-endian number; the ID number is taken without blanks, a final x as X, in ASCII.
    Never more than four digits: they leave thousands of candidates, 32 bits would give the number away.
    """
    number = "".join(id_number.split()).upper().encode()
    return int.from_bytes(hmac.new(cti, number, hashlib.sha256).digest(), "big") % (limits.MAX_CHECK + 1)


def short_code(cti: bytes) -> str:
    """Ten characters a person can read out: 45 bits of SHA-256("CW1 short code" + cti), then a check character.

    Crockford's base 32 (no I, L, O, U). The check is the sum of position (from 1) times value, modulo 31: it finds
    every single wrong character but 0 for Z, and every exchange of neighbours but those two.
    """
    number = int.from_bytes(hashlib.sha256(b"CW1 short code" + cti).digest()[:6], "big") >> 3
    values = [number >> shift & 31 for shift in range(40, -1, -5)]
    total = sum(place * value for place, value in enumerate(values, start=1)) % 31
    return "".join(_CROCKFORD[value] for value in (*values, total))


_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
