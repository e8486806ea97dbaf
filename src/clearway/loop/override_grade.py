"""A named person sets another grade: read what stands, decide, write through the door."""

from __future__ import annotations

from datetime import timedelta

from clearway.core.decisions import Decision
from clearway.core.grade_events import OverrideReason
from clearway.core.grades import Grade
from clearway.core.refusals import NotFound
from clearway.loop.desk import Desk, write
from clearway.loop.unnamed import unnamed
from clearway.record.door import session
from clearway.record.reading import grades
from clearway.warn.grading.overriding import Asked, override


def override_grade(place_code: str, to: Grade, reason: OverrideReason, note: str, hours: float, desk: Desk) -> Decision:
    """Set the grade of a place for so many hours, or sign what another person asked for.

    Raises:
        Refusal: no grade there, not this person, no reason, too long, a gate that outranks people.
    """
    with session():
        run = grades.graded(place_code)
        if run is None:
            raise NotFound(what="grade", number=place_code)
        standing = grades.override_in_force(place_code, desk.at)
        asked = Asked(
            place_code=place_code, now=Grade(standing.to) if standing else run.published, to=to, reason=reason,
            note=unnamed(note), until=desk.at + timedelta(hours=hours), infected=bool(run.infections),
        )  # fmt: skip
        waiting = grades.override_waiting(place_code, desk.at)
        return write(override(asked, waiting, desk.rulebook, by=desk.by, at=desk.local), desk)
