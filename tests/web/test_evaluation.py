"""The evaluation of a closure: gathered from every record, seen by everybody, and an exit that opens the lifting."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from clearway.core.cost_events import MeasureCosted
from clearway.core.costs import CostKind, How
from clearway.core.decisions import Decision
from clearway.core.events import MeasureRegistered
from clearway.core.facilities import Facility, FacilityKind
from clearway.core.fund_events import FundMoved, FundOpened
from clearway.core.funds import Entry, FundForm, Payer
from clearway.core.pass_events import GateCounted, GateListed
from clearway.core.passes import GateCount
from clearway.core.people import Role, machine
from clearway.core.places import Point
from clearway.core.resource_events import TimeGiven
from clearway.core.support import SupportNeed
from clearway.evaluate.costs import natural
from clearway.law.load import load_rulebook
from clearway.loop import help_people
from clearway.loop.desk import Desk
from clearway.loop.judge_in_force import judge_in_force
from clearway.loop.local_prices import with_local_prices
from clearway.loop.steps_due import steps_due
from clearway.record import feeds, reading
from clearway.record.door import commit
from clearway.record.models import ClosureAccountRow, LedgerLine
from clearway.record.reading.closure_accounts import account
from tests.examples import COMMUNITY, COUNTY, POINT, ZONE, a_load, a_measure, a_place, a_report
from tests.web.pages import HAN, Page
from tests.web.town import Town, desk, found_closure, signed_in, visitor

pytestmark = pytest.mark.django_db
NUMBER = "L-long"
ADDRESS = f"/measures/{NUMBER}/evaluation"


def the_loop(at: datetime | None = None) -> Desk:
    return Desk(by=machine(COUNTY), at=at or timezone.now(), rulebook=load_rulebook(), zone=ZONE)


@pytest.fixture
def closed(town: Town) -> str:
    """A community of 3,200 people closed for twenty days, with a school, a market, a gate, money and voices."""
    now, by = timezone.now(), machine(COUNTY)
    feeds.store_places([a_place()], load=a_load("places"), by=by, at=now)
    near = (Point(POINT.lat + 0.0003, POINT.lon),)
    feeds.store_facilities(
        [
            Facility(kind=FacilityKind.SCHOOL, name="柳林小学", entrances=near, capacity=410),
            Facility(kind=FacilityKind.MARKET, name="柳林菜市场", entrances=near),
            Facility(kind=FacilityKind.SHOP, name="柳林小卖部", entrances=near),
            Facility(kind=FacilityKind.FARM, name="柳林大棚", entrances=(Point(POINT.lat + 0.3, POINT.lon),)),
        ],
        load=a_load("facilities"), by=by, at=now,
    )  # fmt: skip
    feeds.store_reports([a_report(at=now - timedelta(days=2))], load=a_load(), by=by, at=now, zone=ZONE)
    started = now - timedelta(days=20)
    long = a_measure(number=NUMBER, starts_at=started, ends_at=now + timedelta(days=3))
    hour = now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=5)
    counts = tuple(GateCount(gate=1001, hour=hour, purpose=4, verdict=one, count=12) for one in ("accept", "reject"))
    events = (
        MeasureRegistered(subject=NUMBER, measure=long),
        GateListed(subject="1001", measure=NUMBER, place_code=COMMUNITY, point=POINT),
        GateCounted(subject="1001", hour=hour, counts=counts, batch="b-1"),
        TimeGiven(subject=COMMUNITY, people=3, hours=11.0, work="代买", on=now.astimezone(ZONE).date()),
        FundOpened(
            subject="F1", title="防疫", form=FundForm.BUDGET, region=COUNTY, year=now.year, planned=5_000_000,
            revenue=None,
        ),
        FundMoved(
            subject="F1", entry=Entry.SPENT, fen=123_400, purpose=f"{NUMBER} 值守", payer=Payer.COUNTY,
            on=now.astimezone(ZONE).date(),
        ),
    )  # fmt: skip
    commit(Decision(events), by=by, at=now)
    site = help_people.Site(at=now - timedelta(hours=8), zone=ZONE, region=COUNTY, rulebook=load_rulebook())
    asking = help_people.Asking(
        need=SupportNeed.DIALYSIS, urgent=False, place_code=COMMUNITY, text="透析", phone="1", door="1"
    )
    help_people.ask(asking, site)
    return NUMBER


def gathered(closed: str) -> MeasureCosted:
    judge_in_force(the_loop())
    found = account(closed)
    assert found is not None
    return found


def test_an_account_is_gathered_from_every_record_with_sources(closed: str) -> None:
    found = gathered(closed)
    sums = natural(found.items)
    assert sums["isolated_person_hours"] == 3200 * 480
    assert sums["support_requests"] == sums["support_unmet"] == 1
    assert sums["support_open_hours"] == pytest.approx(8.0, abs=0.1)
    assert (sums["turned_away"], sums["supply_passages"]) == (12, 12)
    assert sums["volunteer_hours"] == 11.0
    assert sums["spent_yuan"] == 1234.0
    assert sums["complaints"] == 1
    school_days = sums["school_days"]
    assert school_days is not None
    assert 410 * 12 < school_days < 410 * 16
    assert sums["business_days"] == pytest.approx(2 * 20.0, abs=0.01), "the farm lies elsewhere"
    assert sums["guard_hours"] == pytest.approx(2 * 480.0)
    assert sums["detour_person_hours"] is None, "no roads are loaded: nothing is known, which is not nothing"
    assert sums["crossings_lost"] is None
    assert not [one for one in reading.facilities() if one.kind is FacilityKind.SHOP], "no way to a shop is reckoned"
    for item in found.items:
        assert item.source.zh
        assert (item.as_of is None) == (item.how is How.UNKNOWN)
    assert found.lighter is not None
    assert found.lighter.step == "compound"
    assert found.lighter.share is not None
    assert 0 < found.lighter.share < 0.5


def test_the_ledger_keeps_the_sum_and_no_count_of_a_few_people(closed: str) -> None:
    found = gathered(closed)
    line = LedgerLine.objects.filter(kind="measure_costed", subject=closed).get()
    assert found.yuan is not None
    assert f'"yuan":{found.yuan!r}' in line.payload
    assert "dialysis" not in line.payload
    assert "support" not in line.payload


def test_an_account_is_made_once_a_day_and_once_more_at_the_end(closed: str) -> None:
    gathered(closed)
    assert judge_in_force(the_loop()) == 0
    tomorrow = timezone.now() + timedelta(days=1)
    assert judge_in_force(the_loop(tomorrow)) > 0
    after = the_loop(timezone.now() + timedelta(days=4))
    judge_in_force(after)
    final = account(closed)
    assert final is not None
    assert final.final
    assert judge_in_force(replace(after, at=after.at + timedelta(days=1))) == 0
    assert ClosureAccountRow.objects.filter(measure=closed).count() == 1


def test_an_exit_asks_whoever_may_lift_and_lifting_closes_the_account(closed: str) -> None:
    """From the verdict to the open form, the list of what is to be done, the lifting and the last account."""
    gathered(closed)
    due = {one.number: one for one in steps_due(desk(Role.COUNTY_GOVERNMENT))}
    assert due[closed].mine
    assert not next(one for one in steps_due(desk(Role.COMMUNITY)) if one.number == closed).mine
    government = signed_in(Role.COUNTY_GOVERNMENT)
    assert "<details open><summary>解除</summary>" in government.get(f"/measures/{closed}").content.decode()
    answer = government.post(f"/measures/{closed}/acts", {"act": "lift", "note": "评估结论为应当解除"})
    assert answer.status_code == 302
    measure = reading.measure(closed)
    assert measure is not None
    assert measure.lifted_at is not None
    assert closed not in {one.number for one in steps_due(desk(Role.COUNTY_GOVERNMENT))}
    judge_in_force(the_loop(timezone.now() + timedelta(minutes=2)))
    final = account(closed)
    assert final is not None
    assert final.final
    assert final.until <= measure.lifted_at
    assert "最后一次汇集" in visitor().get(ADDRESS).content.decode()


def test_the_page_tells_items_verdict_and_what_nobody_counted_but_no_single_person(closed: str) -> None:
    assert "还没有汇集" in visitor().get(ADDRESS).content.decode()
    gathered(closed)
    public = visitor().get(ADDRESS).content.decode()
    for told in ("结论：应当解除", "没有人计数的", "1,536,000", "≥ 1,234 元", "更轻的一级", "人数很少，不公布", "柳林"):
        assert told in public, told
    assert "透析" not in public
    office = signed_in(Role.COUNTY_GOVERNMENT).get(ADDRESS).content.decode()
    assert "求助：透析" in office
    assert "人数很少" not in office
    elsewhere = signed_in(Role.COMMUNITY, community="990102002001").get(ADDRESS).content.decode()
    assert "透析" not in elsewhere
    assert visitor().get("/measures/none/evaluation").status_code == 404


def test_a_closure_nobody_registered_has_an_account_too(town: Town) -> None:
    closure = found_closure(town)
    judge_in_force(the_loop(timezone.now() + timedelta(hours=1)))
    found = account(closure)
    assert found is not None
    assert found.verdict == "exit"
    assert natural(found.items)["restricted_person_hours"] is None
    html = visitor().get(f"/measures/{closure}").content.decode()
    assert f"/measures/{closure}/evaluation" in html


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_page_speaks_one_language(closed: str, language: str) -> None:
    gathered(closed)
    for client in (visitor(language), signed_in(Role.COUNTY_GOVERNMENT, language=language)):
        for address in (ADDRESS, f"/measures/{closed}"):
            page = Page(client.get(address).content.decode())
            assert sum(name == "h1" for name, _ in page.tags) == 1
            if language == "en":
                assert not [text for text in page.own if HAN.search(text)], address


def test_a_county_sets_prices_of_its_own_with_their_source(tmp_path: Path) -> None:
    rulebook, folder = load_rulebook(), tmp_path / "law" / "duty"
    assert with_local_prices(rulebook, tmp_path) is rulebook
    folder.mkdir(parents=True)
    (folder / "closure_costs.yaml").write_text(
        "title: {zh: 本县单价, en: Prices of the county}\nforce: policy\nunit: yuan\n"
        'citations: [{document: work_plan, article: "5.3"}]\n'
        "values:\n  - since: 2026-01-01\n    value: {guard_hour: [18, 22, 30]}\n",
        encoding="utf-8",
    )
    own = with_local_prices(rulebook, tmp_path)
    day = timezone.localdate()
    assert own.value("duty.closure_costs", day) == {"guard_hour": [18, 22, 30]}
    assert own.value("duty.closure_norms", day) == rulebook.value("duty.closure_norms", day)
    assert CostKind.GUARD_HOURS.value == "guard_hours"
