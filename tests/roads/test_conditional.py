"""Restrictions that hold at times only: read, applied at a moment, and told where they are not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.cli.main import main
from clearway.roads.conditional import Conditions, clauses, holds
from clearway.roads.importing import import_osm
from clearway.roads.modes import MODES, Mode
from clearway.roads.network import Network
from clearway.roads.opening import is_open
from clearway.roads.tags import direction
from tests.roads.test_import import quickest
from tests.roads.towns import Map

MONDAY_8, MONDAY_12, SUNDAY_8 = "2026-11-23T08:00+08:00", "2026-11-23T12:00+08:00", "2026-11-22T08:00+08:00"


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Mo-Fr 07:00-09:00", MONDAY_8, SUNDAY_8),
        ("07:00-09:00,16:30-19:00", "2026-11-23T16:30", "2026-11-23T09:00"),
        ("22:00-06:00", "2026-11-23T05:59", "2026-11-23T06:00"),
        ("Fr 22:00-06:00", "2026-11-28T03:00", "2026-11-27T03:00"),
        ("Fr 20:00-26:00", "2026-11-28T01:30", "2026-11-28T02:00"),
        ("Sa,Su", SUNDAY_8, MONDAY_8),
        ("Fr-Mo", SUNDAY_8, "2026-11-25T08:00"),
        ("Nov-Mar", "2026-01-15T00:00", "2026-07-15T00:00"),
        ("Apr 15-Oct 15 10:00-18:00", "2026-10-15T10:00", "2026-10-16T10:00"),
        ("2026 Nov 20-2026 Nov 25", MONDAY_8, "2027-11-23T08:00"),
        ("Jun", "2026-06-30T23:59", "2026-07-01T00:00"),
        ("Mo-Fr 07:00-09:00; Sa 10:00-12:00", "2026-11-28T11:00", "2026-11-28T08:00"),
        ("Mo-Fr 07:00-09:00, We 12:00-13:00", "2026-11-25T12:30", "2026-11-24T12:30"),
        ("Mo-Su 07:00-09:00; Su off", MONDAY_8, SUNDAY_8),
        ("Mo-Fr 07:00-09:00; PH off", MONDAY_8, MONDAY_12),
        ("18:00+", "2026-11-23T23:59", "2026-11-23T17:59"),
    ],
)
def test_hours_hold_inside_and_not_outside(text: str, inside: str, outside: str) -> None:
    assert is_open(text, datetime.fromisoformat(inside)) is True
    assert is_open(text, datetime.fromisoformat(outside)) is False


def test_around_the_clock_holds_always() -> None:
    assert is_open("24/7", datetime.fromisoformat(MONDAY_8)) is True


@pytest.mark.parametrize("text", ["sunrise-sunset", "week 1-20", "PH", "wet", "weight>7.5", "", "Mo-", "25", "((("])
def test_a_form_that_is_not_read_is_said_not_guessed(text: str) -> None:
    assert is_open(text, datetime.fromisoformat(MONDAY_8)) is None


@given(st.text(alphabet="MoTuFrSaPHJan0123456789:-,;+ @()offAND", max_size=40))
def test_no_text_breaks_the_reading(text: str) -> None:
    assert holds(text, datetime.fromisoformat(MONDAY_8)) in (True, False, None)
    Conditions(datetime.fromisoformat(MONDAY_8)).resolved({"access:conditional": text})


def test_values_are_cut_outside_brackets_and_hours_go_on_after_a_semicolon() -> None:
    assert clauses("no @ (Mo-Fr 07:00-09:00; Sa 10:00-12:00); destination @ Su") == [
        ("no", "Mo-Fr 07:00-09:00; Sa 10:00-12:00"),
        ("destination", "Su"),
    ]
    assert clauses("no @ Mo-Fr 07:00-09:00; Sa 10:00-12:00") == [("no", "Mo-Fr 07:00-09:00; Sa 10:00-12:00")]


def test_the_last_value_that_holds_counts_and_both_sides_of_and_must() -> None:
    at = Conditions(datetime.fromisoformat(MONDAY_8))
    assert at.resolved({"access:conditional": "no @ (07:00-09:00); yes @ (Mo)"})["access"] == "yes"
    assert "access" not in at.resolved({"access:conditional": "no @ (Su AND weight>3.5)"})
    assert "access" not in at.resolved({"access:conditional": "no @ (Mo AND weight>3.5)"})
    assert (at.holding, at.resting, at.unread) == (1, 1, ["access:conditional=no @ (Mo AND weight>3.5)"])


def crossing(tmp_path: Path) -> Path:
    """1 – 2 – 3 a street closed to cars in the rush, 2 – 4 a turn banned then; 1 – 5 – 4 a long way round."""
    drawn = Map()
    for number, (east, north) in enumerate(((0, 0), (100, 0), (200, 0), (100, 100), (0, 400)), start=1):
        drawn.node(number, east, north)
    drawn.way(1, [1, 2], highway="residential", maxspeed="36")
    rush = "no @ (Mo-Fr 07:00-09:00)"
    drawn.way(2, [2, 3], highway="residential", maxspeed="36", **{"motor_vehicle:conditional": rush})
    drawn.way(3, [2, 4], highway="residential", maxspeed="36")
    drawn.way(4, [1, 5, 4], highway="residential", maxspeed="36")
    drawn.node(6, 300, 0, barrier="gate", **{"access:conditional": "no @ (22:00-06:00)"})
    drawn.node(7, 400, 0)
    drawn.way(5, [3, 6, 7], highway="residential", **{"hgv:conditional": "no @ (weight>7.5)"})
    drawn.turns.append((1, 2, 3, "no_left_turn @ (Mo-Fr 07:00-09:00)"))
    return drawn.write(tmp_path / "crossing.osm.pbf")


def car_ms(network: Network, link: int) -> int:
    return int(network.arrays["ms"][MODES.index(Mode.CAR), 0, network.link_index(link)])


def test_at_the_hour_the_street_is_closed_and_the_turn_forbidden_and_not_after(tmp_path: Path) -> None:
    file = crossing(tmp_path)
    rush = import_osm(file, at=datetime.fromisoformat(MONDAY_8))
    noon = import_osm(file, at=datetime.fromisoformat(MONDAY_12))
    night = import_osm(file, at=datetime.fromisoformat("2026-11-23T23:00+08:00"))
    assert quickest(rush, 1, 3) is None
    assert quickest(noon, 1, 3) == 20_000
    assert (quickest(rush, 1, 4), quickest(noon, 1, 4)) == (71_500, 20_000)
    assert (rush.turn_restrictions, noon.turn_restrictions) == (1, 0)
    (gate,) = noon.gates()
    assert (car_ms(noon, gate.link), car_ms(night, gate.link)) == (1, 0)


def test_what_was_applied_and_what_was_not_is_told(tmp_path: Path) -> None:
    file = crossing(tmp_path)
    told = [note.en for note in import_osm(file, at=datetime.fromisoformat(MONDAY_8)).notes]
    assert "restrictions with a condition, as of 2026-11-23 08:00 local time: 2 hold, 1 do not, 1 not read" in told[1]
    assert "weight>7.5" in told[2]
    told = [note.en for note in import_osm(file).notes]
    assert told[1].startswith("restrictions that hold at times only, not applied: 4")


def test_the_command_imports_as_of_a_moment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = crossing(tmp_path)
    assert main(["roads", "import", str(file), "--out", str(tmp_path / "net"), "--at", MONDAY_8, "--json"]) == 0
    assert '"turn_restrictions": 1' in capsys.readouterr().out
    assert main(["roads", "import", str(file), "--out", str(tmp_path / "net"), "--at", "monday"]) == 2


def test_a_side_closed_to_wheels_makes_a_way_one_way() -> None:
    tags = {"highway": "residential", "vehicle:backward": "no", "motor_vehicle:forward": "no"}
    assert direction({"highway": "residential", "vehicle:backward": "no"}, Mode.CAR) == "forward"
    assert direction(tags, Mode.BICYCLE) == "forward"
    assert direction(tags, Mode.CAR) == "none"
    assert direction({**tags, "oneway": "-1"}, Mode.BICYCLE) == "none"
    assert direction(tags, Mode.FOOT) == "both"
