"""Turn restrictions from a table, beside tables of links and nodes.

``rule`` (no, only), ``from_link, via, to_link``: ``via`` is a node, or links in order with ``;`` between them and
``via_kind`` ``links``. ``except`` names whom it spares (bicycle, goods, emergency, … with ``;`` between).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Any

from clearway.cli.output import say
from clearway.cli.road_files import tell_rejects
from clearway.core.intake import Feed
from clearway.core.words import Bilingual
from clearway.roads.osm import RawTurn, RawWay
from clearway.sources.cells import choice, integer, text
from clearway.sources.columns import Column, Layout, Unfit
from clearway.sources.sheet import Row, read_sheet

_MOST = 2**52
_LONGEST = 500


class Rule(StrEnum):
    """Forbidden, or the only one allowed."""

    NO = "no"
    ONLY = "only"


class ViaKind(StrEnum):
    """What ``via`` names."""

    NODE = "node"
    LINKS = "links"


_KNOWN_LINK = Bilingual("路段表中有的路段", "a link of the table of links")
_MEETING = Bilingual("两条路段相接的节点", "the node where the two links meet")
_NUMBERS = Bilingual("编号，以分号隔开", "numbers with ; between them")
_TURNS = Layout(
    feed=Feed.ROADS,
    columns=(
        Column(name="rule", parse=choice(Rule, {"禁止": Rule.NO, "仅可": Rule.ONLY}), required=True, filled=True),
        Column(name="from_link", parse=integer(1, _MOST), aliases=("from", "驶入路段"), required=True, filled=True),
        Column(name="via", parse=text(_LONGEST), aliases=("via_node", "经过"), required=True, filled=True),
        Column(name="to_link", parse=integer(1, _MOST), aliases=("to", "驶出路段"), required=True, filled=True),
        Column(name="via_kind", parse=choice(ViaKind, {"节点": ViaKind.NODE, "路段": ViaKind.LINKS})),
        Column(name="except", parse=text(_LONGEST), aliases=("除外",)),
    ),
)


def read_turns(path: Path, ways: Mapping[int, RawWay]) -> tuple[list[RawTurn], int]:
    """The restrictions of ``path`` on ``ways`` by number, and how many rows were left out.

    Raises:
        BadFile: not such a table.
    """
    sheet, turns = read_sheet(path, _TURNS), list[RawTurn]()
    for note in sheet.notes:
        say(note)
    for index, row in sheet.rows():
        turn = _turn(row, ways, index + 1)
        if isinstance(turn, RawTurn):
            turns.append(turn)
        else:
            sheet.reject(index, turn[0], str(row[turn[0]]), turn[1])
    return turns, tell_rejects(path, sheet.sorted_rejects())


def _turn(row: Row, ways: Mapping[int, RawWay], number: int) -> RawTurn | tuple[str, Unfit]:
    """The restriction, or the column that does not fit and why."""
    for column in ("from_link", "to_link"):
        if row[column] not in ways:
            return column, Unfit(_KNOWN_LINK, "no_such_link")
    try:
        via = [int(one) for one in str(row["via"]).replace("；", ";").split(";") if one.strip()]
    except ValueError:
        return "via", Unfit(_NUMBERS, "not_a_number")
    over_links = row["via_kind"] is ViaKind.LINKS or len(via) > 1
    fault = _fault(via, over_links, row, ways)
    if fault is not None:
        return "via", fault
    spared = tuple(one.strip() for one in (row["except"] or "").replace("；", ";").split(";") if one.strip())
    node, links = (0, tuple(via)) if over_links else (via[0], ())
    return RawTurn(row["from_link"], node, row["to_link"], f"{row['rule']}_turn", spared, "", links, number)


def _fault(via: list[int], over_links: bool, row: Row, ways: Mapping[int, RawWay]) -> Unfit | None:
    if not via:
        return Unfit(_NUMBERS, "empty")
    if over_links:
        chain: list[Any] = [ways.get(link) for link in (row["from_link"], *via, row["to_link"])]
        if None in chain:
            return Unfit(_KNOWN_LINK, "no_such_link")
        touch = all(set(one.refs) & set(other.refs) for one, other in pairwise(chain))
        return None if touch else Unfit(Bilingual("首尾相接的路段", "links that follow one another"), "not_connected")
    meets = all(via[0] in ways[row[column]].refs for column in ("from_link", "to_link"))
    return None if meets else Unfit(_MEETING, "not_connected")
