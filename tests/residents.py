"""Rolls and votes for tests: an invented compound whose owners hold flats of a few types."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings as site

from clearway.core.people import Actor, Role
from clearway.core.places import Level, region_at
from clearway.core.residents import Body, Option, OptionKind, VoteDraft
from clearway.law.load import load_rulebook
from clearway.loop import hold_vote
from clearway.loop.desk import Desk
from clearway.loop.hold_vote import Printed
from tests.examples import AT, COMMUNITY, COUNTY, ZONE

HOME = site.ENVIRONMENT.home
COMPOUND = f"{COMMUNITY}-C01"
OPENS, CLOSES = AT + timedelta(hours=1), AT + timedelta(days=2)
DURING, AFTER = AT + timedelta(hours=2), CLOSES + timedelta(minutes=1)
#: Areas of flats in square metres, by turns: most classes hold one area only.
FLATS = ("89.50", "120.10")
OPTIONS = (
    Option(key="open", kind=OptionKind.NO_CLOSURE, text="不封闭，加强通风消毒"),
    Option(key="slots", kind=OptionKind.TIME_SLOTS, text="南门分时段通行，早晚高峰敞开"),
    Option(key="close", kind=OptionKind.FULL_CLOSURE, text="南门关闭五天，北门照常开放"),
)
_LEVELS = {Role.COMMUNITY: Level.COMMUNITY, Role.TOWNSHIP: Level.TOWNSHIP}


def desk_of(role: Role, at: datetime = AT, name: str = "") -> Desk:
    """The desk of a named person in ``role`` over the example community."""
    region = region_at(COMMUNITY, _LEVELS.get(role, Level.COUNTY))
    by = Actor(name=name or f"{role.value}-1", role=role, region=region)
    return Desk(by=by, at=at, rulebook=load_rulebook(), zone=ZONE)


def roll_file(folder: Path, areas: Sequence[str]) -> Path:
    """A table of owners, one flat each, ten flats a building."""
    path = folder / "roll.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["姓名", "房号", "面积", "依据"])
        writer.writerows(
            [f"户主{number:03}", f"{number // 10 + 1}栋1单元{number % 10 + 101}室", area, "不动产权证"]
            for number, area in enumerate(areas)
        )
    return path


def confirmed_roll(folder: Path, areas: Sequence[str], body: Body = Body.OWNERS) -> str:
    """A roll loaded by the community and confirmed by the township."""
    kept = hold_vote.keep_roll(roll_file(folder, areas), COMPOUND, body, HOME, desk_of(Role.COMMUNITY))
    hold_vote.close_roll(kept.number, desk_of(Role.TOWNSHIP))
    return kept.number


def a_vote(roll: str, **changes: Any) -> VoteDraft:
    """A question without a closure: two ways of opening hours."""
    draft = VoteDraft(
        question="小区北门夜间是否由专人值守",
        options=(
            Option(key="yes", kind=OptionKind.ADOPT, text="值守"),
            Option(key="no", kind=OptionKind.REJECT, text="不值守"),
        ),
        body=Body.OWNERS,
        roll=roll,
        place_code=COMPOUND,
        opens_at=OPENS,
        closes_at=CLOSES,
    )
    return replace(draft, **changes)


def announced(draft: VoteDraft) -> tuple[str, Printed]:
    """A vote called, reviewed and printed: its number, the codes by line and the sheets by size."""
    number = hold_vote.call_vote(draft, HOME, desk_of(Role.COMMUNITY))
    hold_vote.review_question(number, True, "问题合法，选项齐全", HOME, desk_of(Role.LEGAL_REVIEW))
    return number, hold_vote.issue_ballots(number, desk_of(Role.TOWNSHIP))


def cast(number: str, code: str, option: str, at: datetime = DURING) -> str:
    """A ballot on the web."""
    return hold_vote.cast(number, code, option, COUNTY, at=at, zone=ZONE)


def paper(number: str, printed: Printed, line: int, option: str, at: datetime = DURING) -> str:
    """A ballot on paper: taken at the desk, filled in, read by two officers. Returns the sheet's code."""
    size = hold_vote.hand_out_paper(number, printed.codes[line], desk_of(Role.COMMUNITY, at))
    from clearway.record.models import BallotRow

    boxed = set(BallotRow.objects.values_list("receipt", flat=True))
    code = next(one for one in printed.sheets[size] if one not in boxed)
    hold_vote.read_sheet(number, code, option, desk_of(Role.COMMUNITY, at))
    hold_vote.read_sheet(number, code, option, desk_of(Role.COMMUNITY, at, "community-2"))
    return code
