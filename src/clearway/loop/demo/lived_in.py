"""A county people live in: beside what the loop found, everything residents and offices did with each other."""

from __future__ import annotations

from clearway.core.places import Place
from clearway.loop.demo.departments import work_together
from clearway.loop.demo.helping import ask_for_help
from clearway.loop.demo.oversight import look_into
from clearway.loop.demo.told import live_through
from clearway.loop.demo.voices import answer_some
from clearway.loop.desk import Desk
from clearway.loop.keep_time import keep_time
from clearway.record.door import session


def live_in(places: tuple[Place, ...], focus: str, desk: Desk) -> None:
    """Reports, casework, inspections, help and answers of the last week, in one transaction; ``focus``: the place
    whose offices the demo's accounts belong to. ``desk``: the loop's, at the county's present hour."""
    with session():
        stories = live_through(places, focus, desk)
        work_together(stories, focus, desk)
        look_into(places, focus, desk)
        ask_for_help(places, focus, desk)
        answer_some(focus, desk)
        keep_time(desk)
