"""The roads of a home opened before anybody asks, in the background: the first question is as quick as the second."""

from __future__ import annotations

import threading
from enum import StrEnum
from pathlib import Path

import structlog
from django.db import connection

from clearway.core.refusals import Refusal
from clearway.loop.look_at_map import roads_of
from clearway.roads.score_files import kept_scores


class RoadsState(StrEnum):
    """How far it is: nobody opens them, under way, done, or not to be opened (then pages say why)."""

    UNASKED = "unasked"
    OPENING = "opening"
    OPEN = "open"
    FAILED = "failed"


_now = RoadsState.UNASKED
_log = structlog.get_logger(__name__)


def roads_state() -> RoadsState:
    """How far opening the roads of this process is."""
    return _now


def open_roads_early(home: Path) -> threading.Thread:
    """Begin to open the roads of ``home``; the thread ends by itself and never holds a stop up."""
    thread = threading.Thread(target=_open, args=(home,), name="open-roads", daemon=True)
    thread.start()
    return thread


def _open(home: Path) -> None:
    global _now
    _now = RoadsState.OPENING
    try:
        _touch(home)
        _now = RoadsState.OPEN
    except (Refusal, OSError, ValueError) as fault:
        _now = RoadsState.FAILED
        _log.warning("roads_not_opened", fault=type(fault).__name__)
    finally:
        connection.close()


def _touch(home: Path) -> None:
    """Compiled kernels, layers with their room to work in, search trees, and the score of every link."""
    from clearway.roads.warming import warm

    roads = roads_of(home)
    if not roads:
        return
    warm()
    for one in roads:
        one.network.tree(None)
        for layer in one.layers:
            for leg in layer.legs:
                leg.ready()
            kept_scores(one.network, layer)
