"""What a township clerk reads: no zeros, no zone names, one or many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from clearway.core.evidence import AccessLoss, FlowState
from clearway.core.measures import Measure, MeasureKind, RiskLevel
from clearway.core.places import Point
from clearway.core.words import Bilingual
from clearway.warn.context import LAWFUL, UNREGISTERED, Surroundings, standing_of
from clearway.warn.incidents import Incident
from clearway.warn.sentences import sentences_for

NOW = datetime(2026, 11, 16, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
HERE = "410102001001"


def _told(cut: float, delayed: float, seconds: float = 60.0) -> tuple[Bilingual, ...]:
    loss = AccessLoss(
        kind="ambulance",
        mode="car",
        people_cut_off=cut,
        people_delayed=delayed,
        added_person_minutes=delayed,
        worst_added_seconds=seconds,
    )
    incident = Incident(
        key="a",
        cell="",
        point=Point(34.0, 113.0),
        place_code=None,
        since=NOW,
        raised_at=NOW,
        ended_at=None,
        state=FlowState.CONFIRMED,
        probability=0.9,
        nats=9.0,
        triggers=(),
        episodes=(),
        signals=(),
        reasons=(),
    )
    return sentences_for(incident, Bilingual("一号社区", "No 1"), (loss,), Bilingual("登记。", "Register."))


@pytest.mark.parametrize(
    ("cut", "delayed", "zh", "en"),
    [
        (12, 0, "急救车到不了约 12 人的住处。", "About 12 people cannot reach an ambulance."),
        (
            0,
            1,
            "急救车到约 1 人的住处要绕行，最多多走 1 分钟。",
            "About 1 person must go round to reach an ambulance, by up to 1 minute.",
        ),
        (
            1,
            2,
            "急救车到不了约 1 人的住处，2 人要绕行，最多多走 1 分钟。",
            "About 1 person cannot reach an ambulance; 2 must go round, by up to 1 minute.",
        ),
    ],
)
def test_a_part_that_nobody_belongs_to_is_left_out(cut: int, delayed: int, zh: str, en: str) -> None:
    assert _told(cut, delayed)[1] == Bilingual(zh, en)


def test_times_are_local_and_carry_no_zone_name() -> None:
    first = _told(1, 0)[0]
    assert "2026-11-16 09:00 起" in first.zh
    assert "since 2026-11-16 09:00." in first.en


@pytest.mark.parametrize(
    ("kind", "level", "standing"),
    [
        (MeasureKind.LISTING, RiskLevel.LOW, UNREGISTERED),
        (MeasureKind.LISTING, RiskLevel.MEDIUM, UNREGISTERED),
        (MeasureKind.LISTING, RiskLevel.HIGH, LAWFUL),
        (MeasureKind.CLOSE_PLACE, None, LAWFUL),
        (MeasureKind.SEAL_AREA, None, LAWFUL),
        (MeasureKind.BARRIER, None, UNREGISTERED),
    ],
)
def test_a_listing_below_high_risk_never_makes_a_closure_lawful(
    kind: MeasureKind, level: RiskLevel | None, standing: str
) -> None:
    measure = Measure(
        number="M1",
        kind=kind,
        level=level,
        place_code=HERE,
        place_text="",
        starts_at=datetime(2026, 11, 10, tzinfo=UTC),
        ends_at=datetime(2026, 11, 10, tzinfo=UTC) + timedelta(days=14),
    )
    around = Surroundings(place_code=HERE, place_name=Bilingual("一号社区", "No 1"), measures=(measure,))
    assert standing_of(around, NOW)[0] == standing
