"""A small invented town, written through the door: places, roads' shapes left out, offices, a warning, a closure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.test import Client

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import CheckOutcome
from clearway.core.decisions import Decision
from clearway.core.facilities import Facility, FacilityKind
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.people import Actor, Role, machine
from clearway.core.places import Level, Place, PlaceKind, Point, region_at
from clearway.core.words import Bilingual
from clearway.law.load import load_rulebook
from clearway.loop import handle_case
from clearway.loop.desk import Desk
from clearway.record import feeds, reading
from clearway.record.accounts import open_account
from clearway.record.door import commit
from clearway.respond.checking import Finding
from tests.examples import COMMUNITY, COUNTY, POINT, TOWNSHIP, a_load, a_warning

OTHER_TOWNSHIP = "990102002000"
OTHER_COMMUNITY = "990102002001"
PASSWORD = "Liulin-tongxing-2026"
HOSTILE = '<script>alert("x")</script>\'"><img src=x onerror=alert(1)>'

_LEVELS = {Role.COMMUNITY: Level.COMMUNITY, Role.TOWNSHIP: Level.TOWNSHIP, Role.RESIDENT: Level.COMMUNITY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Numbers of what stands in the town."""

    warning: str
    measure: str
    at: datetime


def now() -> datetime:
    """The moment the pages see: they use the real clock."""
    return datetime.now(UTC)


def build_town(*, hostile: str = "") -> Town:
    """Write the town; ``hostile`` is put into every text a feed or a person may bring."""
    at = now()
    by = machine(COUNTY)
    feeds.store_places(_places(hostile), load=a_load("places"), by=by, at=at)
    hospital = Facility(kind=FacilityKind.HOSPITAL, name=f"县医院{hostile}", entrances=(Point(34.76, 113.63),))
    feeds.store_facilities([hospital], load=a_load("facilities"), by=by, at=at)
    feeds.store_measures([_measure(at, hostile)], load=a_load("measures"), by=by, at=at)
    commit(Decision((_warning(at, hostile),)), by=by, at=at)
    return Town(warning=_warning(at, hostile).subject, measure="M-2026-7", at=at)


def desk(role: Role, at: datetime | None = None, community: str = COMMUNITY) -> Desk:
    """The desk of an office over the example community."""
    actor = machine(COUNTY) if role is Role.MACHINE else actor_for(role, community)
    return Desk(by=actor, at=at or now(), rulebook=load_rulebook(), zone=settings.ENVIRONMENT.time_zone)


def actor_for(role: Role, community: str = COMMUNITY) -> Actor:
    """A named person in that role, whose region holds the community."""
    return Actor(name=f"{role.value}-{community[6:9]}", role=role, region=_region(role, community))


def signed_in(role: Role, community: str = COMMUNITY, language: str = "zh-hans") -> Client:
    """A browser in which an account of that role is signed in."""
    actor = actor_for(role, community)
    account = open_account(actor.name, role, actor.region, PASSWORD, by=machine(COUNTY), at=now())
    client = visitor(language)
    client.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def visitor(language: str = "zh-hans") -> Client:
    """A browser nobody signed in with; POSTs are checked for CSRF only where a test asks for it."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def open_case(town: Town, *, until: str = "accepted", note: str = "现场确认，通道被堵。") -> str:
    """A case on the town's warning, moved along to ``until``."""
    facts = reading.warning(town.warning)
    assert facts is not None
    number = handle_case.check_warning(facts.raised, desk(Role.MACHINE))
    for state, act in _ACTS.items():
        if _ORDER.index(state) <= _ORDER.index(until):
            act(number, note)
    return number


def found_closure(town: Town) -> str:
    """The number of the closure a check on the town's warning found."""
    closure = reading.case(open_case(town, until="filed")).closure
    assert closure is not None
    return closure


def _find(number: str, note: str) -> None:
    finding = Finding(
        outcome=CheckOutcome.UNREGISTERED, note=note, barrier=Barrier.CHAINED_GATE, imposed_by=ImposedBy.PROPERTY
    )
    handle_case.record_finding(number, finding, desk(Role.TOWNSHIP))


def _order(number: str, note: str) -> None:
    rules = ("closing.barrier_by_others",)
    handle_case.order(number, Bilingual(note, note), rules, desk(Role.COUNTY_GOVERNMENT))


_ORDER = ("accepted", "filed", "dispatched", "in_handling", "replied", "verified", "closed")
_ACTS = {
    "filed": _find,
    "dispatched": _order,
    "in_handling": lambda number, note: handle_case.start(number, desk(Role.COMMUNITY)),
    "replied": lambda number, note: handle_case.cleared(number, note, desk(Role.COMMUNITY)),
    "verified": lambda number, note: handle_case.verify(number, note, desk(Role.INSPECTOR)),
    "closed": lambda number, note: handle_case.close(number, note, desk(Role.COUNTY_GOVERNMENT)),
}


def _region(role: Role, community: str) -> str:
    return region_at(community, _LEVELS.get(role, Level.COUNTY))


def _places(hostile: str) -> list[Place]:
    rows = (
        (COUNTY, PlaceKind.COUNTY, f"柳河县{hostile}"),
        (TOWNSHIP, PlaceKind.TOWNSHIP, f"城关镇{hostile}"),
        (COMMUNITY, PlaceKind.COMMUNITY, f"柳林社区{hostile}"),
        (f"{COMMUNITY}-C01", PlaceKind.COMPOUND, f"春天家园{hostile}"),
        (OTHER_TOWNSHIP, PlaceKind.TOWNSHIP, "石佛镇"),
        (OTHER_COMMUNITY, PlaceKind.VILLAGE, "何坡村"),
    )
    return [
        Place(code=code, kind=kind, name=name, point=Point(POINT.lat + step * 0.004, POINT.lon + step * 0.004))
        for step, (code, kind, name) in enumerate(rows)
    ]


def _measure(at: datetime, hostile: str) -> Measure:
    return Measure(
        number="M-2026-7",
        kind=MeasureKind.CLOSE_PLACE,
        place_code=COMMUNITY,
        place_text=f"柳林社区{hostile}",
        level=RiskLevel.HIGH,
        starts_at=at - timedelta(days=2),
        ends_at=at + timedelta(days=3),
        legal_basis=f"传染病防治法第六十三条{hostile}",
        deciding_organ=f"柳河县人民政府{hostile}",
        scope=f"南门{hostile}",
        reason=f"聚集性疫情{hostile}",
        public_notice_id=f"柳政公告〔2026〕7号{hostile}",
    )


def _warning(at: datetime, hostile: str):  # type: ignore[no-untyped-def]
    words = Bilingual(f"南门通行中断{hostile}", f"The south gate is shut{hostile}")
    name = Bilingual(f"柳林社区南门{hostile}", f"Liulin south gate{hostile}")
    number = f"W{at:%Y%m%d}-9001"
    return a_warning(number, place_name=name, sentences=(words,), since=at - timedelta(hours=9), raised_at=at)
