"""The same report again: copies collapse, witnesses count.

A copy is the same words about the same place and topic within some days (a caller ringing twice, a text forwarded).
Somebody else telling the same event in their own words is a witness: evidence, never merged away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from clearway.core.barriers import Topic
from clearway.monitor.text.plain import plain

_COURTESY = re.compile(
    r"你好|您好|请问|谢谢|麻烦|尽快处理|请处理|请核实|急急急|转发|求扩散?|我(?:要|想)?(?:再次)?(?:反映|"
    r"投诉)(?:一下)?|来电人?(?:反映|称)|市民(?:反映|称)|(?:^|(?<=[,.!?])) ?(?:hello|hi|please|thank you|"
    r"thanks)[,.!]?"
)
_STOPS = re.compile(r"[\W_]+")
_WHICH = re.compile(r"[0-9]+号?[门栋楼]|[东西南北前后侧正]门")
SAME = 86.0  # rapidfuzz ratio of the plain texts, out of 100
WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What of a report matters for finding copies: ``caller`` is a keyed hash or None."""

    at: datetime
    text: str
    topic: Topic
    place_code: str | None
    caller: str | None = None


def copies(reports: Sequence[Told], *, same: float = SAME, within: timedelta = WITHIN) -> list[int | None]:
    """For each report the index of the earlier one it copies, or None. Witnesses are never merged away.

    Only reports of the same place and topic are compared; two gates or two days in the same words are two events.
    """
    order = sorted(range(len(reports)), key=lambda i: reports[i].at)
    blocks: dict[tuple[str | None, Topic], list[int]] = {}
    answer: list[int | None] = [None] * len(reports)
    texts = [_bare(report.text) for report in reports]
    for i in order:
        block = blocks.setdefault((reports[i].place_code, reports[i].topic), [])
        recent = [j for j in block if reports[i].at - reports[j].at <= within]
        answer[i] = _first_copied(i, recent, texts, same)
        if answer[i] is None:
            recent.append(i)
        block[:] = recent
    return answer


def is_copy(one: str, other: str, *, same: float = SAME) -> bool:
    """Whether two texts are the same words but for courtesies, stops and slips of the keyboard."""
    return _alike(_bare(one), _bare(other), same)


def _first_copied(i: int, recent: list[int], texts: list[str], same: float) -> int | None:
    return next((j for j in recent if _alike(texts[i], texts[j], same)), None)


def _alike(one: str, other: str, same: float) -> bool:
    from rapidfuzz.fuzz import ratio

    if not one or not other:
        return one == other
    return ratio(one, other, score_cutoff=same) > 0 and _WHICH.findall(one) == _WHICH.findall(other)


@lru_cache(maxsize=8_192)
def _bare(text: str) -> str:
    return _STOPS.sub("", _COURTESY.sub("", plain(text)))
