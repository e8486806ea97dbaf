"""A county panel publishes its weights and breakpoints."""

from __future__ import annotations

from clearway.core.decisions import Decision
from clearway.loop.desk import Desk, write
from clearway.record.door import session
from clearway.warn.grading.settings import PanelSetting
from clearway.warn.grading.settling import publish


def publish_panel(panel: PanelSetting, desk: Desk) -> Decision:
    """Publish a setting.

    Raises:
        Refusal: not this person, or numbers that do not fit.
    """
    with session():
        return write(publish(panel, desk.rulebook, by=desk.by, at=desk.local), desk)
