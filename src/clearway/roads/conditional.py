"""Restrictions that hold at times: ``access:conditional=no @ (Mo-Fr 07:00-09:00)`` and its kin, at one moment.

OpenStreetMap wiki, Conditional restrictions: values and conditions separated by ``;``, of those that hold the last one
counts; conditions joined by ``AND``. Times are read (``opening.py``); weights, weather and who one is are not: such a
restriction is told, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from clearway.core.words import Bilingual
from clearway.roads.opening import is_open
from clearway.roads.tags import Tags

SUFFIX = ":conditional"
_CLAUSES = re.compile(r";(?![^()]*\))")
_BOTH = re.compile(r"\s+and\s+", re.IGNORECASE)
_SHOWN = 5


@dataclass
class Conditions:
    """Restrictions with a condition met in a file, read for the wall clock of ``at`` (None: none is applied)."""

    at: datetime | None = None
    holding: int = 0
    resting: int = 0
    unread: list[str] = field(default_factory=list)

    @property
    def met(self) -> int:
        """How many there were."""
        return self.holding + self.resting + len(self.unread)

    def resolved(self, tags: Tags) -> Tags:
        """``tags`` as they stand at the moment, those with a condition put in the place of the plain ones."""
        found = {key: value for key, value in tags.items() if key.endswith(SUFFIX)}
        if not found:
            return tags
        plain = {key: value for key, value in tags.items() if key not in found}
        for key, text in found.items():
            value = self._value(key, text)
            if value is not None:
                plain[key.removesuffix(SUFFIX)] = value
        return plain

    def _value(self, key: str, text: str) -> str | None:
        if self.at is None:
            self.resting += 1
            return None
        answers = [(value, holds(condition, self.at)) for value, condition in clauses(text)]
        value = next((value for value, answer in reversed(answers) if answer), None)
        if value is not None:
            self.holding += 1
        elif answers and all(answer is False for _, answer in answers):
            self.resting += 1
        else:
            self.unread.append(f"{key}={text}")
        return value

    def notes(self) -> tuple[Bilingual, ...]:
        """What must be said of them, nothing where there were none."""
        if not self.met:
            return ()
        if self.at is None:
            return (
                Bilingual(
                    f"{self.met} 条限制只在某些时间有效，未采用；加 --at 时刻 可按该时刻导入",
                    f"restrictions that hold at times only, not applied: {self.met} (--at T imports the roads as of T)",
                ),
            )
        told = Bilingual(
            f"条件限制按当地时刻 {self.at:%Y-%m-%d %H:%M} 判断：生效 {self.holding} 条，未生效 {self.resting} 条，"
            f"条件读不懂而未采用 {len(self.unread)} 条",
            f"restrictions with a condition, as of {self.at:%Y-%m-%d %H:%M} local time: {self.holding} hold, "
            f"{self.resting} do not, {len(self.unread)} not read and not applied",
        )
        return (told, self._examples()) if self.unread else (told,)

    def _examples(self) -> Bilingual:
        shown = ", ".join(sorted(set(self.unread))[:_SHOWN])
        return Bilingual(f"读不懂的条件，例如：{shown}", f"conditions not read, such as: {shown}")


def clauses(text: str) -> list[tuple[str, str]]:
    """Values with their conditions; hours after a ``;`` without an own value belong to the condition before."""
    found: list[tuple[str, str]] = []
    for part in _CLAUSES.split(text):
        value, at, condition = part.partition("@")
        if at:
            found.append((value.strip(), condition.strip().removeprefix("(").removesuffix(")").strip()))
        elif found and part.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]}; {part.strip()}")
    return found


def holds(condition: str, at: datetime) -> bool | None:
    """Whether ``condition`` holds at the wall clock of ``at``; None where it is of a form not read."""
    answers = [is_open(part, at) for part in _BOTH.split(condition)]
    if False in answers:
        return False
    return None if None in answers else True
