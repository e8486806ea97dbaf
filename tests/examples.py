"""One example of each thing, to vary: an invented county, community and street."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from clearway.core.barriers import BarrierNature, TextStatus, Topic
from clearway.core.cases import ClaimType
from clearway.core.events import FeedLoaded, WarningRaised
from clearway.core.evidence import AccessLoss, Evidence, EvidenceSource, FlowState
from clearway.core.measures import Measure, MeasureKind
from clearway.core.places import Place, PlaceKind, Point
from clearway.core.reports import Reading, Report
from clearway.core.words import Bilingual

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 23, 9, tzinfo=ZONE)
COUNTY = "990102000000"
TOWNSHIP = "990102001000"
COMMUNITY = "990102001001"
OTHER_COUNTY = "990103000000"
GATE = "990102001001-A-1"
POINT = Point(34.75, 113.62)


def a_place(**changes: Any) -> Place:
    """The example community."""
    place = Place(
        code=COMMUNITY,
        kind=PlaceKind.COMMUNITY,
        name="柳林社区",
        parent=TOWNSHIP,
        population=3200,
        age60=610,
        point=POINT,
    )
    return replace(place, **changes)


def a_report(number: str = "", **changes: Any) -> Report:
    """Somebody cannot reach a doctor."""
    reading = Reading(
        topic=Topic.MEDICAL,
        barrier=BarrierNature.PHYSICAL,
        status=TextStatus.STANDING,
        confidence=0.9,
        words=("锁门", "看病"),
    )
    report = Report(
        number=number,
        at=AT - timedelta(hours=2),
        channel="hotline",
        claim_type=ClaimType.COMPLAINT,
        text="小区南门被铁链锁住，老人去不了医院",
        reading=reading,
        place_code=COMMUNITY,
        point=POINT,
        external_id="H-1",
    )
    return replace(report, **changes)


def a_warning(number: str = "W20261123-0001", **changes: Any) -> WarningRaised:
    """Nobody passes the south gate any more, and residents complain."""
    evidence = Evidence(
        source=EvidenceSource.FLOW,
        summary=Bilingual("两条路段流量为零", "two links count nobody"),
        since=AT - timedelta(hours=8),
        last_at=AT,
        weight=6.5,
        references=("s-1", "s-2"),
        figures={"expected": 41.5, "seen": 0.0},
    )
    warning = WarningRaised(
        subject=number,
        place_code=COMMUNITY,
        place_name=Bilingual("柳林社区", "Liulin community"),
        cell="8931aa42d6fffff",
        point=POINT,
        since=AT - timedelta(hours=8),
        raised_at=AT,
        state=FlowState.CONFIRMED,
        probability=0.93,
        priority=41.0,
        triggers=("flow_drop",),
        evidence=(evidence,),
        sentences=(Bilingual("南门通行中断", "The south gate is shut"),),
        sensor_links=("s-1", "s-2"),
        road_links=(17, 18),
        access=(
            AccessLoss(
                kind="hospital",
                mode="foot",
                people_cut_off=120.0,
                people_delayed=300.0,
                added_person_minutes=1500.5,
                worst_added_seconds=900.0,
            ),
        ),
        rules=("closing.authority",),
    )
    return replace(warning, **changes)


def a_measure(number: str = "L-1", **changes: Any) -> Measure:
    """A registered closing of a place, one week from yesterday."""
    measure = Measure(
        number=number,
        kind=MeasureKind.CLOSE_PLACE,
        place_code=COMMUNITY,
        place_text="柳林社区",
        starts_at=AT - timedelta(days=1),
        ends_at=AT + timedelta(days=6),
        deciding_organ="县人民政府",
    )
    return replace(measure, **changes)


def a_load(feed: str = "complaints", **changes: Any) -> FeedLoaded:
    """A file of one row."""
    load = FeedLoaded(
        subject=feed,
        source="one.csv",
        digest="0" * 64,
        read=1,
        kept=0,
        unchanged=0,
        rejected=0,
        first_at=AT,
        last_at=AT,
    )
    return replace(load, **changes)
