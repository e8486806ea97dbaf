"""The verifier: text, trust, status lists, gate and moment in; one verdict out. Reads no clock and no file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from clearway.passes.status_list import StatusList
from clearway.passes.trust import Trust
from clearway.passes.verdicts import Verdict


class Used(Protocol):
    """The passes with limited uses this gate let through."""

    def take(self, cti: bytes, *, uses: int, until: int) -> bool:
        """Count one use; False when all ``uses`` were made. Forgotten after ``until`` (seconds)."""


def verify(
    text: str,
    *,
    trust: Trust,
    lists: Mapping[tuple[str, int], StatusList],
    gate: int,
    now: int,
    used: Used,
    gate_iss: str | None = None,
) -> Verdict:
    """The verdict on ``text`` at gate number ``gate`` (of issuer ``gate_iss`` where numbers meet) at ``now`` (seconds).

    ``lists`` are status lists already verified, by issuer and list number.
    """
    raise NotImplementedError
