"""A county panel publishes its weights and breakpoints: from a day on, with its minutes, never backwards."""

from __future__ import annotations

from datetime import datetime

from clearway.core.decisions import Decision, Outcome, Reason
from clearway.core.grade_events import PanelDecided
from clearway.core.people import Actor, Role
from clearway.core.refusals import NotAllowed, Refusal
from clearway.core.rules import Rulebook
from clearway.core.words import Bilingual
from clearway.warn.grading.settings import RULES, BadPanelSetting, PanelSetting, rules_on, with_panel

_MAY = (Role.COUNTY_HEALTH,)


def publish(panel: PanelSetting, rulebook: Rulebook, *, by: Actor, at: datetime) -> Outcome:
    """Publish a setting; ``at`` is the moment in the county's zone.

    Returns:
        The decision; or ``NotAllowed`` (the county's health office alone, for its own county), ``BadPanelSetting``.
    """
    if by.role not in _MAY or not by.reaches(panel.county):
        return NotAllowed(role=by.role.value, act="set_weights", place=panel.county)
    if panel.since < at.date():
        return BadPanelSetting(zh="不得溯及以前的日子", en="it cannot reach back to days before today")
    if not panel.weights and not panel.at:
        return BadPanelSetting(zh="没有改动", en="nothing is changed")
    try:
        with_panel(rules_on(rulebook, panel.since), panel)
    except Refusal as refusal:
        return refusal
    event = PanelDecided(
        subject=panel.county, since=panel.since, minutes=panel.minutes.strip(),
        weights={str(number): weight for number, weight in panel.weights.items()},
        at={str(number): points for number, points in panel.at.items()},
    )  # fmt: skip
    return Decision((event,), (Reason(_WHY, RULES["indicators"]),))


_WHY = Bilingual("专家组设定并公布", "set and published by the panel")
