"""Numbers are never given twice, whoever asks at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from clearway.record.numbers import next_number, next_numbers
from tests.examples import AT, ZONE


@pytest.mark.django_db
def test_numbers_run_by_letter_and_local_day() -> None:
    late = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert next_number("W", AT, ZONE) == "W20261123-0001"
    assert next_number("W", AT, ZONE) == "W20261123-0002"
    assert next_number("C", AT, ZONE) == "C20261123-0001"
    assert next_number("W", late, ZONE) == "W20261124-0001"
    assert next_numbers("W", 3, AT, ZONE) == ["W20261123-0003", "W20261123-0004", "W20261123-0005"]


@pytest.mark.django_db
def test_more_than_ten_thousand_a_day_still_run_on() -> None:
    next_numbers("R", 9_999, AT, ZONE)
    assert next_number("R", AT, ZONE) == "R20261123-10000"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_get_the_same() -> None:
    def draw(_: int) -> list[str]:
        try:
            with transaction.atomic():
                return [next_number("T", AT, ZONE) for _ in range(5)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        drawn = [number for numbers in pool.map(draw, range(12)) for number in numbers]
    assert sorted(drawn) == [f"T20261123-{number:04d}" for number in range(1, 61)]


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_leave_one_whole_chain() -> None:
    from clearway.core.decisions import Decision
    from clearway.core.people import machine
    from clearway.record.door import commit
    from clearway.record.verifying import verify
    from tests.examples import COUNTY, a_load

    def write(number: int) -> None:
        try:
            commit(Decision((a_load(f"feed{number}"), a_load(f"feed{number}"))), by=machine(COUNTY), at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(20)))
    verdict = verify()
    assert verdict.ok
    assert verdict.head.count == 40


@pytest.mark.django_db(transaction=True)
def test_verifying_while_others_write_finds_nothing_wrong() -> None:
    from clearway.core.decisions import Decision
    from clearway.core.people import machine
    from clearway.record.door import commit
    from clearway.record.verifying import verify
    from tests.examples import COUNTY, a_load

    def write() -> None:
        try:
            for _ in range(150):
                commit(Decision((a_load(),)), by=machine(COUNTY), at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        verdicts = [verify()]
        while not writing.done():
            verdicts.append(verify())
        writing.result()
    assert [verdict.finding for verdict in verdicts if not verdict.ok] == []
    assert verify().head.count == 150
