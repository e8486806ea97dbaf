"""The door writes everything or nothing, and nobody writes past it."""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError

from clearway import core
from clearway.core.barriers import Barrier, ImposedBy
from clearway.core.cases import CaseState, CheckOutcome, TaskKind
from clearway.core.decisions import Decision
from clearway.core.events import (
    CaseMoved,
    CaseOpened,
    ClosureFound,
    Event,
    MeasureLifted,
    MeasureRegistered,
    OrderIssued,
    ReportJoined,
    ReportTaken,
    TaskFinished,
    TaskOpened,
    TextsForgotten,
    WarningChecked,
    WarningDismissed,
    WarningRaised,
    WarningUpdated,
)
from clearway.core.evidence import FlowState
from clearway.core.people import Role, machine
from clearway.core.words import Bilingual
from clearway.record import reading
from clearway.record.door import commit, session
from clearway.record.models import Account, LedgerLine, OutboxRow, PlaceRow, ReportRow, WarningRow
from clearway.record.models.kept import KeptModel, OffTheDoor
from clearway.record.verifying import verify
from clearway.record.writers import WRITERS, UnknownEvent
from clearway.record.writers.cases import MovedMeanwhile
from tests.examples import AT, COMMUNITY, COUNTY, POINT, TOWNSHIP, a_measure, a_report, a_warning

pytestmark = pytest.mark.django_db
TITLE = Bilingual("疑似受阻", "may be blocked")


def _write(*written: Event, at: datetime = AT) -> tuple[LedgerLine, ...]:
    return commit(Decision(written), by=machine(COUNTY), at=at)


def _open_case() -> None:
    _write(a_warning(), CaseOpened(subject="C1", title=TITLE, place_code=COMMUNITY, warning=a_warning().subject))


def test_every_kind_of_event_has_a_writer() -> None:
    modules = [importlib.import_module(f"clearway.core.{found.name}") for found in pkgutil.iter_modules(core.__path__)]
    classes = {form for module in modules for _, form in inspect.getmembers(module, inspect.isclass)}
    kinds = {form for form in classes if issubclass(form, Event)} - {Event}
    assert set(WRITERS) == kinds


def test_an_event_without_a_writer_is_a_loud_error_and_leaves_nothing() -> None:
    class Unheard(Event):
        kind = "unheard"

    with pytest.raises(UnknownEvent):
        _write(a_warning(), Unheard(subject="x"))
    assert not WarningRow.objects.exists()
    assert not LedgerLine.objects.exists()


def test_a_decision_is_written_whole_or_not_at_all() -> None:
    _write(a_warning())
    with pytest.raises(IntegrityError):
        _write(a_warning("W20261123-0002"), a_warning())
    assert [row.number for row in WarningRow.objects.all()] == ["W20261123-0001"]
    assert LedgerLine.objects.count() == OutboxRow.objects.count() == 1
    assert verify().ok


def test_every_ledger_line_has_its_outbox_row() -> None:
    _open_case()
    told = list(LedgerLine.objects.order_by("seq").values_list("seq", "kind", "subject"))
    assert told == list(OutboxRow.objects.order_by("seq").values_list("seq", "kind", "subject"))
    assert [kind for _, kind, _ in told] == ["warning_raised", "case_opened"]


def test_a_warning_comes_back_as_it_was_raised() -> None:
    _write(a_warning())
    facts = reading.warning("W20261123-0001")
    assert facts is not None
    assert facts.raised == a_warning()


def test_an_update_replaces_the_evidence_and_only_adds_links() -> None:
    _write(a_warning())
    raised = a_warning()
    update = WarningUpdated(
        subject=raised.subject,
        state=FlowState.UNDECIDED,
        probability=0.4,
        priority=3.0,
        triggers=("complaint_run",),
        evidence=raised.evidence,
        sentences=raised.sentences,
        sensor_links=("s-3",),
        ended_at=AT + timedelta(hours=1),
    )
    _write(update, at=AT + timedelta(hours=1))
    facts = reading.warning(raised.subject)
    assert facts is not None
    assert facts.raised.sensor_links == ("s-1", "s-2", "s-3")
    assert facts.raised.state is FlowState.UNDECIDED
    assert facts.ended_at == AT + timedelta(hours=1)
    assert reading.open_warnings() == ()


def test_a_case_only_moves_from_where_the_decision_saw_it() -> None:
    _open_case()
    move = CaseMoved(
        subject="C1", move="dispatch", from_state=CaseState.FILED, to_state=CaseState.DISPATCHED, reason="x"
    )
    with pytest.raises(MovedMeanwhile):
        _write(move)
    assert reading.case("C1").state is CaseState.ACCEPTED


def test_rows_of_a_whole_case_agree_with_its_events() -> None:
    _open_case()
    order = Bilingual("立即拆除", "take it down now")
    due = AT + timedelta(hours=24)
    task = TaskOpened(
        subject="T1",
        case="C1",
        task=TaskKind.VERIFY,
        role=Role.TOWNSHIP,
        region=TOWNSHIP,
        due_at=due,
        instruction=order,
        rule="duty.verify_hours",
    )
    closure = ClosureFound(
        subject="M1",
        case="C1",
        place_code=COMMUNITY,
        point=POINT,
        since=AT,
        barrier=Barrier.CHAINED_GATE,
        imposed_by=ImposedBy.PROPERTY,
        road_links=(17,),
    )
    _write(task, closure)
    _write(TaskFinished(subject="T1", case="C1", note="seen", outcome=CheckOutcome.UNREGISTERED))
    _write(WarningChecked(subject=a_warning().subject, case="C1", outcome=CheckOutcome.UNREGISTERED))
    _write(OrderIssued(subject="O1", case="C1", text=order, rules=("closing.authority",), due_at=due))
    case = reading.case("C1")
    assert (case.closure, case.open_tasks) == ("M1", ())
    assert [measure.number for measure in reading.closures_found(AT)] == ["M1"]
    _write(MeasureLifted(subject="M1", lifted_at=AT + timedelta(hours=2), lifted_by="a", reason="open"))
    assert reading.closures_found(AT + timedelta(hours=3)) == ()
    assert len(reading.closures_found(AT + timedelta(hours=1))) == 1
    facts = reading.warning(a_warning().subject)
    assert facts is not None
    assert (facts.case, facts.outcome) == ("C1", CheckOutcome.UNREGISTERED)
    assert [line.kind for line in reading.history("C1")][-1] == "measure_lifted"
    assert len(list(reading.history("C1"))) == LedgerLine.objects.count()


def test_an_override_ends_by_itself() -> None:
    _write(a_warning(), WarningDismissed(subject=a_warning().subject, reason="works", until=AT + timedelta(days=1)))
    facts = reading.warning(a_warning().subject)
    assert facts is not None
    assert facts.dismissed(AT)
    assert not facts.dismissed(AT + timedelta(days=1))


def test_a_registered_measure_is_in_force_by_its_facts_and_the_moment() -> None:
    _write(MeasureRegistered(subject="L-1", measure=a_measure()))
    assert reading.measures_in_force(AT) == (a_measure(),)
    assert reading.measures_in_force(AT + timedelta(days=6)) == ()
    assert reading.measures_in_force(AT - timedelta(days=2)) == ()
    assert reading.measures_in_force(AT, within=COUNTY) == (a_measure(),)
    assert reading.measures_in_force(AT, within="990103000000") == ()


def test_a_text_never_enters_the_ledger_and_can_be_forgotten() -> None:
    report = a_report("R1", caller="c" * 64)
    _write(ReportTaken(subject="R1", report=report, token_hash="t" * 64), ReportJoined(subject="R1", case="C9"))
    assert reading.report("R1") == report
    payload = LedgerLine.objects.get(seq=1).payload
    assert report.text not in payload
    assert "c" * 64 not in payload
    assert json.loads(payload)["report"]["reading"]["topic"] == "medical"
    _write(TextsForgotten(subject="complaints", before=AT, count=1))
    row = ReportRow.objects.get(number="R1")
    assert (row.text, row.caller, row.token_hash, row.topic, row.case) == ("", None, "", "medical", "C9")


def test_the_same_report_of_a_channel_is_kept_once() -> None:
    _write(ReportTaken(subject="R1", report=a_report("R1")))
    _write(ReportTaken(subject="R2", report=a_report("R2")))
    assert [row.number for row in ReportRow.objects.all()] == ["R1"]


@pytest.mark.parametrize("model", [m for m in apps.get_app_config("record").get_models() if m is not Account])
def test_no_table_of_ours_is_written_off_the_door(model: type[KeptModel]) -> None:
    assert issubclass(model, KeptModel)
    writes = (
        lambda: model().save(),
        lambda: model().delete(),
        lambda: model.objects.create(),
        lambda: model.objects.all().delete(),
        lambda: model.objects.update(),
        lambda: model.objects.bulk_create([]),
        lambda: model.objects.bulk_update([], ["pk"]),
        lambda: model.objects.get_or_create(pk="nothing"[:0] or 0),
    )
    for write in writes:
        with pytest.raises(OffTheDoor):
            write()


def test_the_door_shuts_behind_itself() -> None:
    with session():
        PlaceRow(code=COMMUNITY, kind="community", name="x", digest="").save()
    with pytest.raises(OffTheDoor):
        PlaceRow(code=TOWNSHIP, kind="township", name="x", digest="").save()


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        _write(a_warning(), at=datetime(2026, 11, 23))


def test_warnings_are_read_in_order_of_priority() -> None:
    low: WarningRaised = a_warning("W1", priority=1.0)
    _write(low, a_warning("W2", priority=9.0))
    assert [facts.number for facts in reading.open_warnings(COUNTY)] == ["W2", "W1"]
