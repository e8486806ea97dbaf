"""Grades on their pages: seen, questioned, overruled by named persons; weights set by the panel; exits opened."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from clearway.core.decisions import Decision
from clearway.core.epidemic import InfectionCount
from clearway.core.events import MeasureRegistered
from clearway.core.grade_events import GradeOverridden, OverrideReason
from clearway.core.grades import Grade
from clearway.core.people import Role, machine
from clearway.evaluate.audit.groups import AuditVerdict
from clearway.evaluate.review.quarter import quarter_of
from clearway.law.load import load_rulebook
from clearway.loop.audit_grades import audit_grades
from clearway.loop.desk import Desk
from clearway.loop.document_fields import Making
from clearway.loop.grade_places import again, grade_county
from clearway.loop.judge_in_force import judge_in_force
from clearway.loop.review_quarter import review_of
from clearway.loop.review_sections import sections
from clearway.record import reading
from clearway.record.door import commit, session
from clearway.record.models import GradeRow, LedgerLine
from clearway.record.reading import grades
from clearway.warn.grading.arrays import GRADES
from clearway.web.showing.grades import bearing_on
from tests.examples import COMMUNITY, COUNTY, ZONE, a_measure
from tests.web.grading import kept_counts
from tests.web.pages import HAN, Page
from tests.web.town import Town, signed_in, visitor

pytestmark = pytest.mark.django_db


def desk(at: datetime | None = None) -> Desk:
    """The loop's desk now."""
    return Desk(by=machine(COUNTY), at=at or timezone.now(), rulebook=load_rulebook(), zone=ZONE)


@pytest.fixture
def graded(town: Town) -> str:
    """A community with six weeks of counts, rising, graded today; its code."""
    today = timezone.now().astimezone(ZONE).date()
    kept_counts(
        InfectionCount(
            place_code=COMMUNITY, on=today - timedelta(days=back), infections=max(0, 12 - back // 2),
            outside_isolation=max(0, 4 - back // 4), tests=300, contacts=20, contacts_reached=12,
        )
        for back in range(42)
    )  # fmt: skip
    assert grade_county(desk()) == 1
    return COMMUNITY


def test_a_place_is_graded_once_a_day_and_says_why(graded: str) -> None:
    assert grade_county(desk()) == 0
    html = visitor().get(f"/grades/{graded}").content.decode()
    assert "七日新增本土感染" in html
    assert "预期输入感染" in html
    run = grades.graded(graded)
    assert run is not None
    assert len(run.lines) == 5


def test_a_run_is_worked_out_again_from_the_ledger_bit_for_bit(graded: str) -> None:
    run = grades.graded(graded)
    assert run is not None
    _, found, _ = again(run, {}, desk())
    assert (GRADES[found.low[0]], GRADES[found.high[0]]) == (run.low, run.high)
    assert (found.probability.value[0], found.impact.value[0]) == (run.probability, run.impact)
    assert LedgerLine.objects.filter(kind="place_graded").count() == 1


def test_what_if_works_without_a_script_and_takes_per_cent(graded: str) -> None:
    page = visitor().get(f"/grades/{graded}?i7=99%25&i1=0&i3=0&i2=0&i4=0&i8=0").content.decode()
    assert "改变 6 项后" in page
    assert re.search(r'id="i7" name="i7" value="0.99"', page)
    assert visitor().get(f"/grades/{graded}?i1=nothing&i2=1e999").status_code == 200


def test_one_lowers_two_raise_and_nobody_beyond_the_limits(graded: str) -> None:
    run = grades.graded(graded)
    assert run is not None
    form = {"to": "high", "reason": "late_report", "note": "两份报告迟到", "hours": "24"}
    address = f"/grades/{graded}/override"
    if run.published.value == "high":
        form["to"] = "low"
    assert signed_in(Role.COMMUNITY).post(address, form).status_code == 403
    health = signed_in(Role.COUNTY_HEALTH)
    assert health.post(address, form | {"hours": "73"}).status_code == 422
    assert health.post(address, form | {"note": ""}).status_code == 422
    assert health.post(address, form | {"hours": "many"}).status_code == 422
    assert health.post(address, form).status_code == 302
    if form["to"] == "high":
        assert grades.override_in_force(graded, timezone.now()) is None
        assert "等第二人署名" in health.get(f"/grades/{graded}").content.decode()
        assert signed_in(Role.COUNTY_GOVERNMENT).post(address, form).status_code == 302
    standing = grades.override_in_force(graded, timezone.now())
    assert standing is not None
    assert grades.override_in_force(graded, timezone.now() + timedelta(hours=25)) is None
    assert "由具名人员改为" in visitor().get(f"/grades/{graded}").content.decode()


def test_a_building_is_shown_to_offices_of_its_region_alone(graded: str) -> None:
    row = GradeRow.objects.get(place_code=graded)
    run = grades.graded(graded)
    assert run is not None
    building = f"{graded}-A-3"
    with session():
        GradeRow(
            place_code=building, on=row.on, low=row.low, high=row.high, published=row.published,
            gradable=row.gradable, measure=row.measure, content=row.content,
        ).save(force_insert=True)  # fmt: skip
    assert visitor().get(f"/grades/{building}").status_code == 403
    assert building not in visitor().get("/grades/").content.decode()
    assert signed_in(Role.COUNTY_HEALTH).get(f"/grades/{building}").status_code == 200


def test_the_panel_publishes_weights_with_minutes_from_a_day_on(graded: str) -> None:
    client = signed_in(Role.COUNTY_HEALTH)
    html = client.get("/grades/panel").content.decode()
    form = dict(re.findall(r'name="([wp][\d-]+)" value="([^"]*)"', html))
    assert len(form) == 11 + 36
    form |= {"w1": "20", "w2": "18"}
    assert client.post("/grades/panel", form | {"minutes": ""}).status_code == 422
    assert client.post("/grades/panel", form | {"minutes": "2026-7", "w1": "50"}).status_code == 422
    assert client.post("/grades/panel", form | {"minutes": "2026-7", "since": "2020-01-01"}).status_code == 422
    assert signed_in(Role.TOWNSHIP).post("/grades/panel", form | {"minutes": "2026-7"}).status_code == 403
    assert client.post("/grades/panel", form | {"minutes": "2026-7"}).status_code == 302
    assert "2026-7" in visitor().get("/grades/panel").content.decode()


def test_pairs_are_weighed_and_contradictions_named() -> None:
    page = visitor().get("/grades/panel?pillar=impact&c8-9=9&c9-10=9&c8-10=1/9").content.decode()
    assert "前后矛盾" in page
    assert "前后一致" in visitor().get("/grades/panel?pillar=impact&c8-9=3&c8-10=3&c8-11=3").content.decode()


def test_a_measure_past_its_ceiling_is_told_to_be_lifted_and_its_form_stands_open(graded: str) -> None:
    now = timezone.now()
    long = a_measure(number="L-long", starts_at=now - timedelta(days=20), ends_at=now + timedelta(days=3))
    commit(Decision((MeasureRegistered(subject="L-long", measure=long),)), by=machine(COUNTY), at=now)
    assert judge_in_force(desk()) >= 1
    assert judge_in_force(desk()) == 0
    found = grades.verdict("L-long")
    assert found is not None
    assert found.verdict == "exit"
    assert found.costs["isolated_person_hours"] == 3200 * 24 * found.costs["days"]
    public = visitor().get("/measures/L-long").content.decode()
    assert "应当解除" in public
    assert "反映就医、急救、消防受阻" in public
    client = signed_in(Role.COUNTY_GOVERNMENT)
    assert "<details open><summary>解除</summary>" in client.get("/measures/L-long").content.decode()
    assert reading.last_review("L-long") is None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_speak_one_language(graded: str, language: str) -> None:
    client = signed_in(Role.COUNTY_HEALTH, language=language)
    for address in ("/grades/", f"/grades/{graded}?i1=3", "/grades/panel?pillar=impact&c8-9=3", "/grades/audit"):
        answer = client.get(address)
        assert answer.status_code == 200
        page = Page(answer.content.decode())
        assert sum(name == "h1" for name, _ in page.tags) == 1, address
        if language == "en":
            assert not [text for text in page.own if HAN.search(text)], address


def test_the_grade_bears_on_what_is_proposed_inside_the_place(graded: str) -> None:
    found = bearing_on(f"{graded}-A-3", timezone.now())
    assert found is not None
    assert found.code == graded
    assert bearing_on("120102001001", timezone.now()) is None


def test_a_county_without_counts_says_that_silence_is_not_calm(town: Town) -> None:
    assert grade_county(desk(datetime(2026, 11, 23, 9, tzinfo=ZONE))) in (0, 1)
    assert visitor().get("/grades/990102009009").status_code == 404
    assert visitor().get("/grades/audit").status_code == 200


def test_too_much_raised_by_hand_sounds_where_named_persons_look(graded: str) -> None:
    now = timezone.now()
    raised = [
        GradeOverridden(
            subject=graded, was=Grade.LOW, to=Grade.MEDIUM, reason=OverrideReason.LATE_REPORT, note="迟到",
            until=now + timedelta(hours=1), signed=("a", "b"),
        )
    ]  # fmt: skip
    commit(Decision(tuple(raised)), by=machine(COUNTY), at=now)
    assert [one.raised for one in audit_grades(desk()).alarms] == [1]
    assert "人工上调过多" in visitor().get("/grades/audit").content.decode()
    assert "等级人工上调过多" in signed_in(Role.COUNTY_HEALTH).get("/board/").content.decode()
    assert "等级人工上调过多" not in signed_in(Role.TOWNSHIP).get("/board/").content.decode()
    quarter = quarter_of(now.astimezone(ZONE).date())
    review = review_of(COUNTY, quarter, desk())
    assert [one.alarm for one in review.overrides] == [True]
    told = sections(review, Making(site="http://x", language="zh", zone=ZONE))
    assert any("报警" in one.note for one in told)


def test_a_closure_that_outlived_its_right_tells_its_hours(graded: str) -> None:
    now = timezone.now()
    found = a_measure(number="L-old", registered=False, starts_at=now - timedelta(days=4), ends_at=None)
    commit(Decision((MeasureRegistered(subject="L-old", measure=found),)), by=machine(COUNTY), at=now)
    (one,) = audit_grades(desk()).releases
    assert one.hours[1] == pytest.approx(96, abs=0.5)
    assert one.still == 1
    assert one.verdict is AuditVerdict.NOT_ENOUGH_DATA
