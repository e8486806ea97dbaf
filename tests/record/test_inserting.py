"""Rows written with one statement are the rows Django would have written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clearway.record.inserting import inserted
from clearway.record.models import OutboxRow, PhotoRow, ReportRow
from clearway.record.models.kept import door_open

pytestmark = pytest.mark.django_db
_AT = datetime(2026, 11, 23, 4, 5, 6, 789012, tzinfo=UTC)
_TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)
_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False) | _TEXT,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(_TEXT, part, max_size=3),
    max_leaves=6,
).filter(lambda value: value is not None)
_ROW = st.fixed_dictionaries(
    {
        "at": st.integers(-(10**15), 10**15).map(lambda n: _AT + timedelta(microseconds=n)),
        "channel": _TEXT,
        "text": _TEXT,
        "confidence": st.floats(allow_nan=False, allow_infinity=False, width=32),
        "words": _PLAIN,
        "place_code": st.none() | _TEXT,
        "lat": st.none() | st.floats(-90, 90),
        "simulated": st.booleans(),
    }
)


def _columns(number: str) -> dict[str, object]:
    row = ReportRow.objects.filter(number=number).values().get()
    return {name: value for name, value in row.items() if name != "number"}


@given(_ROW)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_value_is_stored_as_django_stores_it(columns):
    with transaction.atomic(), door_open():
        models.QuerySet(ReportRow).bulk_create([ReportRow(number="theirs", **columns)])
        assert inserted(ReportRow, [ReportRow(number="ours", **columns)], ignore_conflicts=False)
        assert _columns("ours") == _columns("theirs")
        ReportRow.objects.all().delete()


def test_thousands_of_rows_are_all_there():
    with transaction.atomic(), door_open():
        OutboxRow.objects.bulk_create(OutboxRow(seq=n, kind="k", subject="s", at=_AT) for n in range(1, 2_502))
    assert OutboxRow.objects.count() == 2_501


def test_a_key_that_is_there_is_a_fault():
    row = {"kind": "k", "subject": "s", "at": _AT}
    with pytest.raises(IntegrityError), transaction.atomic(), door_open():
        OutboxRow.objects.bulk_create([OutboxRow(seq=1, **row), OutboxRow(seq=1, **row)])
    assert not OutboxRow.objects.exists()


def test_a_row_that_is_there_is_left_where_that_is_asked_for():
    def photo(width):
        return PhotoRow(
            subject="R1",
            digest="d",
            media="image/jpeg",
            size=1,
            width=width,
            height=1,
            place_code=None,
            attached_at=_AT,
        )

    with transaction.atomic(), door_open():
        PhotoRow.objects.bulk_create([photo(1)], ignore_conflicts=True)
        PhotoRow.objects.bulk_create([photo(2), photo(3)], ignore_conflicts=True)
    assert list(PhotoRow.objects.values_list("width", flat=True)) == [1]


def test_what_needs_a_key_from_the_database_is_left_to_django():
    with transaction.atomic(), door_open():
        photo = PhotoRow(subject="R1", digest="d", media="m", size=1, width=1, height=1, attached_at=_AT)
        assert not inserted(PhotoRow, [photo], ignore_conflicts=False)
        assert PhotoRow.objects.bulk_create([photo])[0].pk is not None


def test_a_fault_of_a_statement_nobody_waited_for_is_djangos_and_undoes_all():
    from clearway.record.pipelining import without_waiting

    def write_twice() -> None:
        with transaction.atomic(), door_open(), without_waiting():
            for seq in (1, 1, 2):
                OutboxRow.objects.bulk_create([OutboxRow(seq=seq, kind="k", subject="s", at=_AT)])

    with pytest.raises(IntegrityError):
        write_twice()
    assert not OutboxRow.objects.exists()


def test_what_was_sent_without_waiting_is_read_again():
    from clearway.record.pipelining import without_waiting

    with transaction.atomic(), door_open(), without_waiting():
        OutboxRow.objects.bulk_create([OutboxRow(seq=1, kind="k", subject="s", at=_AT)])
        assert OutboxRow.objects.count() == 1
    assert OutboxRow.objects.count() == 1
