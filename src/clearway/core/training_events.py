"""What can happen in training."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from clearway.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFinished(Event):
    """Somebody finished a course or its exercise; ``subject`` is the account.

    ``share`` of answers right; ``seed`` gives the same exercise again; ``passed`` by the rule of the day.
    """

    kind: ClassVar[str] = "course_finished"
    course: str
    share: float
    passed: bool
    on: date
    seed: int | None = None
