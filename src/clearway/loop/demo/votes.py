"""Residents of the demo county decide: a vote that passed, one without quorum, one that is open, a hearing, experts.

Owners are invented. The slips of the open vote are kept beside the demo's accounts, so that one can vote.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from clearway.core.assemblies import Expert, Profession
from clearway.core.people import Actor, Role
from clearway.core.places import Level, Place, PlaceKind, covers, region_at
from clearway.core.residents import Body, Option, OptionKind, VoteDraft
from clearway.loop import ask_experts, hold_hearing, hold_vote
from clearway.loop.desk import Desk

KEPT = Path("keys") / "demo-slips.json"
_DOORS, _AREAS = 30, ("89.50", "120.10")
_LEVELS = {Role.COMMUNITY: Level.COMMUNITY, Role.TOWNSHIP: Level.TOWNSHIP}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """One vote: the question, from and until how many days before the present, ballots for and against."""

    question: str
    opens: float
    closes: float
    for_it: int
    against: int


_VOTES = (
    _Held(question="东门早晚高峰是否安排专人疏导，全天敞开", opens=4, closes=1, for_it=19, against=5),
    _Held(question="是否更换小区门禁系统", opens=5, closes=2, for_it=9, against=3),
    _Held(question="快递车是否可在上午九点至十一点进入小区", opens=0.5, closes=-3, for_it=6, against=2),
)


def hold_votes(home: Path, places: Iterable[Place], focus: str, desk: Desk) -> None:
    """Hold them in the first compound of ``focus``'s community; no compound there: nothing."""
    community = region_at(focus, Level.COMMUNITY)
    compound = next((one for one in places if one.kind is PlaceKind.COMPOUND and covers(community, one.code)), None)
    if compound is None:
        return
    roll = _roll(home, compound, _as(Role.COMMUNITY, focus, desk, days=6))
    hold_vote.close_roll(roll, _as(Role.TOWNSHIP, focus, desk, days=6))
    slips = [_vote(held, roll, compound, focus, home, desk) for held in _VOTES]
    _keep(home, slips[-1])
    _hear(home, compound, focus, desk)


def _roll(home: Path, compound: Place, desk: Desk) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "owners.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["person", "door", "area", "why"])
            writer.writerows(
                [f"simulated-owner-{n}", f"{n // 10 + 1}-1-{n % 10 + 101}", _AREAS[n % 2], "模拟产权登记"]
                for n in range(_DOORS)
            )
        return hold_vote.keep_roll(path, compound.code, Body.OWNERS, home, desk).number


def _vote(held: _Held, roll: str, compound: Place, focus: str, home: Path, desk: Desk) -> tuple[str, list[str]]:
    """The vote with its ballots cast; returns its number and the codes nobody used."""
    opens = desk.local - timedelta(days=held.opens)
    draft = VoteDraft(
        question=held.question,
        options=(
            Option(key="adopt", kind=OptionKind.ADOPT, text="同意"),
            Option(key="reject", kind=OptionKind.REJECT, text="不同意"),
        ),
        body=Body.OWNERS,
        roll=roll,
        place_code=compound.code,
        opens_at=opens,
        closes_at=desk.local - timedelta(days=held.closes),
    )
    before = held.opens + 0.5
    number = hold_vote.call_vote(draft, home, _as(Role.COMMUNITY, focus, desk, days=before))
    reviewer = _as(Role.LEGAL_REVIEW, focus, desk, days=before)
    hold_vote.review_question(number, True, "事项合法，不涉及封闭。", home, reviewer)
    printed = hold_vote.issue_ballots(number, _as(Role.TOWNSHIP, focus, desk, days=before))
    codes = list(printed.codes.values())
    choices = ["adopt"] * held.for_it + ["reject"] * held.against
    region = region_at(focus, Level.COUNTY)
    for code, choice in zip(codes, choices, strict=False):
        hold_vote.cast(number, code, choice, region, at=opens + timedelta(hours=2), zone=desk.zone)
    if held.closes > 0:
        hold_vote.announce(number, _as(Role.COMMUNITY, focus, desk, days=held.closes - 0.1))
    return number, codes[len(choices) :]


def _keep(home: Path, slips: tuple[str, list[str]]) -> None:
    kept = home / KEPT
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps({"vote": slips[0], "codes": slips[1]}), encoding="utf-8")


def _hear(home: Path, compound: Place, focus: str, desk: Desk) -> None:
    """A hearing to come, one statement made; two experts on the roster, one of them asked."""
    township, health = _as(Role.TOWNSHIP, focus, desk, days=1), _as(Role.COUNTY_HEALTH, focus, desk, days=1)
    held_at = desk.local + timedelta(days=2)
    number = hold_hearing.call_hearing("东门拟分时段管控的听证", compound.code, "社区活动室", held_at, None, township)
    region = region_at(focus, Level.COUNTY)
    speaker = hold_hearing.register_speaker(number, False, "", region, desk.at)
    hold_hearing.make_statement(number, speaker, "家里有人每周三次透析，请保证东门随时能走。", region, desk.at)
    doctor = Expert(
        number="", name="模拟专家甲", profession=Profession.DOCTOR, retired=True, region=region,
        since=date(desk.local.year, 1, 1), until=date(desk.local.year + 2, 12, 31),
    )  # fmt: skip
    lawyer = replace(doctor, name="模拟专家乙", profession=Profession.LAWYER)
    first, _ = (ask_experts.list_expert(one, health) for one in (doctor, lawyer))
    asked = ask_experts.ask("分时段管控是否足以控制传播", compound.code, None, [first], health)
    ask_experts.declare_interest(asked, first, False, "", health)
    ask_experts.sign_opinion(asked, first, True, "传播集中在两栋楼，分时段并加强通风已经足够。", home, health)


def _as(role: Role, focus: str, desk: Desk, *, days: float) -> Desk:
    """The desk of the demo's person in ``role``, so many days before the present."""
    region = region_at(focus, _LEVELS.get(role, Level.COUNTY))
    return replace(
        desk, by=Actor(name=f"demo-{role.value}", role=role, region=region), at=desk.at - timedelta(days=days)
    )
