"""Public posts of the demo county: anger that rises about a place, which becomes an item with a published answer."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from clearway.core.intake import Feed
from clearway.core.people import Actor, Role
from clearway.core.places import Place, PlaceKind
from clearway.loop import answer_opinion
from clearway.loop.demo.seats import seat
from clearway.loop.desk import Desk
from clearway.loop.load import load

FILE = "posts.csv"
#: How many days before the present anger rose, by community: the first is answered, the second is not yet.
_ROSE = (2.6, 0.5)
_POSTS = (
    "{place}的门又锁了，太气人了，没人管！",
    "强烈不满，{place}一封就是几天，谁批准的？",
    "{place}这样乱封，忍无可忍，要投诉到底。",
    "太过分了，{place}老人看病都出不去，简直不作为！",
    "{place}天天说马上开，骗人，气愤！",
    "受够了，{place}到底什么时候能走？",
)
_ANSWER = (
    "经核查，该处北门因换锁未及时把钥匙交给值守人员，已于当日恢复通行并向居民说明。今后凡更换门锁须先公示，"
    "发现上锁请拨 12345，两小时内到场处理。"
)


def write_posts(folder: Path, places: tuple[Place, ...], until: datetime) -> Path:
    """Write ``posts.csv`` beside the county's other feeds: two communities, a day of posts each."""
    communities = [one for one in places if one.kind is PlaceKind.COMMUNITY]
    rows = [
        row
        for n, (place, days) in enumerate(zip(communities[1::3], _ROSE, strict=False))
        for row in _of_place(n, place, until - timedelta(days=days))
    ]
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "at", "text", "place_code", "author", "likes"])
        writer.writerows(rows)
    return path


def _of_place(n: int, place: Place, end: datetime) -> list[Sequence[str]]:
    return [
        (
            f"XP-{n}-{one}",
            (end - timedelta(hours=2 * (len(_POSTS) - one))).isoformat(),
            text.format(place=place.name),
            place.code,
            f"simulated-author-{n}-{one}",
            str(7 * one),
        )
        for one, text in enumerate(_POSTS)
    ]


def load_posts(folder: Path, places: tuple[Place, ...], *, by: Actor, at: datetime) -> None:
    """Write the posts and load them by the same door as anybody's, before the loop lives through the week."""
    load(Feed.POSTS, [write_posts(folder, places, at)], by=by, at=at)


def answer_some(focus: str, desk: Desk) -> None:
    """What rose more than a day ago was answered soon after; where there are several, the oldest was passed on to
    another office and waits there."""
    county = seat(Role.COUNTY_GOVERNMENT, focus, desk, hours=20)
    items = sorted(answer_opinion.items_for(county), key=lambda one: one.raised_at)
    risen = [one for one in items if desk.at - one.raised_at > timedelta(days=1)]
    if len(risen) > 1:
        why = "涉及困难群众照料，转民政部门牵头回应。"
        answer_opinion.pass_on(risen.pop(0).number, Role.CIVIL_AFFAIRS, why, county)
    for item in risen:
        hours = (desk.at - item.raised_at) / timedelta(hours=1) - 2
        answer_opinion.answer(item.number, _ANSWER, seat(item.owner, item.place_code, desk, hours=hours))
