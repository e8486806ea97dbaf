"""Files the roads commands read: lists of links, facilities, places. Bad rows are told and left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from pathlib import Path
from typing import Any

from clearway.cli.output import say, say_rejects
from clearway.core.facilities import Facility
from clearway.core.intake import Feed, Reject
from clearway.core.places import Place
from clearway.core.words import Bilingual
from clearway.roads.changes import MOST_SECONDS, Slower
from clearway.roads.hours import Hours
from clearway.roads.network import Closed, Direction, Network
from clearway.sources.cells import choice, integer, number
from clearway.sources.columns import Column, Layout, Unfit


class Way(StrEnum):
    """Directions a list of links may name."""

    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass
class Asked:
    """What lists of links ask for; ``rejected`` counts rows that were left out."""

    closed: dict[int, Direction | None] = field(default_factory=dict)
    slower: list[Slower] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    rejected: int = 0


def _seconds(cell: Any) -> float:
    value = number(cell)
    if not 0 <= value <= MOST_SECONDS:
        expected = Bilingual(f"0 至 {MOST_SECONDS} 秒", f"seconds from 0 to {MOST_SECONDS}")
        raise Unfit(expected, "negative" if value < 0 else "out_of_range")
    return value


def _clock(cell: Any) -> time:
    """A time of day, 07:00 or 7:00; 24:00 is midnight."""
    if isinstance(cell, time):
        return cell.replace(second=0, microsecond=0)
    text = str(cell).strip().replace("：", ":")
    try:
        hour, minute = (int(part) for part in text.split(":")[:2])
        return time(hour % 24 if (hour, minute) == (24, 0) else hour, minute)
    except ValueError:
        raise Unfit(_CLOCK, "not_a_time") from None


_CLOCK = Bilingual("时刻，如 07:00", "a time of day such as 07:00")
_LINKS = Layout(
    feed=Feed.ROADS,
    columns=(
        Column(
            name="link",
            parse=integer(-(2**62), 2**62),
            aliases=("link_id", "路段", "路段编号"),
            required=True,
            filled=True,
        ),
        Column(name="direction", parse=choice(Way, {"正向": Way.FORWARD, "反向": Way.BACKWARD}), aliases=("方向",)),
        Column(name="extra_seconds", parse=_seconds, aliases=("seconds", "增加秒数")),
        Column(name="open_from", parse=_clock, aliases=("开放时间", "开放起")),
        Column(name="open_to", parse=_clock, aliases=("关闭时间", "开放止")),
    ),
)
_KNOWN_LINK = Bilingual("路网中有的路段", "a link of the network")
_NEEDS_SECONDS = Bilingual("增加的秒数", "the seconds added")


def read_links(network: Network, close: Path | None, slow: Path | None) -> Asked:
    """What the two lists ask for. A row with seconds slows its link, one without closes it (``slow`` needs them).

    Raises:
        BadFile: a file that is not such a table.
    """
    asked = Asked()
    for path, needs_seconds in ((close, False), (slow, True)):
        if path is not None:
            _read_list(network, path, needs_seconds, asked)
    return asked


def _read_list(network: Network, path: Path, needs_seconds: bool, asked: Asked) -> None:
    from clearway.sources.sheet import read_sheet

    sheet = read_sheet(path, _LINKS)
    for note in sheet.notes:
        say(note)
    known = set(network.link_ids.tolist())
    for index, row in sheet.rows():
        link, direction, seconds = row["link"], row["direction"], row["extra_seconds"]
        side: Direction | None = None if direction is None else direction.value
        if link not in known:
            sheet.reject(index, "link", str(link), Unfit(_KNOWN_LINK, "no_such_link"))
        elif (row["open_from"] is None) != (row["open_to"] is None):
            sheet.reject(index, "open_to" if row["open_to"] is None else "open_from", "", Unfit(_CLOCK, "empty"))
        elif row["open_from"] is not None and not needs_seconds:
            asked.hours.append(Hours(link=link, opens=row["open_from"], closes=row["open_to"], direction=side))
        elif seconds is not None:
            asked.slower.append(Slower(link=link, seconds=seconds, direction=side))
        elif needs_seconds:
            sheet.reject(index, "extra_seconds", "", Unfit(_NEEDS_SECONDS, "empty"))
        else:
            asked.closed[link] = side if asked.closed.get(link, side) == side else None
    asked.rejected += tell_rejects(path, sheet.sorted_rejects())


def read_given_facilities(path: Path | None) -> tuple[tuple[Facility, ...] | None, int]:
    """The facilities of ``path`` (None: no file given), and how many rows were left out.

    Raises:
        BadFile: not such a table.
    """
    if path is None:
        return None, 0
    from clearway.sources.facilities import read_facilities

    intake = read_facilities(path)
    return intake.rows, tell_rejects(path, intake.rejects)


def read_given_places(path: Path | None) -> tuple[tuple[Place, ...], int]:
    """The places of ``path`` (none where no file is given), and how many rows were left out.

    Raises:
        BadFile: not such a table.
    """
    if path is None:
        return (), 0
    from clearway.sources.places import read_places

    intake = read_places(path)
    return intake.rows, tell_rejects(path, intake.rejects)


def read_protected(network: Network, path: Path | None) -> tuple[frozenset[int], int]:
    """The links of a list, whatever else it says of them, and how many rows were left out."""
    asked = read_links(network, path, None)
    return frozenset([*asked.closed, *(one.link for one in asked.slower)]), asked.rejected


def closed_both(closed: Closed, links: Sequence[int]) -> Closed:
    """``closed`` with ``links`` closed in both directions as well."""
    return {**closed, **dict.fromkeys(links)}


def tell_rejects(path: Path, rejects: Sequence[Reject]) -> int:
    say_rejects(rejects, path)
    return len(rejects)
