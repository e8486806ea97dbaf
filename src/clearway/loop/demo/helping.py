"""Requests for help in the demo county: some brought and confirmed, one turned back, one late, an emergency on top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from clearway.core.people import Role
from clearway.core.places import Level, Place, PlaceKind, covers, region_at
from clearway.core.support import HelperKind, SupportNeed
from clearway.loop import help_people
from clearway.loop.demo.seats import seat
from clearway.loop.desk import Desk
from clearway.loop.help_people import Asking, Site

_PHONE = "13800000000"
_HELPER = f"demo-{Role.HELPER.value}"
_NEEDS = (SupportNeed.MEDICINE, SupportNeed.FOOD, SupportNeed.SCHOOL)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """``reached``: how far it has come; ``taken`` by the helper on the list, or by the community on duty."""

    need: SupportNeed
    text: str
    hours: float
    reached: str
    urgent: bool = False


_WISHES = (
    _Wish(need=SupportNeed.FOOD, text="两位老人在家，米面快没了。", hours=40, reached="confirmed"),
    _Wish(need=SupportNeed.MEDICINE, text="降压药还够两天，需要代买缬沙坦。", hours=30, reached="confirmed"),
    _Wish(need=SupportNeed.MEDICINE, text="胰岛素需要冷藏配送。", hours=20, reached="turned_back"),
    _Wish(need=SupportNeed.SCHOOL, text="孩子明天模拟考试，需要打印试卷并送到门口。", hours=9, reached="brought"),
    _Wish(need=SupportNeed.FARM, text="大棚菜要在周末前采收，差两个人手。", hours=60, reached="waiting"),
    _Wish(need=SupportNeed.DIALYSIS, text="每周三次透析，明早七点要到县医院。", hours=6, reached="accepted"),
    _Wish(need=SupportNeed.MIND, text="独居，连续几天睡不着，想找人说说话。", hours=5, reached="waiting"),
    _Wish(
        need=SupportNeed.BIRTH, text="预产期就在这两天，需要确认怎么出小区。", hours=1, reached="waiting", urgent=True
    ),
)


def ask_for_help(places: tuple[Place, ...], focus: str, desk: Desk) -> None:
    """Put the demo's helper on the list, then let people of the busy township ask."""
    office = seat(Role.CIVIL_AFFAIRS, focus, desk, hours=72)
    help_people.list_helper(_HELPER, HelperKind.VOLUNTEER, _NEEDS, 6, office)
    township = region_at(focus, Level.TOWNSHIP)
    homes = [one.code for one in places if one.kind is PlaceKind.COMPOUND and covers(township, one.code)]
    for wish, home in zip(_WISHES, homes, strict=False):
        _ask(wish, home, desk)


def _ask(wish: _Wish, home: str, desk: Desk) -> None:
    def site(hours: float) -> Site:
        region = region_at(home, Level.COUNTY)
        return Site(at=desk.at - timedelta(hours=hours), zone=desk.zone, region=region, rulebook=desk.rulebook)

    asking = Asking(need=wish.need, urgent=wish.urgent, place_code=home, text=wish.text, phone=_PHONE, door="1-1-101")
    number, token = help_people.ask(asking, site(wish.hours))
    _bring(wish, number, token, home, desk, site)


def _bring(wish: _Wish, number: str, token: str, home: str, desk: Desk, site: Callable[[float], Site]) -> None:
    """Taken on after an hour, brought after four, an answer after five."""
    if wish.reached == "waiting":
        return
    role = Role.HELPER if wish.need in _NEEDS else Role.COMMUNITY
    help_people.accept(number, seat(role, home, desk, hours=wish.hours - 1))
    if wish.reached == "accepted":
        return
    help_people.finish(number, "已送到门口。", seat(role, home, desk, hours=wish.hours - 4))
    if wish.reached in ("confirmed", "turned_back"):
        help_people.confirm(token, wish.reached == "confirmed", site(wish.hours - 5))
