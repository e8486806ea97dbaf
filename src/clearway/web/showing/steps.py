"""Steps due on proposals and measures, as the board lists them: the office's own first."""

from __future__ import annotations

from clearway.core.words import Bilingual
from clearway.loop.desk import Desk
from clearway.loop.steps_due import StepDue, steps_due
from clearway.web.showing.places import place_names


def steps_shown(desk: Desk) -> list[tuple[StepDue, Bilingual, bool]]:
    """Each with its place and whether it is late."""
    found = sorted(steps_due(desk), key=lambda one: not one.mine)
    names = place_names(one.place_code for one in found)
    return [(one, names[one.place_code], one.late_at(desk.at)) for one in found]
