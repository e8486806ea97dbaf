"""Place names in a text: linked when certain, asked about when two places share the name, never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from clearway.core.places import Place

Action = Literal["link", "ask", "none"]


class Found(NamedTuple):
    """``place_code`` is given when ``action`` is link; ``words`` are the names seen; ``suggestions`` are codes."""

    place_code: str | None
    action: Action
    words: tuple[str, ...]
    suggestions: tuple[str, ...] = ()


class Gazetteer:
    """The names of a county's places."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = tuple(places)

    def find(self, text: str) -> Found:
        """The place that ``text`` names."""
        return Found(None, "none", ())
