"""Which open cases are likely one: near in place and time, alike in words or need. Proposed, never done.

Word-for-word copies collapse to one voice; other people who tell the same are witnesses and make it likelier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clearway.core.places import Point, covers, distance_m
from clearway.core.words import Bilingual

#: Nearer than this it may be the same gate (m); opened further apart it is another event.
NEAR_M = 400.0
WITHIN = timedelta(days=14)
#: From how likely on a merge is proposed.
LEAST = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What of a case matters for telling whether two are one. ``needs`` are services and topics; ``texts`` masked."""

    number: str
    place_code: str
    opened_at: datetime
    point: Point | None = None
    needs: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    witnesses: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """``number`` is likely the same case; ``likely`` orders proposals (0–1) and is no probability; ``why`` in words."""

    number: str
    likely: float
    why: tuple[Bilingual, ...]


def propose(one: Likeness, others: Iterable[Likeness], is_copy: Callable[[str, str], bool]) -> tuple[Proposal, ...]:
    """The open cases that ``one`` may be part of, likeliest first; itself is never among them."""
    found = (_compare(one, other, is_copy) for other in others if other.number != one.number)
    likely = [proposal for proposal in found if proposal is not None and proposal.likely >= LEAST]
    return tuple(sorted(likely, key=lambda proposal: (-proposal.likely, proposal.number)))


def voices(texts: Iterable[str], is_copy: Callable[[str, str], bool]) -> int:
    """How many different people's words these are: copies collapse."""
    kept: list[str] = []
    for text in texts:
        if not any(is_copy(text, other) for other in kept):
            kept.append(text)
    return len(kept)


def _compare(one: Likeness, other: Likeness, is_copy: Callable[[str, str], bool]) -> Proposal | None:
    place = _same_place(one, other)
    apart = abs(one.opened_at - other.opened_at)
    if place is None or apart > WITHIN:
        return None
    likely, why = 0.35, [place]
    if apart <= timedelta(days=2):
        likely += 0.15
        why.append(Bilingual("两天之内", "within two days"))
    if one.needs & other.needs:
        likely += 0.2
        why.append(Bilingual("影响同类需求", "the same need"))
    if any(is_copy(mine, theirs) for mine in one.texts for theirs in other.texts):
        likely += 0.3
        why.append(Bilingual("文字相同", "the same words"))
    elif other.witnesses > 1:
        likely += 0.1
        said = f"{other.witnesses}"
        why.append(Bilingual(f"已有 {said} 人反映", f"{said} people say so"))
    return Proposal(number=other.number, likely=min(1.0, likely), why=tuple(why))


def _same_place(one: Likeness, other: Likeness) -> Bilingual | None:
    if one.point is not None and other.point is not None:
        away = distance_m(one.point, other.point)
        return Bilingual(f"相距 {away:.0f} 米", f"{away:.0f} m apart") if away <= NEAR_M else None
    if covers(one.place_code, other.place_code) or covers(other.place_code, one.place_code):
        return Bilingual("同一地点", "the same place")
    return None
