"""Inspections and a campaign in the demo county: drawn in the open, looked at, told, put right, cleared, published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from clearway.core.inspections import Draw, Frame
from clearway.core.people import Role
from clearway.core.places import Level, Place, PlaceKind, region_at
from clearway.loop import inspect_samples, run_campaign
from clearway.loop.demo.seats import seat
from clearway.loop.desk import Desk
from clearway.record.reading import inspections as kept
from clearway.respond.inspections.deciding import Wanted

_FOUND = (
    "单元门外用木板加了插销，里面打不开。",
    "消防通道上有新放的路锥和隔离带。",
    "公示栏上的封控告示过期未撤，也没有写投诉电话。",
)
#: What townships find in themselves, in turn; the last one tells nothing, and is named for it.
_SELF = (
    ("两处消防通道堆物，当日清理。", "一处小区后门夜间上锁。"),
    ("一处村口限高架未登记。",),
    (),
    ("三处单元门换锁后未把钥匙交给住户。", "一处公示逾期未撤。"),
)


def look_into(places: tuple[Place, ...], focus: str, desk: Desk) -> None:
    """The county's weekly look, the city's monthly by third-party evaluators, the province's quarterly by social
    supervisors within a campaign against blocked fire lanes; findings at every stage, two bulletins."""
    county = _draw(Frame.MEASURES, Draw.RISK, 8, Role.INSPECTOR, seat(Role.COUNTY_GOVERNMENT, focus, desk, hours=76))
    _carry_out(county, _FOUND, desk, hours=70)
    city = _draw(Frame.PLACES, Draw.RANDOM, 10, Role.EVALUATOR, seat(Role.CITY, focus, desk, hours=200))
    _carry_out(city, _FOUND[1:], desk, hours=190)
    campaign = _campaign(places, focus, desk)
    province = seat(Role.PROVINCE, focus, desk, hours=60)
    gates = _draw(Frame.GATES, Draw.RISK, 12, Role.SUPERVISOR, province, campaign=campaign)
    _carry_out(gates, _FOUND[:1], desk, hours=40)
    for number in (county, campaign):
        run_campaign.issue_bulletin(number, seat(Role.COUNTY_GOVERNMENT, focus, desk, hours=2))


def _draw(frame: Frame, draw: Draw, size: int, carried_by: Role, desk: Desk, *, campaign: str = "") -> str:
    wanted = Wanted(number="", frame=frame, draw=draw, seed="", size=size, carried_by=carried_by, campaign=campaign)
    return inspect_samples.draw(wanted, desk)


def _carry_out(number: str, found: Sequence[str], desk: Desk, *, hours: float) -> None:
    """All but two entries are looked at; the first findings are put right, the first of those is cleared."""
    inspection = kept.inspection(number)
    looker = seat(inspection.carried_by, inspection.region, desk, hours=hours)
    texts = iter(found)
    findings = []
    for key in inspection.sample[:-2]:
        text = next(texts, None)
        if text is None:
            inspect_samples.see(number, key, looker)
        else:
            findings.append((inspect_samples.find(number, key, text, looker), inspection.place_of(key) or ""))
    for done, (finding, place) in enumerate(findings[:2]):
        office = seat(Role.TOWNSHIP, place, desk, hours=hours - 14)
        inspect_samples.put_right(finding, "已拆除并检查同类点位。", office)
        if not done:
            inspector = seat(Role.INSPECTOR, place, desk, hours=hours - 20)
            inspect_samples.recheck(finding, True, "复查已拆除。", inspector)


def _campaign(places: tuple[Place, ...], focus: str, desk: Desk) -> str:
    """A campaign opened a week ago, every township but one has looked at itself."""
    opener = seat(Role.COUNTY_GOVERNMENT, focus, desk, hours=168)
    check_by = (opener.local + timedelta(days=6)).date()
    number = run_campaign.open_campaign(
        "消防通道和单元门清障专项治理",
        "全面排查消防通道、单元门、小区出入口的堆物、上锁和私设障碍，先自查自纠，再随机抽查。",
        check_by,
        check_by + timedelta(days=60),
        opener,
    )
    for township, found in zip(_townships(places, opener.by.region), _SELF, strict=False):
        run_campaign.self_check(number, found, seat(Role.TOWNSHIP, township, desk, hours=90))
    return number


def _townships(places: tuple[Place, ...], county: str) -> Iterator[str]:
    for place in places:
        if place.kind is PlaceKind.TOWNSHIP and region_at(place.code, Level.COUNTY) == county:
            yield place.code
