"""Rules beside the model, through the record: a warning, a check by the county with its clock, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.decisions import Decision
from clearway.core.events import CaseOpened, ClosureFound, MeasureLifted
from clearway.core.people import Role, machine
from clearway.core.words import Bilingual
from clearway.loop.beside_the_model import raise_beside, told_by_a_rule
from clearway.loop.checks import open_checks
from clearway.loop.desk import Desk
from clearway.loop.neighbourhood import Neighbourhood
from clearway.record import feeds, reading
from clearway.record.door import commit
from clearway.record.models import LedgerLine, TaskRow
from clearway.respond.asking import LOOK, asked_by
from tests.examples import COMMUNITY, COUNTY, POINT, ZONE, a_load, a_report
from tests.web.town import build_town, desk

pytestmark = pytest.mark.django_db
ANGRY = "凭什么把我们锁在里面，没人管"


@pytest.fixture
def office(db: None) -> Desk:
    """The loop's desk over the small town."""
    build_town()
    return desk(Role.MACHINE)


def _tell(at: datetime, texts: list[str]) -> None:
    reports = [
        replace(a_report(), external_id=f"H-{i}", text=text, at=at - timedelta(hours=i + 1), caller=f"caller-{i}")
        for i, text in enumerate(texts)
    ]
    feeds.store_reports(reports, load=a_load(), by=machine(COUNTY), at=at, zone=ZONE)


def _close_and_open_again(number: str, at: datetime, days_ago: float) -> None:
    since = at - timedelta(days=days_ago)
    case = f"C-{number}"
    opened = CaseOpened(subject=case, title=Bilingual("案", "case"), place_code=COMMUNITY)
    found = ClosureFound(
        subject=number, case=case, place_code=COMMUNITY, point=POINT, since=since, barrier=Barrier.CHAINED_GATE,
        imposed_by=ImposedBy.PROPERTY,
    )  # fmt: skip
    lifted = MeasureLifted(subject=number, lifted_at=since + timedelta(days=1), lifted_by="x", reason="整改")
    commit(Decision((opened, found, lifted)), by=machine(COUNTY), at=at)


def _run(office: Desk) -> tuple[str, ...]:
    places = {place.code: place for place in reading.places()}
    reports = tuple(reading.reports(until=office.at))
    return raise_beside(reports, Neighbourhood(places, COUNTY), office)


def test_three_angry_people_become_a_warning_with_an_owner_and_a_clock(office: Desk) -> None:
    _tell(office.at, [ANGRY] * 3)
    (number,) = _run(office)
    facts = reading.warning(number)
    assert facts is not None
    assert told_by_a_rule(facts)
    assert facts.raised.triggers == ("rising_anger",)
    assert facts.raised.measure == "M-2026-7"
    assert len(facts.raised.sentences) == 3
    opened, refused = open_checks([number], office)
    assert (opened, refused) == ((number,), ())
    task = TaskRow.objects.get()
    assert (task.role, task.region, task.rule) == ("inspector", COUNTY, "risk.anger_answer_hours")
    assert task.due_at == office.at + timedelta(hours=24)


def test_calm_complaints_are_no_anger(office: Desk) -> None:
    _tell(office.at, ["小区南门锁了，去医院要绕路"] * 5)
    assert _run(office) == ()


def test_the_same_rise_is_told_once_though_more_people_call(office: Desk) -> None:
    _tell(office.at, [ANGRY] * 3)
    assert len(_run(office)) == 1
    lines = LedgerLine.objects.count()
    assert _run(office) == ()
    assert LedgerLine.objects.count() == lines
    _tell(office.at, [ANGRY] * 6)
    assert _run(office) == ()


def test_a_place_closed_again_is_a_repeated_offender_that_the_county_looks_at(office: Desk) -> None:
    _close_and_open_again("M-1", office.at, 20)
    assert _run(office) == ()
    _close_and_open_again("M-2", office.at, 3)
    (number,) = _run(office)
    assert _run(office) == ()
    facts = reading.warning(number)
    assert facts is not None
    assert facts.raised.triggers == ("repeated_offender",)
    assert facts.raised.evidence[0].references == ("M-1", "M-2")
    open_checks([number], office)
    assert TaskRow.objects.get().role == "inspector"
    _close_and_open_again("M-3", office.at, 1)
    assert len(_run(office)) == 1


def test_a_warning_that_also_rests_on_the_model_is_looked_at_as_usual() -> None:
    assert asked_by(("rising_anger", "flow_drop")) is LOOK
    assert asked_by(()) is LOOK
    assert asked_by(("rising_anger",)).above
